package dev.interproto.network.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of one batch normalisation, each {@code [C]}, as views of the network's
 * parameters.
 *
 * @param scale gamma
 * @param shift beta
 * @param runningMean used in evaluation, updated by training forward passes
 * @param runningVariance used in evaluation, updated with the unbiased batch variance
 */
public record BatchNorm(
        INDArray scale, INDArray shift, INDArray runningMean, INDArray runningVariance) {
    /** Added to variances, as in PyTorch's default. */
    public static final double EPSILON = 1e-5;

    /** Weight of the batch in the running statistics, as in PyTorch's default. */
    public static final double MOMENTUM = 0.1;

    /**
     * A training forward pass.
     *
     * @param output the normalised activations, pool-owned
     * @param mean batch mean {@code [C]}, pool-owned, for the backward pass
     * @param variance biased batch variance {@code [C]}, pool-owned, for the backward pass
     */
    public record Forward(INDArray output, INDArray mean, INDArray variance) {}
}
