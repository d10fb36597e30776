package dev.interproto.network.kernel;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolutions by ND4J operations: products for 1 x 1, {@code conv2d} and friends for the rest. */
final class Nd4jConvolutions {
    /** ND4J's code of the weight layout {@code [out, in, kh, kw]}. */
    private static final int OIHW = 1;

    /** ND4J's code of the weight layout {@code [kh, kw, in, out]}. */
    private static final int HWIO = 0;

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
            INDArray windows = windows(weights);
            run("depthwise_conv2d", geometry, HWIO, new INDArray[] {x, windows}, y);
            ops.release(windows);
        } else if (geometry.isPointwise()) {
            Nd4jOperations.product(ops.pixels(x), false, matrix(weights), true, ops.pixels(y));
        } else {
            run("conv2d", geometry, OIHW, new INDArray[] {x, weights}, y);
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
            depthwiseBackward(x, weights, dy, dx, dWeights, geometry);
        } else if (geometry.isPointwise()) {
            INDArray dyPixels = ops.pixels(dy);
            Nd4jOperations.product(dyPixels, false, matrix(weights), false, ops.pixels(dx));
            Nd4jOperations.product(dyPixels, true, ops.pixels(x), false, matrix(dWeights));
        } else {
            run("conv2d_bp", geometry, OIHW, new INDArray[] {x, weights, dy}, dx, dWeights);
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
        // Adding to a strided view takes ND4J about three times longer than this detour.
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

    private void depthwiseBackward(
            INDArray x,
            INDArray weights,
            INDArray dy,
            INDArray dx,
            INDArray dWeights,
            ConvolutionGeometry geometry) {
        INDArray windows = windows(weights);
        INDArray dWindows = ops.takeLike(windows);
        INDArray[] inputs = {x, windows, dy};
        run("depthwise_conv2d_bp", geometry, HWIO, inputs, dx, dWindows);
        dWeights.assign(dWindows.permute(2, 3, 0, 1));
        ops.release(windows, dWindows);
    }

    /**
     * {@code [C, 1, k, k]} as {@code [k, k, C, 1]}: in PyTorch's layout ND4J's depthwise operations
     * take a hundred times longer than this copy and they together.
     */
    private INDArray windows(INDArray weights) {
        INDArray windows = ops.take(weights.size(2), weights.size(3), weights.size(0), 1);
        return windows.assign(weights.permute(2, 3, 0, 1));
    }

    private static INDArray matrix(INDArray weights) {
        return weights.reshape('c', weights.size(0), weights.size(1));
    }

    private static void run(
            String name,
            ConvolutionGeometry geometry,
            int weightLayout,
            INDArray[] inputs,
            INDArray... outputs) {
        int k = geometry.kernel();
        int s = geometry.stride();
        int p = geometry.padding();
        Nd4jOperations.run(name, inputs, outputs, k, k, s, s, p, p, 1, 1, 0, NHWC, weightLayout);
    }
}
