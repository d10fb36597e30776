package dev.interproto.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The passes of {@link PrototypeLoss} over whole matrices, each fused into one loop over rows in
 * the processor's memory: what ND4J does in twenty operations, half of them on one thread.
 */
final class HostPasses {
    private HostPasses() {}

    /** Cosines to the own identities, of products with prototypes of any length. */
    static double[] own(INDArray products, int[] labels, float[] inverseLengths) {
        double[] own = ArrayPasses.own(products, labels);
        for (int row = 0; row < own.length; row++) {
            float cosine = (float) own[row] * inverseLengths[labels[row]];
            own[row] = Math.max(-1f, Math.min(1f, cosine));
        }
        return own;
    }

    /** One over the length of each row. */
    static void inverseNorms(INDArray prototypes, float[] result) {
        HostRows rows = new HostRows(prototypes);
        int width = rows.columns();
        HostRows.each(
                rows.rows(),
                (number, from, to) -> {
                    HostRows.Window window = rows.window();
                    float[] values = new float[rows.chunk() * width];
                    for (long row = from; row < to; row += rows.chunk()) {
                        int count = (int) Math.min(rows.chunk(), to - row);
                        window.read(row, count, values);
                        for (int i = 0; i < count; i++) {
                            result[(int) row + i] = inverseNorm(values, i * width, width);
                        }
                    }
                });
    }

    /** One over a row's length; a row of length 0 counts as a very short one. */
    static float inverseNorm(float[] values, int from, int width) {
        float squares = HostRows.dot(values, from, values, from, width);
        return (float) (1 / Math.max(ArrayPasses.LEAST_NORM, Math.sqrt(squares)));
    }

    /** Derivative by unit rows to derivative by raw rows: (g − (g·ŵ)ŵ) / ‖w‖, in place. */
    static void throughNormalisation(INDArray prototypes, float[] inverseNorms, INDArray gradient) {
        HostRows ws = new HostRows(prototypes);
        HostRows gs = new HostRows(gradient);
        int width = ws.columns();
        HostRows.each(
                ws.rows(),
                (number, from, to) -> {
                    HostRows.Window readW = ws.window();
                    HostRows.Window atG = gs.window();
                    float[] w = new float[ws.chunk() * width];
                    float[] g = new float[ws.chunk() * width];
                    for (long row = from; row < to; row += ws.chunk()) {
                        int count = (int) Math.min(ws.chunk(), to - row);
                        readW.read(row, count, w);
                        atG.read(row, count, g);
                        for (int i = 0; i < count; i++) {
                            throughNormalisation(
                                    w, g, i * width, width, inverseNorms[(int) row + i]);
                        }
                        atG.write(row, count, g);
                    }
                });
    }

    private static void throughNormalisation(
            float[] w, float[] g, int from, int width, float inverse) {
        float along = HostRows.dot(g, from, w, from, width) * inverse * inverse;
        for (int i = from; i < from + width; i++) {
            g[i] = (g[i] - along * w[i]) * inverse;
        }
    }

    /** {@link RowGradient#descend}, each row read and written once. */
    static void descend(
            INDArray weights,
            INDArray velocity,
            RowGradient gradient,
            double rate,
            double momentum,
            double weightDecay) {
        HostRows ws = new HostRows(weights);
        HostRows vs = new HostRows(velocity);
        HostRows gs = new HostRows(gradient.values());
        int[] rows = gradient.rows();
        float lr = (float) rate;
        float m = (float) momentum;
        float decay = (float) weightDecay;
        HostRows.each(
                rows.length,
                (number, first, to) -> {
                    HostRows.Window atW = ws.window();
                    HostRows.Window atV = vs.window();
                    HostRows.Window readG = gs.window();
                    float[] w = new float[ws.columns()];
                    float[] v = new float[ws.columns()];
                    float[] g = new float[ws.columns()];
                    for (long i = first; i < to; i++) {
                        int row = rows[(int) i];
                        atW.read(row, 1, w);
                        atV.read(row, 1, v);
                        readG.read(i, 1, g);
                        for (int k = 0; k < w.length; k++) {
                            v[k] = m * v[k] + (g[k] + decay * w[k]);
                            w[k] -= lr * v[k];
                        }
                        atV.write(row, 1, v);
                        atW.write(row, 1, w);
                    }
                });
    }
}
