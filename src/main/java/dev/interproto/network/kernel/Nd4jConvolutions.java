package dev.interproto.network.kernel;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolutions by ND4J operations: products for 1 x 1, {@code conv2d} and friends for the rest. */
final class Nd4jConvolutions {
    /** ND4J's code of the weight layout {@code [out, in, kh, kw]}. */
    private static final int OIHW = 1;

    /** ND4J's code of the activation layout {@code [B, H, W, C]}. */
    private static final int NHWC = 1;

    private final Nd4jOperations ops;

    Nd4jConvolutions(Nd4jOperations ops) {
        this.ops = ops;
    }

    INDArray forward(INDArray x, INDArray weights, ConvolutionGeometry geometry) {
        INDArray y =
                ops.take(
                        x.size(0),
                        geometry.outputSize(x.size(1)),
                        geometry.outputSize(x.size(2)),
                        weights.size(0));
        if (isDepthwise(x, weights)) {
            run("depthwise_conv2d", geometry, new INDArray[] {x, perChannel(weights)}, y);
        } else if (geometry.isPointwise()) {
            Nd4jOperations.product(ops.pixels(x), false, matrix(weights), true, ops.pixels(y));
        } else {
            run("conv2d", geometry, new INDArray[] {x, weights}, y);
        }
        return y;
    }

    INDArray backward(
            INDArray x,
            INDArray weights,
            INDArray dy,
            INDArray dWeights,
            ConvolutionGeometry geometry) {
        INDArray dx = ops.takeLike(x);
        if (isDepthwise(x, weights)) {
            run(
                    "depthwise_conv2d_bp",
                    geometry,
                    new INDArray[] {x, perChannel(weights), dy},
                    dx,
                    perChannel(dWeights));
        } else if (geometry.isPointwise()) {
            INDArray dyPixels = ops.pixels(dy);
            Nd4jOperations.product(dyPixels, false, matrix(weights), false, ops.pixels(dx));
            Nd4jOperations.product(dyPixels, true, ops.pixels(x), false, matrix(dWeights));
        } else {
            run("conv2d_bp", geometry, new INDArray[] {x, weights, dy}, dx, dWeights);
        }
        return dx;
    }

    INDArray subsample(INDArray x, int stride) {
        INDArray y =
                ops.take(
                        x.size(0),
                        (x.size(1) + stride - 1) / stride,
                        (x.size(2) + stride - 1) / stride,
                        x.size(3));
        return y.assign(everyPixel(x, stride));
    }

    void subsampleBackwardInto(INDArray dy, int stride, INDArray dx) {
        // Adding to a strided view takes ND4J five times longer than this detour.
        INDArray spread = ops.takeLike(dx).assign(0);
        everyPixel(spread, stride).assign(dy);
        dx.addi(spread);
        ops.release(spread);
    }

    private static INDArray everyPixel(INDArray x, int stride) {
        return x.get(all(), interval(0, stride, x.size(1)), interval(0, stride, x.size(2)), all());
    }

    private static boolean isDepthwise(INDArray x, INDArray weights) {
        boolean depthwise = weights.size(1) == 1 && x.size(3) > 1;
        if (!depthwise && weights.size(1) != x.size(3)
                || depthwise && weights.size(0) != x.size(3)) {
            throw new IllegalArgumentException(
                    "weights for "
                            + weights.size(1)
                            + " channels, "
                            + x.size(3)
                            + " given; groups other than all or one are not supported");
        }
        return depthwise;
    }

    /** {@code [C, 1, k, k]} as the {@code [1, C, k, k]} that ND4J's depthwise operations take. */
    private static INDArray perChannel(INDArray weights) {
        return weights.reshape('c', 1, weights.size(0), weights.size(2), weights.size(3));
    }

    private static INDArray matrix(INDArray weights) {
        return weights.reshape('c', weights.size(0), weights.size(1));
    }

    private static void run(
            String name, ConvolutionGeometry geometry, INDArray[] inputs, INDArray... outputs) {
        int k = geometry.kernel();
        int s = geometry.stride();
        int p = geometry.padding();
        Nd4jOperations.run(name, inputs, outputs, k, k, s, s, p, p, 1, 1, 0, NHWC, OIHW);
    }
}
