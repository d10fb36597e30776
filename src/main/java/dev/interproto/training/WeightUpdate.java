package dev.interproto.training;

import dev.interproto.loss.PartialFc;
import dev.interproto.loss.PrototypeOutput;
import dev.interproto.loss.RowGradient;
import dev.interproto.loss.RowGradientSum;
import dev.interproto.loss.Turn;
import dev.interproto.network.FaceNetwork;
import dev.interproto.network.NamedParameter;
import dev.interproto.network.layer.ParameterKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * From the gradients of batches to changed weights: gathers, clips, descends, averages, as {@link
 * UpdateOptions} say. What the options leave out costs neither time nor memory. One thread's.
 */
final class WeightUpdate implements AutoCloseable {
    private final FaceNetwork network;
    private final PrototypeOutput head;
    private final UpdateOptions options;
    private final MomentumSgd descent;
    private final NamedParameter prototypes;
    private final INDArray weights;
    private final Optional<GatheredGradients> gathered;
    private final Optional<WeightAverage> average;

    /** An average begins with the weights that the network has now. */
    WeightUpdate(FaceNetwork network, TrainingConfiguration configuration) {
        this.network = network;
        this.head = FaceNetworks.head(network);
        this.options = configuration.refinements().update();
        INDArray parameters = network.graph().params();
        this.weights = parameters.reshape(parameters.length());
        Map<Boolean, List<NamedParameter>> layout =
                network.parameters().stream()
                        .collect(
                                Collectors.partitioningBy(
                                        p -> p.name().equals(ParameterArchive.HEAD)));
        this.prototypes = layout.get(true).get(0);
        boolean sampled = head.partialFc().isPresent();
        this.descent =
                new MomentumSgd(
                        network.kernels(),
                        parameters,
                        sampled ? layout.get(false) : network.parameters(),
                        configuration.momentum(),
                        configuration.weightDecay());
        this.gathered =
                options.accumulation() > 1 ? Optional.of(gathering(sampled)) : Optional.empty();
        this.average =
                options.averages()
                        ? Optional.of(
                                new WeightAverage(
                                        weights, Optional.of(prototypes).filter(p -> sampled)))
                        : Optional.empty();
    }

    private GatheredGradients gathering(boolean sampled) {
        return new GatheredGradients(
                weights.dataType(),
                weights.length() - (sampled ? prototypes.length() : 0),
                sampled
                        ? Optional.of(
                                new RowGradientSum(
                                        (int) prototypes.view().size(0), options.accumulation()))
                        : Optional.empty());
    }

    /**
     * Which weights the update changes that a batch is gathered for: the same for all its batches,
     * so that a turn of n updates takes as many batches as n updates gather.
     *
     * @param step steps done before this batch
     */
    Turn turn(long step) {
        int before = gathered.map(GatheredGradients::batches).orElse(0);
        return head.turn((step - before) / options.accumulation());
    }

    /** Goes on from a checkpoint that has all of a training's arrays. */
    void restore(Checkpoint checkpoint, int stepInEpoch) {
        checkpoint.restoreTrained(network.parameters(), network.graph().params());
        checkpoint.restoreMomentum(network.parameters(), descent.velocity());
        average.ifPresent(own -> checkpoint.restore(network.parameters(), own.values()));
        int batches = stepInEpoch % options.accumulation();
        if (batches > 0) {
            checkpoint.restoreGathered(network.parameters(), gathered.orElseThrow());
            gathered.orElseThrow().batches(batches);
        }
        network.kernels().parametersChanged();
    }

    /**
     * Learns from the gradients that the network has now, and where identities are sampled, from
     * {@link PartialFc#gradient()}.
     *
     * @param rate learning rate
     * @param lastOfEpoch updates with what is gathered, even if it is less than asked for
     * @param step steps done before this one
     * @param turn which weights an update made now changes
     */
    void take(double rate, boolean lastOfEpoch, long step, Turn turn) {
        INDArray gradients = network.graph().getFlattenedGradients();
        Optional<RowGradient> rows = head.partialFc().map(PartialFc::gradient);
        if (gathered.isEmpty()) {
            update(gradients, rows, rate, step, turn);
            return;
        }
        GatheredGradients all = gathered.get();
        all.add(gradients, rows);
        if (all.batches() == options.accumulation() || lastOfEpoch) {
            all.divide();
            update(all.sum(), all.sumOfRows(), rate, step, turn);
            all.done();
        }
    }

    private void update(
            INDArray gradients, Optional<RowGradient> rows, double rate, long step, Turn turn) {
        Optional<RowGradient> sampled = rows.filter(gradient -> turn.changes(ParameterKind.WEIGHT));
        if (options.clipNorm() > 0) {
            clip(gradients, sampled, turn);
        }
        sampled.ifPresent(some -> average.ifPresent(own -> own.beforeChange(some.rows())));
        descent.step(gradients, rate, turn);
        sampled.ifPresent(some -> descent.step(prototypes, some, rate));
        network.kernels().parametersChanged();
        average.ifPresent(own -> own.follow(decay(step)));
    }

    private void clip(INDArray gradients, Optional<RowGradient> sampled, Turn turn) {
        double norm =
                Math.hypot(
                        descent.norm(gradients, turn), sampled.map(RowGradient::norm).orElse(0.0));
        if (norm > options.clipNorm() && Double.isFinite(norm)) {
            gradients.muli(options.clipNorm() / norm);
            sampled.ifPresent(rows -> rows.scale(options.clipNorm() / norm));
        }
    }

    private double decay(long step) {
        return Math.min(options.averageDecay(), (1.0 + step) / (10.0 + step));
    }

    /** Does something with the weights that are to be evaluated in the network's place. */
    <T> T evaluating(Supplier<T> work) {
        average.ifPresent(this::exchange);
        try {
            return work.get();
        } finally {
            average.ifPresent(this::exchange);
        }
    }

    private void exchange(WeightAverage own) {
        own.exchange();
        network.kernels().parametersChanged();
    }

    /** The prototypes that are evaluated, [C, D], as they are now; a view. */
    INDArray evaluatedPrototypes() {
        return average.map(own -> own.part(prototypes)).orElseGet(prototypes::view);
    }

    /** All that going on needs. */
    Checkpoint.Arrays all() {
        return new Checkpoint.Arrays(
                average.map(WeightAverage::values).orElse(weights),
                average.map(own -> weights),
                Optional.of(descent.velocity()),
                gathered.filter(all -> all.batches() > 0),
                head.queue());
    }

    /** What is evaluated, and no more. */
    Checkpoint.Arrays evaluated() {
        return new Checkpoint.Arrays(
                average.map(WeightAverage::values).orElse(weights),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Frees its arrays; the network stays. */
    @Override
    public void close() {
        descent.velocity().close();
        gathered.ifPresent(GatheredGradients::close);
        average.ifPresent(WeightAverage::close);
    }
}
