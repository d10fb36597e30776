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

    /** One over the length of each row; rows of length 0 count as {@code least}. */
    static void inverseNorms(INDArray prototypes, double least, float[] result) {
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
                            float squares =
                                    HostRows.dot(values, i * width, values, i * width, width);
                            result[(int) row + i] =
                                    (float) (1 / Math.max(least, Math.sqrt(squares)));
                        }
                    }
                });
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

    /** result[i] = matrix[indices[i]]. */
    static void gather(INDArray matrix, int[] indices, INDArray result) {
        HostRows source = new HostRows(matrix);
        HostRows target = new HostRows(result);
        HostRows.each(
                target.rows(),
                (number, first, to) -> {
                    HostRows.Window reader = source.window();
                    HostRows.Window writer = target.window();
                    float[] row = new float[source.columns()];
                    for (long i = first; i < to; i++) {
                        reader.read(indices[(int) i], 1, row);
                        writer.write(i, 1, row);
                    }
                });
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

    /** rows[i] = matrix[indices[from + i]] · factors[indices[from + i]]. */
    static void gather(
            INDArray matrix, INDArray factors, int[] indices, int from, INDArray result) {
        HostRows source = new HostRows(matrix);
        HostRows scale = new HostRows(factors);
        HostRows target = new HostRows(result);
        HostRows.each(
                target.rows(),
                (number, first, to) -> {
                    HostRows.Window reader = source.window();
                    HostRows.Window factor = scale.window();
                    HostRows.Window writer = target.window();
                    float[] row = new float[source.columns()];
                    float[] one = new float[1];
                    for (long i = first; i < to; i++) {
                        int index = indices[from + (int) i];
                        reader.read(index, 1, row);
                        factor.read(index, 1, one);
                        for (int k = 0; k < row.length; k++) {
                            row[k] *= one[0];
                        }
                        writer.write(i, 1, row);
                    }
                });
    }

    /** matrix[indices[from + i]] += rows[i]; no index twice. */
    static void scatterAdd(INDArray rows, int[] indices, int from, INDArray matrix) {
        HostRows source = new HostRows(rows);
        HostRows target = new HostRows(matrix);
        HostRows.each(
                source.rows(),
                (number, first, to) -> {
                    HostRows.Window reader = source.window();
                    HostRows.Window sum = target.window();
                    float[] row = new float[source.columns()];
                    float[] before = new float[source.columns()];
                    for (long i = first; i < to; i++) {
                        int index = indices[from + (int) i];
                        reader.read(i, 1, row);
                        sum.read(index, 1, before);
                        for (int k = 0; k < row.length; k++) {
                            before[k] += row[k];
                        }
                        sum.write(index, 1, before);
                    }
                });
    }
}
