package dev.interproto.loss;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The derivative of the mean loss of past embeddings by the prototypes at unit length, the
 * embeddings fixed (BroadFace), block of embeddings by block.
 */
final class QueueGradient {
    /** Scores of past embeddings at a time: 32 MiB in single precision, but some rows at least. */
    private static final long BLOCK_NUMBERS = 8 << 20;

    private static final int LEAST_BLOCK = 64;

    private final RememberingHead head;
    private final LossArithmetic arithmetic;
    private final HostSoftmax softmax;

    QueueGradient(RememberingHead head, LossArithmetic arithmetic, HostSoftmax softmax) {
        this.head = head;
        this.arithmetic = arithmetic;
        this.softmax = softmax;
    }

    /** Overwrites scores [b, S] of past embeddings with their loss's derivative by the cosines. */
    @FunctionalInterface
    private interface Scores {
        void toDerivative(INDArray scores, int[] rows);
    }

    /**
     * By ND4J's operations.
     *
     * @param gradient [S, D], overwritten
     */
    void byArrays(EmbeddingQueue past, StepPrototypes prototypes, INDArray gradient) {
        INDArray inverseNorms = ArrayPasses.inverseNorms(prototypes.scoredRows());
        learn(
                past,
                prototypes,
                gradient,
                (scores, rows) -> {
                    ArrayPasses.toCosines(scores, inverseNorms);
                    RowMargin[] margins =
                            head.rows(ArrayPasses.own(scores, rows), ones(rows.length));
                    MarginHead.Slopes slopes = RowLogits.apply(scores, rows, head.scale(), margins);
                    ArrayPasses.softmaxCrossEntropy(scores, rows);
                    ArrayPasses.overBatch(scores, rows);
                    slopes.backward(scores);
                });
    }

    /**
     * By fused loops, for float32 on the processor.
     *
     * @param inverseLengths one over the length of each prototype
     * @param gradient [S, D], overwritten
     */
    void inMemory(
            EmbeddingQueue past,
            StepPrototypes prototypes,
            float[] inverseLengths,
            INDArray gradient) {
        learn(
                past,
                prototypes,
                gradient,
                (scores, rows) -> {
                    double[] own = HostPasses.own(scores, rows, inverseLengths);
                    RowMargin[] margins = head.rows(own, ones(rows.length));
                    INDArray scaled = arithmetic.take(scores.dataType(), scores.shape());
                    softmax.gradients(scores, inverseLengths, rows, margins, head.scale(), scaled);
                    arithmetic.release(scaled);
                });
    }

    private void learn(
            EmbeddingQueue past, StepPrototypes prototypes, INDArray gradient, Scores way) {
        INDArray scored = prototypes.scoredRows();
        int block = (int) Math.max(LEAST_BLOCK, BLOCK_NUMBERS / prototypes.scored());
        for (int from = 0; from < past.size(); from += block) {
            int count = Math.min(block, past.size() - from);
            INDArray embeddings = past.compensated(from, count, prototypes.whole());
            INDArray scores = arithmetic.take(scored.dataType(), count, prototypes.scored());
            arithmetic.product(embeddings, false, scored, true, scores, 1, 0);
            way.toDerivative(scores, prototypes.rowsOf(past.labels(from, count)));
            double share = (double) count / past.size();
            arithmetic.product(scores, true, embeddings, false, gradient, share, from == 0 ? 0 : 1);
            arithmetic.release(scores);
        }
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
