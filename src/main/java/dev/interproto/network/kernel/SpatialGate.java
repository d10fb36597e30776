package dev.interproto.network.kernel;

import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The arithmetic of spatial attention on arrays in memory: a few passes over a small map, the same
 * for all kernels.
 *
 * @param batch B
 * @param height H, pixels
 * @param width W, pixels
 * @param channels C
 */
record SpatialGate(int batch, int height, int width, int channels) {
    /** Width and height of the window that looks at greatest and mean channels. */
    static final int WINDOW = 7;

    private static final int PADDING = WINDOW / 2;
    private static final int TAPS = WINDOW * WINDOW;

    static SpatialGate of(long[] shape) {
        return new SpatialGate((int) shape[0], (int) shape[1], (int) shape[2], (int) shape[3]);
    }

    private int pixels() {
        return batch * height * width;
    }

    /**
     * The forward pass.
     *
     * @param x overwritten with the weighed channels
     * @param weights [2, 7, 7], for the greatest and for the mean channel
     * @param toActivations makes an array of the weighed channels
     */
    SpatialAttention forward(
            double[] x, double[] weights, Function<double[], INDArray> toActivations) {
        double[] summary = new double[2 * pixels()];
        int[] greatest = new int[pixels()];
        summarise(x, summary, greatest);
        double[] gate = gate(summary, weights);
        weigh(x, gate);
        return new SpatialAttention(toActivations.apply(x), gate, summary, greatest);
    }

    /** Fills greatest and mean channel of each pixel, and which one is greatest. */
    private void summarise(double[] x, double[] summary, int[] greatest) {
        for (int pixel = 0; pixel < pixels(); pixel++) {
            int from = pixel * channels;
            double sum = 0;
            int best = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += x[from + channel];
                if (x[from + channel] > x[from + best]) {
                    best = channel;
                }
            }
            greatest[pixel] = best;
            summary[2 * pixel] = x[from + best];
            summary[2 * pixel + 1] = sum / channels;
        }
    }

    /** sigmoid of the convolution of the summaries. */
    private double[] gate(double[] summary, double[] weights) {
        double[] gate = new double[pixels()];
        overWindows(
                (pixel, seen, tap) ->
                        gate[pixel] +=
                                weights[tap] * summary[2 * seen]
                                        + weights[TAPS + tap] * summary[2 * seen + 1]);
        for (int pixel = 0; pixel < gate.length; pixel++) {
            gate[pixel] = 1 / (1 + Math.exp(-gate[pixel]));
        }
        return gate;
    }

    /** Each pixel's channels times its gate, in place. */
    private void weigh(double[] x, double[] gate) {
        for (int i = 0; i < x.length; i++) {
            x[i] *= gate[i / channels];
        }
    }

    /**
     * Derivatives of x · gate(x).
     *
     * @param dy overwritten with the derivative by x
     * @param dWeights [2, 7, 7], overwritten
     */
    void backward(
            double[] x,
            SpatialAttention forward,
            double[] weights,
            double[] dy,
            double[] dWeights) {
        double[] dLogit = new double[pixels()];
        for (int i = 0; i < x.length; i++) {
            dLogit[i / channels] += x[i] * dy[i];
        }
        for (int pixel = 0; pixel < dLogit.length; pixel++) {
            dLogit[pixel] *= forward.gate()[pixel] * (1 - forward.gate()[pixel]);
        }
        double[] summary = forward.summary();
        double[] dSummary = new double[summary.length];
        overWindows(
                (pixel, seen, tap) -> {
                    dWeights[tap] += dLogit[pixel] * summary[2 * seen];
                    dWeights[TAPS + tap] += dLogit[pixel] * summary[2 * seen + 1];
                    dSummary[2 * seen] += dLogit[pixel] * weights[tap];
                    dSummary[2 * seen + 1] += dLogit[pixel] * weights[TAPS + tap];
                });
        weigh(dy, forward.gate());
        for (int i = 0; i < dy.length; i++) {
            dy[i] += dSummary[2 * (i / channels) + 1] / channels;
        }
        for (int pixel = 0; pixel < dLogit.length; pixel++) {
            dy[pixel * channels + forward.greatest()[pixel]] += dSummary[2 * pixel];
        }
    }

    /** A pixel, one its window sees, and where in the window it is. */
    private interface Tap {
        void see(int pixel, int seen, int tap);
    }

    private void overWindows(Tap visitor) {
        for (int pixel = 0; pixel < pixels(); pixel++) {
            int row = pixel / width % height;
            int column = pixel % width;
            int image = pixel - row * width - column;
            for (int tap = 0; tap < TAPS; tap++) {
                int y = row + tap / WINDOW - PADDING;
                int x = column + tap % WINDOW - PADDING;
                if (y >= 0 && y < height && x >= 0 && x < width) {
                    visitor.see(pixel, image + y * width + x, tap);
                }
            }
        }
    }
}
