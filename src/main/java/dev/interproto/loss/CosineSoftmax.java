package dev.interproto.loss;

import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * From products of embeddings and prototypes to the derivative of the mean softmax cross-entropy,
 * and the ways through the normalisation of the prototypes: {@link HostSoftmax} by fused loops
 * where it serves, {@link ArraySoftmax} anywhere. Prototypes are measured first; one thread's.
 */
interface CosineSoftmax {

    /**
     * What a batch gave.
     *
     * @param loss mean cross-entropy, without the margins' penalties
     * @param correct rows whose nearest prototype is their own
     * @param margins what the head made of each row
     * @param byTarget the loss's derivative by each row's target, as of {@link RowMargin}
     */
    record Result(double loss, int correct, RowMargin[] margins, double[] byTarget) {
        /** The derivative of loss and penalties by each embedding's length. */
        double[] byNorm() {
            double[] byNorm = new double[margins.length];
            for (int row = 0; row < byNorm.length; row++) {
                byNorm[row] =
                        byTarget[row] * margins[row].slopeByNorm()
                                + margins[row].penaltyByNorm() / byNorm.length;
            }
            return byNorm;
        }
    }

    /**
     * Takes the lengths of prototypes, for the calls that follow.
     *
     * @param prototypes [R, D]
     */
    void measure(INDArray prototypes);

    /**
     * Cosines, margins, softmax, derivative.
     *
     * @param scores [B, S], embeddings of unit length · the first S prototypesᵀ; overwritten with
     *     the loss's derivative by the cosines
     * @param own where each row's own prototype lies, 0 to S − 1
     * @param margins what the head makes of the cosines to the own ones
     * @param scale s of the logits
     * @param overLengths [B, S], overwritten with that derivative over the prototypes' lengths,
     *     which times the prototypes is the derivative by the embeddings; empty where nobody asks
     */
    Result derivative(
            INDArray scores,
            int[] own,
            Function<double[], RowMargin[]> margins,
            double scale,
            Optional<INDArray> overLengths);

    /**
     * Derivative by unit rows to derivative by raw rows: (g − (g·ŵ)ŵ) / ‖w‖, in place.
     *
     * @param prototypes [n, D], the first of those measured
     * @param gradient [n, D]
     */
    void throughNormalisation(INDArray prototypes, INDArray gradient);
}
