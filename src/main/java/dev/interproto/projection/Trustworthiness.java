package dev.interproto.projection;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How far neighbours on a map can be trusted to be neighbours among the vectors (Venna and Kaski
 * 2001): 1 − 2/(nk(2n − 3k − 1)) Σᵢ Σⱼ max(0, r(i, j) − k) over the k nearest points j of each i on
 * the map, with r(i, j) the rank of j among the vectors by distance from i. Exact, in time that
 * grows with n² · d.
 */
public final class Trustworthiness {
    private Trustworthiness() {}

    /**
     * @param vectors n rows of equal length
     * @param points the map, n × 2
     * @param k neighbours looked at, at least 1 and below n/2
     * @param threads at least 1
     * @return 0 to 1; 1 where every neighbour on the map is one of the k nearest vectors
     * @throws CancelledException when cancelled
     */
    public static double of(
            float[][] vectors, float[][] points, int k, int threads, Progress progress) {
        int n = vectors.length;
        if (points.length != n || k < 1 || 2 * k >= n) {
            throw new IllegalArgumentException(
                    n + " vectors, " + points.length + " points, " + k + " neighbours");
        }
        try (Workers workers = new Workers(threads)) {
            NearestNeighbours onMap =
                    NearestNeighbours.of(Pca.centred(points), k, workers, progress.part(0, 0.2));
            Gram gram = new Gram(Pca.centred(vectors), workers);
            int panels = (n + Gram.PANEL - 1) / Gram.PANEL;
            AtomicLongArray penalty = new AtomicLongArray(panels);
            workers.run(
                    panels,
                    panel -> {
                        if (!progress.isCancelled()) {
                            int from = panel * Gram.PANEL;
                            int to = Math.min(n, from + Gram.PANEL);
                            penalty.set(panel, penalty(gram, onMap.index, k, from, to, n));
                            progress.report(0.2 + 0.8 * panel / panels, "Ranking neighbours");
                        }
                    });
            progress.checkCancelled();
            long sum = 0;
            for (int panel = 0; panel < panels; panel++) {
                sum += penalty.get(panel);
            }
            return 1 - 2.0 * sum / ((double) n * k * (2.0 * n - 3.0 * k - 1));
        }
    }

    private static long penalty(Gram gram, int[] onMap, int k, int from, int to, int n) {
        float[][] value = new float[to - from][n];
        float[][] product = Gram.room();
        for (int column = 0; column < n; column += Gram.BLOCK) {
            int width = Math.min(Gram.BLOCK, n - column);
            gram.multiply(product, from, to, column, width);
            for (int i = from; i < to; i++) {
                for (int j = 0; j < width; j++) {
                    value[i - from][column + j] =
                            gram.squaredLength[column + j] - 2 * product[i - from][j];
                }
            }
        }
        long penalty = 0;
        int[] closer = new int[k];
        for (int i = from; i < to; i++) {
            float[] row = value[i - from];
            row[i] = Float.POSITIVE_INFINITY;
            Arrays.fill(closer, 0);
            countCloser(row, onMap, i * k, closer);
            for (int count : closer) {
                penalty += Math.max(0, count + 1 - k);
            }
        }
        return penalty;
    }

    /** For each of a point's neighbours on the map: how many vectors are closer. */
    private static void countCloser(float[] row, int[] onMap, int at, int[] closer) {
        float farthest = Float.NEGATIVE_INFINITY;
        for (int m = 0; m < closer.length; m++) {
            farthest = Math.max(farthest, row[onMap[at + m]]);
        }
        for (float each : row) {
            if (each < farthest) {
                for (int m = 0; m < closer.length; m++) {
                    closer[m] += each < row[onMap[at + m]] ? 1 : 0;
                }
            }
        }
    }
}
