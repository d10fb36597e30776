package dev.interproto.training;

import dev.interproto.loss.RowGradient;
import dev.interproto.loss.Turn;
import dev.interproto.network.NamedParameter;
import dev.interproto.network.kernel.Kernels;
import dev.interproto.network.layer.ParameterKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Stochastic gradient descent with momentum in PyTorch's form, on the flat vector of all
 * parameters: v ← momentum · v + (g + decay · w); w ← w − rate · v. Weights and prototypes decay,
 * the scale and shift of batch normalisation do not, running statistics are left alone (FACTS of
 * the Inter-Prototype reference: weight decay 5e-4, momentum 0.9).
 *
 * <p>Neighbouring parameters of one kind are updated in one fused pass without temporaries.
 */
public final class MomentumSgd {
    /** Neighbouring parameters of one kind, as views made once. */
    private static final class Group {
        private final long from;
        private final long to;
        private final ParameterKind kind;
        private final INDArray weights;
        private final INDArray velocity;
        private INDArray gradients;

        Group(long from, long to, ParameterKind kind, INDArray weights, INDArray velocity) {
            this.from = from;
            this.to = to;
            this.kind = kind;
            this.weights = weights;
            this.velocity = velocity;
        }
    }

    private final Kernels kernels;
    private final double momentum;
    private final double weightDecay;
    private final INDArray velocity;
    private final List<Group> groups = new ArrayList<>();
    private INDArray seenGradients;

    /**
     * @param parameters flat vector of all parameters, changed by each step
     * @param layout which part of it is what; parameters left out are left alone by {@link
     *     #step(INDArray, double)}
     * @param momentum 0 to below 1
     * @param weightDecay 0 or more
     */
    public MomentumSgd(
            Kernels kernels,
            INDArray parameters,
            List<NamedParameter> layout,
            double momentum,
            double weightDecay) {
        this.kernels = kernels;
        this.momentum = momentum;
        this.weightDecay = weightDecay;
        INDArray weights = parameters.reshape(parameters.length());
        try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            this.velocity = Nd4j.zeros(parameters.dataType(), parameters.length());
        }
        List<NamedParameter> updated =
                layout.stream()
                        .filter(MomentumSgd::isUpdated)
                        .sorted(Comparator.comparingLong(NamedParameter::offset))
                        .toList();
        int next = 0;
        while (next < updated.size()) {
            NamedParameter first = updated.get(next);
            long to = first.offset();
            while (next < updated.size()
                    && updated.get(next).offset() == to
                    && updated.get(next).kind() == first.kind()) {
                to += updated.get(next).length();
                next++;
            }
            groups.add(
                    new Group(
                            first.offset(),
                            to,
                            first.kind(),
                            part(weights, first.offset(), to),
                            part(velocity, first.offset(), to)));
        }
    }

    /**
     * One step.
     *
     * @param gradients flat vector, laid out as the parameters; unchanged. Best the same array in
     *     every step (as a graph's is), so that its views are made once
     * @param rate learning rate
     */
    public void step(INDArray gradients, double rate) {
        step(gradients, rate, Turn.ALL);
    }

    /** One step of those whose turn it is; all others keep their values and their momentum. */
    void step(INDArray gradients, double rate, Turn turn) {
        see(gradients);
        for (Group group : groups) {
            if (!turn.changes(group.kind)) {
                continue;
            }
            kernels.sgdMomentumStep(
                    group.weights,
                    group.gradients,
                    group.velocity,
                    rate,
                    momentum,
                    group.kind == ParameterKind.NORM ? 0 : weightDecay);
        }
    }

    /**
     * One step of a parameter that only some rows of have a gradient, as {@link
     * RowGradient#descend} says.
     *
     * @param matrix not in the layout that this was made with
     */
    void step(NamedParameter matrix, RowGradient gradient, double rate) {
        INDArray own =
                part(velocity, matrix.offset(), matrix.offset() + matrix.length())
                        .reshape('c', matrix.view().shape());
        boolean decayed = matrix.kind() == ParameterKind.WEIGHT;
        gradient.descend(matrix.view(), own, rate, momentum, decayed ? weightDecay : 0);
    }

    /** Euclidean norm of the gradients of what a step would change; arguments as there. */
    double norm(INDArray gradients, Turn turn) {
        see(gradients);
        double squares = 0;
        for (Group group : groups) {
            if (!turn.changes(group.kind)) {
                continue;
            }
            double norm = group.gradients.norm2Number().doubleValue();
            squares += norm * norm;
        }
        return Math.sqrt(squares);
    }

    private void see(INDArray gradients) {
        if (gradients != seenGradients) {
            INDArray flat = gradients.reshape(gradients.length());
            groups.forEach(group -> group.gradients = part(flat, group.from, group.to));
            seenGradients = gradients;
        }
    }

    /** Whether a parameter is learned by gradients: all but running statistics. */
    static boolean isUpdated(NamedParameter parameter) {
        return parameter.kind() != ParameterKind.RUNNING_STATISTIC;
    }

    /** The momentum buffer, laid out as the parameters: for checkpoints. Writable. */
    public INDArray velocity() {
        return velocity;
    }

    private static INDArray part(INDArray flat, long from, long to) {
        return flat.get(NDArrayIndex.interval(from, to));
    }
}
