package dev.interproto.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Distances that need each entry of the similarity matrix: it is formed and left block of rows by
 * block of rows, so that memory grows with n and not with n². Time is O(n²D).
 */
final class SimilarityBlocks {
    /** Entries of the similarity matrix at a time: 32 MiB in single precision. */
    private static final long BLOCK_NUMBERS = 8 << 20;

    private final SimilarityDistance distance;
    private final LossArithmetic arithmetic;

    SimilarityBlocks(SimilarityDistance distance, LossArithmetic arithmetic) {
        this.distance = distance;
        this.arithmetic = arithmetic;
    }

    /**
     * The loss, and its derivative.
     *
     * @param unit Ŵ [n, D], rows of unit length
     * @param gradient [n, D], overwritten with dL/dŴ
     */
    double gradient(INDArray unit, INDArray gradient) {
        long n = unit.size(0);
        long block = Math.max(1, Math.min(n, BLOCK_NUMBERS / n));
        double value = 0;
        gradient.assign(0);
        for (long from = 0; from < n; from += block) {
            long to = Math.min(n, from + block);
            INDArray rows = unit.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
            INDArray s = arithmetic.take(unit.dataType(), to - from, n);
            arithmetic.product(rows, false, unit, true, s, 1, 0);
            value += toDerivative(s, from);
            // S_ij = ŵ_i·ŵ_j: each entry pulls at both of its rows.
            INDArray own = gradient.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
            arithmetic.product(s, false, unit, false, own, 1, 1);
            arithmetic.product(s, true, rows, false, gradient, 1, 1);
            arithmetic.release(s);
        }
        return value;
    }

    /** Overwrites rows {@code from} on of S with dL/dS and returns their part of the loss. */
    private double toDerivative(INDArray s, long from) {
        return switch (distance) {
            case L1 -> absolute(s, from);
            case CE -> crossEntropy(s, from);
            case MSE -> throw new IllegalStateException("MSE has a cheaper form");
        };
    }

    private static double absolute(INDArray s, long from) {
        double n = s.size(1);
        for (long i = 0; i < s.size(0); i++) {
            // Ŵ has unit rows: the diagonal is 1 but for rounding, which has no sign to follow.
            s.putScalar(i, from + i, 0);
        }
        double sum = s.norm1Number().doubleValue();
        s.assign(Transforms.sign(s)).divi(n * n);
        return sum / (n * n);
    }

    private static double crossEntropy(INDArray s, long from) {
        double n = s.size(1);
        int[] labels = new int[(int) s.size(0)];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (int) from + i;
        }
        double sum = ArrayPasses.softmaxCrossEntropy(s, labels) * labels.length;
        ArrayPasses.overBatch(s, labels);
        s.muli(labels.length / n);
        return sum / n;
    }
}
