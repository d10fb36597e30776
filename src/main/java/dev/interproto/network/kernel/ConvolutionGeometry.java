package dev.interproto.network.kernel;

/**
 * Size and step of a square convolution window.
 *
 * @param kernel width and height of the window
 * @param stride step in both directions
 * @param padding zeros added on each side
 */
public record ConvolutionGeometry(int kernel, int stride, int padding) {
    public ConvolutionGeometry {
        if (kernel < 1 || stride < 1 || padding < 0) {
            throw new IllegalArgumentException(
                    "kernel " + kernel + ", stride " + stride + ", padding " + padding);
        }
    }

    /** Height (or width) of the output for one of the input. */
    public long outputSize(long inputSize) {
        return (inputSize + 2L * padding - kernel) / stride + 1;
    }

    /** Whether the window is a single pixel, taken at each pixel: a matrix product. */
    public boolean isPointwise() {
        return kernel == 1 && stride == 1 && padding == 0;
    }
}
