package dev.interproto.projection;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.SeededSubset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far neighbours on a map can be trusted to be neighbours among the vectors (Venna and Kaski
 * 2001): 1 − 2/(nk(2n − 3k − 1)) Σᵢ Σⱼ max(0, r(i, j) − k) over the k nearest points j of each i on
 * the map, with r(i, j) the rank of j among the vectors by distance from i. Ranks are exact, among
 * all n vectors; where there are many points the sum is taken over a seeded sample of them.
 *
 * @param value 0 to 1; 1 where every neighbour on the map is one of the k nearest vectors
 * @param neighbours k
 * @param points over which the sum was taken
 */
public record Trustworthiness(double value, int neighbours, int points) {
    /** Neighbours by which maps are measured; 5 to 15 are usual. */
    public static final int NEIGHBOURS = 12;

    /** As many points as rank in about a tenth of the time of a map. */
    private static final int MOST_PANELS = 64;

    /**
     * Measures a map at {@link #NEIGHBOURS}, by at most 4,096 of its points: those of 64 runs of 64
     * neighbouring rows, drawn with seed 0.
     *
     * @param vectors n rows of equal length
     * @param points the map, n × 2
     * @param threads at least 1
     * @return empty for fewer than 25 points
     * @throws CancelledException when cancelled
     */
    public static Optional<Trustworthiness> measure(
            float[][] vectors, float[][] points, int threads, Progress progress) {
        int n = vectors.length;
        if (n <= 2 * NEIGHBOURS) {
            return Optional.empty();
        }
        int[] panels = SeededSubset.draw(panels(n), MOST_PANELS, 0);
        return Optional.of(of(vectors, points, NEIGHBOURS, panels, threads, progress));
    }

    /**
     * Measures a map by all its points, in time that grows with n² · d.
     *
     * @param vectors n rows of equal length
     * @param points the map, n × 2
     * @param k neighbours looked at, at least 1 and below n/2
     * @param threads at least 1
     * @throws CancelledException when cancelled
     */
    public static Trustworthiness of(
            float[][] vectors, float[][] points, int k, int threads, Progress progress) {
        int n = vectors.length;
        if (points.length != n || k < 1 || 2 * k >= n) {
            throw new IllegalArgumentException(
                    n + " vectors, " + points.length + " points, " + k + " neighbours");
        }
        return of(vectors, points, k, IntStream.range(0, panels(n)).toArray(), threads, progress);
    }

    private static int panels(int n) {
        return (n + Gram.PANEL - 1) / Gram.PANEL;
    }

    private static Trustworthiness of(
            float[][] vectors,
            float[][] points,
            int k,
            int[] panels,
            int threads,
            Progress progress) {
        int n = vectors.length;
        try (Workers workers = new Workers(threads)) {
            Gram gram = new Gram(Pca.centred(vectors), workers);
            long[] penalty = new long[panels.length];
            int[] ranked = new int[panels.length];
            workers.run(
                    panels.length,
                    task -> {
                        if (!progress.isCancelled()) {
                            int from = panels[task] * Gram.PANEL;
                            int to = Math.min(n, from + Gram.PANEL);
                            penalty[task] = penalty(gram, points, k, from, to);
                            ranked[task] = to - from;
                            progress.report((double) task / panels.length, "Ranking neighbours");
                        }
                    });
            progress.checkCancelled();
            int m = Arrays.stream(ranked).sum();
            double worst = (double) m * k * (2.0 * n - 3.0 * k - 1);
            return new Trustworthiness(1 - 2.0 * Arrays.stream(penalty).sum() / worst, k, m);
        }
    }

    private static long penalty(Gram gram, float[][] points, int k, int from, int to) {
        int n = points.length;
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
            countCloser(row, nearestOnMap(points, i, k), closer);
            for (int count : closer) {
                penalty += Math.max(0, count + 1 - k);
            }
        }
        return penalty;
    }

    private static int[] nearestOnMap(float[][] points, int i, int k) {
        Nearest nearest = new Nearest(k);
        for (int j = 0; j < points.length; j++) {
            if (j != i) {
                double dx = (double) points[j][0] - points[i][0];
                double dy = (double) points[j][1] - points[i][1];
                nearest.offer(dx * dx + dy * dy, j);
            }
        }
        int[] index = new int[k];
        nearest.sorted(index, new double[k], 0);
        return index;
    }

    /** For each of a point's neighbours on the map: how many vectors are closer. */
    private static void countCloser(float[] row, int[] onMap, int[] closer) {
        float farthest = Float.NEGATIVE_INFINITY;
        for (int m = 0; m < closer.length; m++) {
            farthest = Math.max(farthest, row[onMap[m]]);
        }
        for (float each : row) {
            if (each < farthest) {
                for (int m = 0; m < closer.length; m++) {
                    closer[m] += each < row[onMap[m]] ? 1 : 0;
                }
            }
        }
    }
}
