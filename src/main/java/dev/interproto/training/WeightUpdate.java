package dev.interproto.training;

import dev.interproto.loss.PartialFc;
import dev.interproto.loss.RowGradient;
import dev.interproto.loss.Turn;
import dev.interproto.network.FaceNetwork;
import dev.interproto.network.NamedParameter;
import dev.interproto.network.layer.ParameterKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * From the gradients of batches to changed weights: gathers, clips, descends, averages, as {@link
 * UpdateOptions} say. What the options leave out costs neither time nor memory. One thread's.
 */
final class WeightUpdate {
    private final FaceNetwork network;
    private final UpdateOptions options;
    private final MomentumSgd descent;
    private final Optional<PartialFc> partialFc;
    private final NamedParameter prototypes;
    private final INDArray weights;
    private final Optional<INDArray> gathered;
    private final Optional<INDArray> average;
    private int batches;

    /** An average begins with the weights that the network has now. */
    WeightUpdate(FaceNetwork network, TrainingConfiguration configuration) {
        this.network = network;
        this.options = configuration.refinements().update();
        INDArray parameters = network.graph().params();
        this.weights = parameters.reshape(parameters.length());
        this.partialFc = FaceNetworks.head(network).partialFc();
        Map<Boolean, List<NamedParameter>> layout =
                network.parameters().stream()
                        .collect(
                                Collectors.partitioningBy(
                                        p -> p.name().equals(ParameterArchive.HEAD)));
        this.prototypes = layout.get(true).get(0);
        this.descent =
                new MomentumSgd(
                        network.kernels(),
                        parameters,
                        partialFc.isPresent() ? layout.get(false) : network.parameters(),
                        configuration.momentum(),
                        configuration.weightDecay());
        this.gathered = options.accumulation() > 1 ? Optional.of(copy(0)) : Optional.empty();
        this.average = options.averages() ? Optional.of(copy(1)) : Optional.empty();
    }

    /** A vector of the weights' length, on its own: the weights times a factor. */
    private INDArray copy(int factor) {
        try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray zeros = Nd4j.zeros(weights.dataType(), weights.length());
            return factor == 0 ? zeros : zeros.assign(weights);
        }
    }

    /** Goes on from a checkpoint that has all of a training's arrays. */
    void restore(Checkpoint checkpoint, int stepInEpoch) {
        checkpoint.restoreTrained(network.parameters(), network.graph().params());
        checkpoint.restoreMomentum(network.parameters(), descent.velocity());
        average.ifPresent(own -> checkpoint.restore(network.parameters(), own));
        batches = stepInEpoch % options.accumulation();
        if (batches > 0) {
            gathered.ifPresent(own -> checkpoint.restoreGathered(network.parameters(), own));
        }
        network.kernels().parametersChanged();
    }

    /**
     * Takes the gradients that the network has now.
     *
     * @param lastOfEpoch updates with what is gathered, even if it is less than asked for
     * @param step steps done before this one
     * @param turn which weights an update made now changes
     */
    void take(double rate, boolean lastOfEpoch, long step, Turn turn) {
        INDArray gradients = network.graph().getFlattenedGradients();
        if (gathered.isPresent()) {
            INDArray sum = gathered.get();
            INDArray flat = gradients.reshape(gradients.length());
            if (batches == 0) {
                sum.assign(flat);
            } else {
                sum.addi(flat);
            }
            batches++;
            if (batches < options.accumulation() && !lastOfEpoch) {
                return;
            }
            sum.divi(batches);
            batches = 0;
            gradients = sum;
        }
        Optional<RowGradient> sampled =
                partialFc
                        .filter(rows -> turn.changes(ParameterKind.WEIGHT))
                        .map(PartialFc::gradient);
        if (options.clipNorm() > 0) {
            clip(gradients, sampled, turn);
        }
        descent.step(gradients, rate, turn);
        sampled.ifPresent(rows -> descent.step(prototypes, rows, rate));
        network.kernels().parametersChanged();
        average.ifPresent(own -> follow(own, step));
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

    private void follow(INDArray own, long step) {
        double decay = Math.min(options.averageDecay(), (1.0 + step) / (10.0 + step));
        own.muli(decay);
        Nd4j.getBlasWrapper().axpy(1 - decay, weights, own);
    }

    /** Does something with the weights that are to be evaluated in the network's place. */
    <T> T evaluating(Supplier<T> work) {
        if (average.isEmpty()) {
            return work.get();
        }
        exchange(average.get());
        try {
            return work.get();
        } finally {
            exchange(average.get());
        }
    }

    private void exchange(INDArray own) {
        try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray before = weights.dup();
            weights.assign(own);
            own.assign(before);
            before.close();
        }
        network.kernels().parametersChanged();
    }

    /** All that going on needs. */
    Checkpoint.Arrays all() {
        return new Checkpoint.Arrays(
                average.orElse(weights),
                average.map(own -> weights),
                Optional.of(descent.velocity()),
                batches > 0 ? gathered : Optional.empty());
    }

    /** What is evaluated, and no more. */
    Checkpoint.Arrays evaluated() {
        return new Checkpoint.Arrays(
                average.orElse(weights), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
