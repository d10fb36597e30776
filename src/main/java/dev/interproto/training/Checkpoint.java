package dev.interproto.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.loss.PrototypeMatrix;
import dev.interproto.network.Backbone;
import dev.interproto.network.NamedParameter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A saved state of training in one file that NumPy can read: {@code parameters/<name>.npy} under
 * the reference's PyTorch names and {@code parameters/head.weight.npy} (a row per identity), {@code
 * momentum/<name>.npy} in those that training can go on from, and {@code checkpoint.json} ({@link
 * CheckpointFacts}). Arrays are streamed both ways.
 */
public final class Checkpoint implements SavedWeights {
    /** Name of the prototypes among the parameters. */
    public static final String HEAD = ParameterArchive.HEAD;

    private static final String FACTS = "checkpoint.json";
    private static final String PARAMETERS = ParameterArchive.PARAMETERS;
    private static final String MOMENTUM = "momentum/";

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
     * Writes a checkpoint.
     *
     * @param layout all parameters, prototypes included
     * @param parameters flat vector
     * @param velocity momentum buffer, for a checkpoint that training can go on from
     */
    static void write(
            OutputStream out,
            CheckpointFacts facts,
            List<NamedParameter> layout,
            INDArray parameters,
            Optional<INDArray> velocity)
            throws IOException {
        try (NpzWriter archive = new NpzWriter(out)) {
            archive.addText(FACTS, Json.mapper().writeValueAsString(facts));
            for (NamedParameter parameter : layout) {
                ParameterArchive.add(archive, PARAMETERS, parameter, parameters);
            }
            if (velocity.isPresent()) {
                for (NamedParameter parameter : layout) {
                    if (MomentumSgd.isUpdated(parameter)) {
                        ParameterArchive.add(archive, MOMENTUM, parameter, velocity.get());
                    }
                }
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
                throw new IOException(HEAD + " is " + Arrays.toString(shape));
            }
            float[] values = archive.read(PARAMETERS + HEAD);
            return new PrototypeMatrix((int) shape[0], (int) shape[1], values);
        } catch (IOException | RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public void restore(List<NamedParameter> layout, INDArray parameters) {
        try (NpzReader archive = new NpzReader(file)) {
            for (NamedParameter parameter : layout) {
                ParameterArchive.read(archive, PARAMETERS, parameter, parameters);
            }
        } catch (IOException | RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    /** Overwrites a momentum buffer with the saved one; errors as {@link #restore}. */
    void restoreMomentum(List<NamedParameter> layout, INDArray velocity) {
        try (NpzReader archive = new NpzReader(file)) {
            for (NamedParameter parameter : layout) {
                if (MomentumSgd.isUpdated(parameter)) {
                    ParameterArchive.read(archive, MOMENTUM, parameter, velocity);
                }
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
