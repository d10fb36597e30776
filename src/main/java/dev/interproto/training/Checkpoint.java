package dev.interproto.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.loss.EmbeddingQueue;
import dev.interproto.loss.PrototypeMatrix;
import dev.interproto.loss.RowGradient;
import dev.interproto.network.Backbone;
import dev.interproto.network.NamedParameter;
import dev.interproto.network.layer.AgeBranch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A saved state of training in one file that NumPy can read: {@code parameters/<name>.npy} under
 * the reference's PyTorch names and {@code parameters/head.weight.npy} (a row per identity), {@code
 * momentum/<name>.npy} in those that training can go on from, and {@code checkpoint.json} ({@link
 * CheckpointFacts}). Where weights are averaged, {@code parameters/} holds the averages, which are
 * what is evaluated and exported, and {@code trained/<name>.npy} the weights training goes on from;
 * a run stopped between two updates has {@code gathered/<name>.npy}, the sum of the gradients so
 * far (of sampled prototypes the rows that have one, and in {@code gathered/rows.npy} whose they
 * are), and one whose head learns from past embeddings {@code queue.npy}, a row for each. Arrays
 * are streamed both ways.
 */
public final class Checkpoint implements SavedWeights {
    /** Name of the prototypes among the parameters. */
    public static final String HEAD = ParameterArchive.HEAD;

    private static final String FACTS = "checkpoint.json";
    private static final String PARAMETERS = ParameterArchive.PARAMETERS;
    private static final String MOMENTUM = "momentum/";
    private static final String TRAINED = "trained/";
    private static final String GATHERED = "gathered/";
    private static final String GATHERED_ROWS = GATHERED + "rows";
    private static final String QUEUE = "queue";

    private final Path file;
    private final CheckpointFacts facts;

    private Checkpoint(Path file, CheckpointFacts facts) {
        this.file = file;
        this.facts = facts;
    }

    /**
     * Opens a checkpoint: reads what it says about itself, not yet its arrays.
     *
     * @throws UserFacingException where the file is missing, cut short or none of ours
     */
    public static Checkpoint open(Path file) {
        try (NpzReader archive = new NpzReader(file)) {
            String text =
                    archive.text(FACTS).orElseThrow(() -> new IOException("it holds no " + FACTS));
            CheckpointFacts facts = Json.mapper().readValue(text, CheckpointFacts.class);
            if (facts.formatVersion() != CheckpointFacts.FORMAT_VERSION
                    || facts.configuration() == null) {
                throw new IOException("its format is version " + facts.formatVersion());
            }
            return new Checkpoint(file, facts);
        } catch (JsonProcessingException e) {
            throw unreadable(file, new IOException(FACTS + " is damaged", e));
        } catch (IOException | RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Flat vectors, all laid out as the parameters.
     *
     * @param parameters what is evaluated
     * @param trained what is trained, where that is not the same
     * @param velocity momentum buffer, for a checkpoint that training can go on from
     * @param gathered gradients of an update that is not complete
     * @param queue past embeddings that the head learns from
     */
    record Arrays(
            INDArray parameters,
            Optional<INDArray> trained,
            Optional<INDArray> velocity,
            Optional<GatheredGradients> gathered,
            Optional<EmbeddingQueue> queue) {}

    /**
     * Writes a checkpoint.
     *
     * @param layout all parameters, prototypes included
     */
    static void write(
            OutputStream out, CheckpointFacts facts, List<NamedParameter> layout, Arrays arrays)
            throws IOException {
        try (NpzWriter archive = new NpzWriter(out)) {
            archive.addText(FACTS, Json.mapper().writeValueAsString(facts));
            List<NamedParameter> updated = layout.stream().filter(MomentumSgd::isUpdated).toList();
            add(archive, PARAMETERS, layout, Optional.of(arrays.parameters()));
            add(archive, MOMENTUM, updated, arrays.velocity());
            add(archive, TRAINED, layout, arrays.trained());
            if (arrays.gathered().isPresent()) {
                GatheredGradients gathered = arrays.gathered().get();
                add(archive, GATHERED, ofGraph(updated, gathered), Optional.of(gathered.sum()));
                if (gathered.hasRows()) {
                    add(archive, gathered.sumOfRows().orElseThrow());
                }
            }
            if (arrays.queue().filter(queue -> queue.size() > 0).isPresent()) {
                EmbeddingQueue queue = arrays.queue().get();
                archive.add(QUEUE, queue.packed(), queue.size(), queue.width());
            }
        }
    }

    /** The parameters whose gradients the graph has. */
    private static List<NamedParameter> ofGraph(
            List<NamedParameter> updated, GatheredGradients gathered) {
        return gathered.hasRows()
                ? updated.stream().filter(parameter -> !parameter.name().equals(HEAD)).toList()
                : updated;
    }

    /** Indices below 2²⁴ are exact in float32. */
    private static void add(NpzWriter archive, RowGradient rows) throws IOException {
        float[] indices = new float[rows.rows().length];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = rows.rows()[i];
        }
        archive.add(GATHERED_ROWS, indices, indices.length);
        ParameterArchive.add(archive, GATHERED + HEAD, rows.values());
    }

    private static void add(
            NpzWriter archive, String folder, List<NamedParameter> layout, Optional<INDArray> flat)
            throws IOException {
        if (flat.isPresent()) {
            for (NamedParameter parameter : layout) {
                ParameterArchive.add(archive, folder, parameter, flat.get());
            }
        }
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public Backbone backbone() {
        return Backbone.fromId(facts.configuration().backbone());
    }

    @Override
    public AgeBranch ageBranch() {
        return facts.configuration().head().ageBranch();
    }

    @Override
    public int prototypeCount() {
        return facts.identities().size();
    }

    @Override
    public Optional<List<String>> identityNames() {
        return Optional.of(facts.identities());
    }

    public CheckpointFacts facts() {
        return facts;
    }

    /**
     * The prototypes of all identities.
     *
     * @throws UserFacingException where the file is damaged
     */
    @Override
    public PrototypeMatrix prototypes() {
        try (NpzReader archive = new NpzReader(file)) {
            long[] shape = archive.shape(PARAMETERS + HEAD);
            if (shape.length != 2 || shape[0] != facts.identities().size()) {
                throw new IOException(HEAD + " is " + java.util.Arrays.toString(shape));
            }
            float[] values = archive.read(PARAMETERS + HEAD);
            return new PrototypeMatrix((int) shape[0], (int) shape[1], values);
        } catch (IOException | RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public void restore(List<NamedParameter> layout, INDArray parameters) {
        read(PARAMETERS, layout, parameters);
    }

    /** Overwrites parameters with those that training goes on from; errors as {@link #restore}. */
    void restoreTrained(List<NamedParameter> layout, INDArray parameters) {
        boolean averaged = facts.configuration().refinements().update().averages();
        read(averaged ? TRAINED : PARAMETERS, layout, parameters);
    }

    /** Fills a queue of past embeddings with the saved ones; errors as {@link #restore}. */
    void restoreQueue(EmbeddingQueue queue) {
        try (NpzReader archive = new NpzReader(file)) {
            if (archive.arrays().contains(QUEUE)) {
                queue.restore(archive.read(QUEUE));
            }
        } catch (IOException | RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    /** Overwrites a momentum buffer with the saved one; errors as {@link #restore}. */
    void restoreMomentum(List<NamedParameter> layout, INDArray velocity) {
        read(MOMENTUM, layout.stream().filter(MomentumSgd::isUpdated).toList(), velocity);
    }

    /** Takes back the gradients of an update that was not complete; errors as {@link #restore}. */
    void restoreGathered(List<NamedParameter> layout, GatheredGradients gathered) {
        List<NamedParameter> updated = layout.stream().filter(MomentumSgd::isUpdated).toList();
        read(GATHERED, ofGraph(updated, gathered), gathered.sum());
        if (gathered.hasRows()) {
            gathered.restoreRows(gatheredRows());
        }
    }

    private RowGradient gatheredRows() {
        try (NpzReader archive = new NpzReader(file)) {
            float[] indices = archive.read(GATHERED_ROWS);
            int[] rows = new int[indices.length];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = (int) indices[i];
            }
            long[] shape = archive.shape(GATHERED + HEAD);
            INDArray values = Nd4j.createFromArray(archive.read(GATHERED + HEAD)).reshape(shape);
            return new RowGradient(rows, values);
        } catch (IOException | RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    private void read(String folder, List<NamedParameter> layout, INDArray flat) {
        try (NpzReader archive = new NpzReader(file)) {
            for (NamedParameter parameter : layout) {
                ParameterArchive.read(archive, folder, parameter, flat);
            }
        } catch (IOException | RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    private static UserFacingException unreadable(Path file, Exception cause) {
        return new UserFacingException(
                "The checkpoint " + file + " cannot be read (" + cause.getMessage() + ").",
                "It is cut short or damaged, or not a checkpoint of this program.",
                "Use another checkpoint of the run (last.npz or a best-….npz), or train it anew.",
                cause);
    }
}
