package dev.interproto.training;

import dev.interproto.loss.RowAverage;
import dev.interproto.network.NamedParameter;
import java.util.Optional;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The moving average of all weights. Where few prototypes change in an update, theirs is taken row
 * by row ({@link RowAverage}), so that an update costs no pass over all of them. One thread's.
 */
final class WeightAverage {
    /** Numbers exchanged at a time: 16 MiB in single precision. */
    private static final long PIECE = 1 << 22;

    private final INDArray weights;
    private final INDArray average;
    private final INDArray wholeWeights;
    private final INDArray wholeAverage;
    private final Optional<RowAverage> rows;

    /**
     * Begins with the weights as they are.
     *
     * @param weights flat vector of all
     * @param sampled the prototypes, last in the vector, where updates change some of them only
     */
    WeightAverage(INDArray weights, Optional<NamedParameter> sampled) {
        this.weights = weights;
        try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            this.average = weights.dup();
        }
        this.rows = sampled.flatMap(this::byRows);
        long whole = rows.isPresent() ? sampled.get().offset() : weights.length();
        this.wholeWeights = part(weights, 0, whole);
        this.wholeAverage = part(average, 0, whole);
    }

    private Optional<RowAverage> byRows(NamedParameter matrix) {
        INDArray own = part(average, matrix);
        return RowAverage.serves(matrix.view(), own)
                ? Optional.of(new RowAverage(matrix.view(), own))
                : Optional.empty();
    }

    /** To be called before an update changes rows of the sampled prototypes. */
    void beforeChange(int[] changing) {
        rows.ifPresent(some -> some.beforeChange(changing));
    }

    /** Follows weights that an update has changed: a ← decay · a + (1 − decay) · w. */
    void follow(double decay) {
        wholeAverage.muli(decay);
        Nd4j.getBlasWrapper().axpy(1 - decay, wholeWeights, wholeAverage);
        rows.ifPresent(some -> some.follow(decay));
    }

    /** The average as it is now, laid out as the weights; writable. */
    INDArray values() {
        rows.ifPresent(RowAverage::settle);
        return average;
    }

    /** The average of one parameter as it is now, in its shape; a view. */
    INDArray part(NamedParameter parameter) {
        return part(values(), parameter);
    }

    /** Puts the average in the weights' place and keeps them in its own; once more: back. */
    void exchange() {
        INDArray own = values();
        try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            for (long from = 0; from < own.length(); from += PIECE) {
                long to = Math.min(own.length(), from + PIECE);
                INDArray before = part(weights, from, to).dup();
                part(weights, from, to).assign(part(own, from, to));
                part(own, from, to).assign(before);
                before.close();
            }
        }
    }

    void close() {
        average.close();
    }

    private static INDArray part(INDArray flat, NamedParameter parameter) {
        return part(flat, parameter.offset(), parameter.offset() + parameter.length())
                .reshape('c', parameter.view().shape());
    }

    private static INDArray part(INDArray flat, long from, long to) {
        return flat.get(NDArrayIndex.interval(from, to));
    }
}
