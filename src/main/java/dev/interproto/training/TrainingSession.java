package dev.interproto.training;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.FaceBatch;
import dev.interproto.face.FaceTensor;
import dev.interproto.loss.LossStep;
import dev.interproto.loss.PrototypeMatrix;
import dev.interproto.loss.PrototypeOutput;
import dev.interproto.loss.PrototypeSimilarities;
import dev.interproto.loss.Turn;
import dev.interproto.network.Backbone;
import dev.interproto.network.FaceNetwork;
import dev.interproto.network.Precision;
import dev.interproto.network.kernel.Kernels;
import dev.interproto.verification.FaceEmbedder;
import dev.interproto.verification.FlipEmbedder;
import dev.interproto.verification.NetworkEmbedder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network under training with all that belongs to its state. One thread's. */
final class TrainingSession implements AutoCloseable {
    private final TrainingTask task;
    private final Arithmetic arithmetic;
    private final FaceNetwork network;
    private final WeightUpdate update;
    private final DivergenceWatch watch;
    private final LearntFrom data;
    private final RunState state;
    private Optional<String> warning = Optional.empty();

    private TrainingSession(
            TrainingTask task,
            FaceNetwork network,
            Arithmetic arithmetic,
            LearntFrom data,
            Optional<Checkpoint> from) {
        this.task = task;
        this.arithmetic = arithmetic;
        this.network = network;
        this.data = data;
        TrainingConfiguration configuration = task.configuration();
        this.update = new WeightUpdate(network, configuration);
        this.watch =
                new DivergenceWatch(
                        configuration,
                        configuration.classes(data.identities().size()),
                        network.backbone().embeddingSize());
        this.state = from.map(Checkpoint::facts).map(RunState::new).orElseGet(RunState::new);
        from.ifPresent(this::restore);
    }

    /**
     * Builds the network, with the weights of the last checkpoint, else those the task starts from,
     * else fresh ones.
     *
     * @throws UserFacingException where the checkpoint is damaged or of another training
     */
    static TrainingSession open(TrainingTask task) {
        TrainingConfiguration configuration = task.configuration();
        LearntFrom data = LearntFrom.of(task.dataset(), configuration);
        Optional<Checkpoint> from =
                task.resume() ? task.checkpoints().last().map(Checkpoint::open) : Optional.empty();
        from.ifPresent(checkpoint -> ResumeCheck.require(checkpoint, task, data));
        FaceNetworks.Opened opened =
                FaceNetworks.open(
                        configuration.device(),
                        precision(
                                configuration.precision(),
                                from.map(c -> c.facts().configuration().precision())));
        FaceNetwork network =
                FaceNetworks.forTraining(
                        configuration, data.identities().size(), data.children(), opened.kernels());
        try {
            if (from.isEmpty()) {
                task.init()
                        .ifPresent(
                                weights ->
                                        StartingWeights.apply(weights, network, data.identities()));
            }
            return new TrainingSession(task, network, opened.arithmetic(), data, from);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /**
     * A resumed run keeps the precision it was begun with unless another is asked for; checkpoints
     * written before there was a choice are float32.
     */
    static String precision(String wanted, Optional<String> before) {
        if (Precision.fromId(wanted) != Precision.AUTO || before.isEmpty()) {
            return wanted;
        }
        return Precision.fromId(before.get()) == Precision.AUTO
                ? Precision.FLOAT32.id()
                : before.get();
    }

    private void restore(Checkpoint checkpoint) {
        update.restore(checkpoint, state.stepInEpoch());
        network.dropoutStep(state.step());
        head().partialFc().ifPresent(sampling -> sampling.step(state.step()));
        head().queue().ifPresent(checkpoint::restoreQueue);
        List<Double> memory = checkpoint.facts().headMemory();
        if (!memory.isEmpty()) {
            head().headMemory(memory.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    private PrototypeOutput head() {
        return FaceNetworks.head(network);
    }

    RunState state() {
        return state;
    }

    TrainingEvent started(int stepsPerEpoch) {
        return new TrainingEvent.Started(
                state.step(),
                state.epoch(),
                task.dataset().size(),
                data.identities().size(),
                data.children().length,
                stepsPerEpoch,
                FaceNetworks.trainable(network.parameters()),
                arithmetic);
    }

    /** Where the weights of a training's first session come from, where that needs saying. */
    Optional<TrainingEvent> origin() {
        return task.init()
                .filter(weights -> state.step() == 0)
                .map(
                        weights ->
                                new TrainingEvent.Note(
                                        0,
                                        StartingWeights.description(weights, data.identities())));
    }

    /** Sets the weight of the Inter-Prototype loss for the step that comes now. */
    void weighInterPrototype(int stepsPerEpoch) {
        TrainingConfiguration configuration = task.configuration();
        head().lambda(
                        configuration
                                .refinements()
                                .interPrototype()
                                .weightAt(
                                        configuration.lambdaChild(),
                                        configuration.milestones(),
                                        state.epoch(),
                                        state.stepInEpoch(),
                                        stepsPerEpoch));
    }

    /**
     * Learns from one batch.
     *
     * @param lastOfEpoch whether no further batch of the epoch can join the same update
     * @throws UserFacingException where the loss shows that training broke; the weights are then
     *     those before this batch
     */
    LossStep learn(FaceBatch batch, double rate, boolean lastOfEpoch) {
        int length = batch.count() * FaceTensor.LENGTH;
        Turn turn = update.turn(state.step());
        network.trainsBeforeBranch(turn != Turn.ADVERSARY);
        float[] pixels = batch.pixels();
        LossStep loss =
                gradients(
                        network,
                        pixels.length == length ? pixels : Arrays.copyOf(pixels, length),
                        Arrays.copyOf(batch.labels(), batch.count()),
                        Arrays.copyOf(batch.ages(), batch.count()));
        warning = watch.check(loss, state.step() + 1, rate);
        update.take(rate, lastOfEpoch, state.step(), turn);
        return loss;
    }

    /**
     * Forward and backward pass of one batch.
     *
     * @param pixels [B, 112, 112, 3], −1 to 1
     * @param labels [B]
     * @param ages [B], years, negative where unknown
     */
    static LossStep gradients(FaceNetwork network, float[] pixels, int[] labels, int[] ages) {
        Kernels kernels = network.kernels();
        ComputationGraph graph = network.graph();
        INDArray images =
                kernels.activations(
                        pixels, labels.length, Backbone.IMAGE_SIZE, Backbone.IMAGE_SIZE, 3);
        graph.setInputs(images);
        graph.setLabels(Nd4j.createFromArray(new int[][] {labels, ages}).transpose().dup('c'));
        graph.computeGradientAndScore();
        kernels.release(images);
        return FaceNetworks.head(network).lastStep().orElseThrow();
    }

    /** What the last step gave cause to warn of. */
    Optional<String> warning() {
        return warning;
    }

    /** What to make of the first losses; empty in a run that goes on. */
    Optional<TrainingEvent> expectation() {
        return state.step() > 0
                ? Optional.empty()
                : Optional.of(
                        new TrainingEvent.Note(
                                0,
                                LossLevels.of(task.configuration(), data.identities().size())
                                        .sentence()));
    }

    /** Does something with the weights in the network that are to be evaluated. */
    <T> T evaluating(Supplier<T> work) {
        return update.evaluating(work);
    }

    /** The network as it is now, for evaluation between steps; closing it closes nothing. */
    FaceEmbedder embedder() {
        FaceEmbedder embedder =
                NetworkEmbedder.borrowing(network, "training, step " + state.step());
        return task.configuration().refinements().evaluationFlip()
                ? new FlipEmbedder(embedder)
                : embedder;
    }

    /** How alike child and adult prototypes are now. */
    PrototypeSimilarities similarities() {
        return PrototypeSimilarities.of(head().prototypes(), data.children());
    }

    /** What prototypes this alike give cause to warn of. */
    Optional<String> warning(PrototypeSimilarities similarities) {
        return watch.check(similarities, state.step());
    }

    /** The prototypes that are kept, as they are now; empty where none are. */
    Optional<TrainingEvent> prototypesSeen() {
        KeptPrototypes kept = task.configuration().refinements().keptPrototypes();
        List<String> identities = data.identities();
        int[] children = data.children();
        int[] rows = kept.chosen(identities.size(), children, task.configuration().seed());
        if (rows.length == 0) {
            return Optional.empty();
        }
        boolean[] child = new boolean[rows.length];
        List<String> names = new ArrayList<>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            child[i] = Arrays.binarySearch(children, rows[i]) >= 0;
            names.add(identities.get(rows[i]));
        }
        PrototypeSnapshot.Facts facts =
                new PrototypeSnapshot.Facts(
                        state.epoch(),
                        state.step(),
                        names,
                        child,
                        identities.size(),
                        children.length);
        return Optional.of(
                new TrainingEvent.PrototypesSeen(
                        state.step(), new PrototypeSnapshot(facts, evaluatedPrototypes(rows))));
    }

    private PrototypeMatrix evaluatedPrototypes(int[] rows) {
        INDArray all = update.evaluatedPrototypes();
        int dimension = (int) all.size(1);
        float[] values = new float[rows.length * dimension];
        for (int i = 0; i < rows.length; i++) {
            float[] row = all.getRow(rows[i]).toFloatVector();
            System.arraycopy(row, 0, values, i * dimension, dimension);
        }
        return new PrototypeMatrix(rows.length, dimension, values);
    }

    /**
     * @throws UserFacingException where a weight is not a number, with what to try
     */
    void requireFiniteWeights(double rate) {
        if (!Double.isFinite(network.graph().params().norm1Number().doubleValue())) {
            throw watch.brokenWeights(state.step(), rate);
        }
    }

    /**
     * Writes {@code last.npz}.
     *
     * @throws UserFacingException where the disk will not take it; nothing is lost
     */
    TrainingEvent saveLast() {
        Path file = task.checkpoints().lastFile();
        save(file, update.all());
        return new TrainingEvent.CheckpointSaved(state.step(), state.epoch(), file);
    }

    /** Writes {@code best-<test set>.npz}, without momentum; errors as {@link #saveLast}. */
    TrainingEvent saveBest(String testSet, int epoch) {
        Path file = task.checkpoints().bestFile(testSet);
        save(file, update.evaluated());
        return new TrainingEvent.CheckpointSaved(state.step(), epoch, file);
    }

    private void save(Path file, Checkpoint.Arrays arrays) {
        CheckpointFacts facts =
                new CheckpointFacts(
                        CheckpointFacts.FORMAT_VERSION,
                        task.configuration().withPrecision(arithmetic.precision().id()),
                        data.identities(),
                        Arrays.stream(data.children()).boxed().toList(),
                        data.ages(),
                        state.epoch(),
                        state.stepInEpoch(),
                        state.step(),
                        state.totals(),
                        Arrays.stream(head().headMemory()).boxed().toList(),
                        state.best(),
                        state.bestEpochs());
        task.checkpoints()
                .save(file, out -> Checkpoint.write(out, facts, network.parameters(), arrays));
    }

    @Override
    public void close() {
        update.close();
        network.close();
    }
}
