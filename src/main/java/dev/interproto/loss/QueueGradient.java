package dev.interproto.loss;

import java.util.Arrays;
import java.util.Optional;
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

    QueueGradient(RememberingHead head, LossArithmetic arithmetic) {
        this.head = head;
        this.arithmetic = arithmetic;
    }

    /**
     * The derivative.
     *
     * @param softmax that has measured the prototypes
     * @param gradient [S, D], overwritten
     */
    void learn(
            EmbeddingQueue past,
            StepPrototypes prototypes,
            CosineSoftmax softmax,
            INDArray gradient) {
        INDArray scored = prototypes.scoredRows();
        int block = (int) Math.max(LEAST_BLOCK, BLOCK_NUMBERS / prototypes.scored());
        for (int from = 0; from < past.size(); from += block) {
            int count = Math.min(block, past.size() - from);
            INDArray embeddings = past.compensated(from, count, prototypes.whole());
            INDArray scores = arithmetic.take(scored.dataType(), count, prototypes.scored());
            arithmetic.product(embeddings, false, scored, true, scores, 1, 0);
            softmax.derivative(
                    scores,
                    prototypes.rowsOf(past.labels(from, count)),
                    own -> head.rows(own, ones(own.length)),
                    head.scale(),
                    Optional.empty());
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
