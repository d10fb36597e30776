package dev.interproto.network.kernel;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All arithmetic of the layers, so that one implementation can be exchanged for a faster one
 * without touching a layer.
 *
 * <p><b>Arrays.</b> Activations are {@code [B, H, W, C]} in C order and of {@link
 * #activationType()}; parameters, their gradients and all statistics are of {@link
 * #parameterType()} and in PyTorch's shapes. Gradients of parameters are <em>written</em>, not
 * added.
 *
 * <p><b>Buffers.</b> What an operation returns is taken from {@link #pool()} and belongs to the
 * caller, who gives it back with {@link #release(INDArray)}; arguments stay the caller's.
 *
 * <p>An instance serves one thread at a time.
 */
public interface Kernels extends AutoCloseable {

    /** The implementation, for a person: for example "ND4J operations, FLOAT". */
    String description();

    /** Where returned arrays come from. */
    TensorPool pool();

    /** Type of parameters, gradients of parameters, statistics, embeddings. */
    DataType parameterType();

    /** Type of activations between layers. */
    DataType activationType();

    /** Gives back an array that an operation returned; ignored if the pool does not own it. */
    default void release(INDArray array) {
        pool().release(array);
    }

    /**
     * Says that parameters were changed by other means than {@link #sgdMomentumStep}: an
     * implementation that keeps reordered copies of weights makes them anew.
     */
    void parametersChanged();

    // ---------------------------------------------------------------- moving values in and out

    /**
     * The values as activations: the same array if its type is right (then it is not pool-owned),
     * else a converted, pool-owned copy.
     */
    INDArray toActivations(INDArray values);

    /** Activations made of host values, pool-owned. */
    INDArray activations(float[] values, long... shape);

    // ---------------------------------------------------------------- convolutions

    /**
     * Convolution without bias. Dense, or depthwise where the weights are {@code [C, 1, k, k]} and
     * the input has C &gt; 1 channels.
     *
     * @param x {@code [B, H, W, in]}
     * @param weights {@code [out, in / groups, k, k]}
     * @return {@code [B, H', W', out]}
     */
    INDArray convolution(INDArray x, INDArray weights, ConvolutionGeometry geometry);

    /**
     * Both gradients of {@link #convolution}.
     *
     * @param dy gradient of the output
     * @param dWeights receives the gradient of the weights
     * @return gradient of the input
     */
    INDArray convolutionBackward(
            INDArray x,
            INDArray weights,
            INDArray dy,
            INDArray dWeights,
            ConvolutionGeometry geometry);

    /** As above for the first layer, where nobody asks for the gradient of the input. */
    void convolutionBackwardWeights(
            INDArray x,
            INDArray weights,
            INDArray dy,
            INDArray dWeights,
            ConvolutionGeometry geometry);

    // ---------------------------------------------------------------- normalisation, activation

    /**
     * Batch normalisation with the statistics of the batch, over all but the last dimension (so
     * also for {@code [B, C]}); updates the running statistics.
     */
    BatchNorm.Forward batchNormTraining(INDArray x, BatchNorm parameters);

    /** Batch normalisation with the running statistics. */
    INDArray batchNormInference(INDArray x, BatchNorm parameters);

    /**
     * Gradients of {@link #batchNormTraining}.
     *
     * @param forward what the forward pass returned (its output is not needed any more)
     * @param dScale receives the gradient of the scale
     * @param dShift receives the gradient of the shift
     * @param mayOverwrite whether the result may be written over dy, and be dy
     * @return gradient of the input
     */
    INDArray batchNormBackward(
            INDArray x,
            BatchNorm parameters,
            BatchNorm.Forward forward,
            INDArray dy,
            INDArray dScale,
            INDArray dShift,
            boolean mayOverwrite);

    /** x where positive, slope · x elsewhere; one slope a channel, {@code [C]}. */
    INDArray prelu(INDArray x, INDArray slopes);

    /**
     * Gradients of {@link #prelu}; {@code dSlopes} is written.
     *
     * @param mayOverwrite whether the result may be written over dy, and be dy
     */
    INDArray preluBackward(
            INDArray x, INDArray slopes, INDArray dy, INDArray dSlopes, boolean mayOverwrite);

    /**
     * Convolution and then, as wanted, batch normalisation with running statistics, PReLU and the
     * addition of an array of the result's shape, in one call for evaluation: an implementation may
     * fuse them.
     */
    default INDArray convolutionUnitInference(
            INDArray x,
            INDArray weights,
            ConvolutionGeometry geometry,
            Optional<BatchNorm> norm,
            Optional<INDArray> slopes,
            Optional<INDArray> addend) {
        INDArray result = convolution(x, weights, geometry);
        if (norm.isPresent()) {
            INDArray normalised = batchNormInference(result, norm.get());
            release(result);
            result = normalised;
        }
        if (slopes.isPresent()) {
            INDArray activated = prelu(result, slopes.get());
            release(result);
            result = activated;
        }
        if (addend.isPresent()) {
            addInto(result, addend.get());
        }
        return result;
    }

    /**
     * Squeeze and excitation: y = x · sigmoid(fc2 · relu(fc1 · mean over pixels)).
     *
     * @param fc1 {@code [R, C, 1, 1]}
     * @param fc2 {@code [C, R, 1, 1]}
     */
    SqueezeExcite squeezeExcite(INDArray x, INDArray fc1, INDArray fc2);

    /** Gradients of {@link #squeezeExcite}; {@code dFc1} and {@code dFc2} are written. */
    INDArray squeezeExciteBackward(
            INDArray x,
            SqueezeExcite forward,
            INDArray fc1,
            INDArray fc2,
            INDArray dy,
            INDArray dFc1,
            INDArray dFc2);

    /**
     * Spatial attention: y = x · sigmoid(7×7 convolution of the greatest and the mean channel).
     *
     * @param x {@code [B, H, W, C]}
     * @param weights {@code [1, 2, 7, 7]}
     */
    SpatialAttention spatialAttention(INDArray x, INDArray weights);

    /** Gradients of {@link #spatialAttention}; {@code dWeights} is written. */
    INDArray spatialAttentionBackward(
            INDArray x, SpatialAttention forward, INDArray weights, INDArray dy, INDArray dWeights);

    // ---------------------------------------------------------------- element by element

    /** alpha · a + beta · b, for arrays of one type and shape. */
    INDArray sum(double alpha, INDArray a, double beta, INDArray b);

    /** target += other. */
    void addInto(INDArray target, INDArray other);

    /** a · b element by element (a dropout mask). */
    INDArray multiply(INDArray a, INDArray b);

    /** Every stride-th pixel, {@code [B, ceil(H / s), ceil(W / s), C]}. */
    INDArray subsample(INDArray x, int stride);

    /** Adds the gradient of {@link #subsample}'s output to that of its input. */
    void subsampleBackwardInto(INDArray dy, int stride, INDArray dx);

    // ---------------------------------------------------------------- the embedding

    /** {@code [B, H, W, C]} to {@code [B, C · H · W]} in PyTorch's order (C, H, W). */
    INDArray flattenChannelsFirst(INDArray x);

    /** The other way, for gradients: {@code [B, C · H · W]} to {@code [B, H, W, C]} of a shape. */
    INDArray unflattenChannelsFirst(INDArray flat, long[] shape);

    /**
     * x · weightsᵀ + bias.
     *
     * @param x {@code [B, in]}, activations
     * @param weights {@code [out, in]}
     * @param bias {@code [out]}, if any
     * @return {@code [B, out]} of {@link #parameterType()}
     */
    INDArray linear(INDArray x, INDArray weights, Optional<INDArray> bias);

    /**
     * Gradients of {@link #linear}.
     *
     * @param dy {@code [B, out]} of {@link #parameterType()}
     * @param dWeights receives the gradient of the weights
     * @param dBias receives the gradient of the bias, if any
     * @return gradient of x, activations
     */
    INDArray linearBackward(
            INDArray x, INDArray weights, INDArray dy, INDArray dWeights, Optional<INDArray> dBias);

    /** Each row divided by its length, {@code [B, D]} of {@link #parameterType()}. */
    NormalisedRows normaliseRows(INDArray x);

    /** Gradient of {@link #normaliseRows}. */
    INDArray normaliseRowsBackward(NormalisedRows forward, INDArray dy);

    // ---------------------------------------------------------------- output head and update

    /**
     * result = alpha · op(a) · op(b) + beta · result, for matrices of {@link #parameterType()} in C
     * order.
     *
     * @param transposeA whether op(a) is aᵀ
     * @param transposeB whether op(b) is bᵀ
     */
    void gemm(
            INDArray a,
            boolean transposeA,
            INDArray b,
            boolean transposeB,
            INDArray result,
            double alpha,
            double beta);

    /**
     * One step of gradient descent with momentum in PyTorch's form on vectors of equal length: v =
     * momentum · v + (g + weightDecay · w); w = w − learningRate · v.
     *
     * @param weights changed
     * @param gradients unchanged
     * @param velocity changed
     */
    void sgdMomentumStep(
            INDArray weights,
            INDArray gradients,
            INDArray velocity,
            double learningRate,
            double momentum,
            double weightDecay);

    /** Frees all native memory, outstanding arrays included. */
    @Override
    void close();
}
