package dev.interproto.loss;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The prototypes that a step is computed over, a row each: all of them, or those that {@link
 * PartialFc} gathered.
 *
 * @param whole [C, D], every prototype, of any length
 * @param rows [R, D], those of the step; the softmax is over the first {@code scored} of them, the
 *     others are further child prototypes
 * @param scored S, 1 to R
 * @param row where a scored identity's prototype lies
 * @param interPrototype the Inter-Prototype loss of the child prototypes where they lie in the rows
 */
record StepPrototypes(
        INDArray whole,
        INDArray rows,
        int scored,
        IntUnaryOperator row,
        InterPrototypeLoss interPrototype) {

    /** All of them, in their order. */
    static StepPrototypes all(INDArray prototypes, InterPrototypeLoss interPrototype) {
        return new StepPrototypes(
                prototypes,
                prototypes,
                (int) prototypes.size(0),
                IntUnaryOperator.identity(),
                interPrototype);
    }

    /** [S, D], those that the softmax is over. */
    INDArray scoredRows() {
        return first(rows, scored);
    }

    /** The part of a gradient of the rows that the softmax writes; what lies beyond begins at 0. */
    INDArray scoredPart(INDArray gradient) {
        if (gradient.size(0) > scored) {
            gradient.get(NDArrayIndex.interval(scored, gradient.size(0)), NDArrayIndex.all())
                    .assign(0);
        }
        return first(gradient, scored);
    }

    /** Rows of identities. */
    int[] rowsOf(int[] identities) {
        return Arrays.stream(identities).map(row).toArray();
    }

    /** The first rows of a matrix, a view. */
    static INDArray first(INDArray matrix, long count) {
        return matrix.size(0) == count
                ? matrix
                : matrix.get(NDArrayIndex.interval(0, count), NDArrayIndex.all());
    }

    /** The first numbers of a vector, a view. */
    static INDArray firstOf(INDArray vector, long count) {
        return vector.length() == count ? vector : vector.get(NDArrayIndex.interval(0, count));
    }
}
