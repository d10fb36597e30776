package dev.interproto.projection;

import dev.interproto.common.Progress;

/**
 * The exact nearest neighbours of every row by Euclidean distance, from blocks of the Gram matrix:
 * |a − b|² = |a|² + |b|² − 2ab, so that the work is a matrix product over arrays that stay in the
 * cache. The distances of those found are then computed anew from the rows, free of cancellation.
 */
final class NearestNeighbours {
    /** Rows a task; columns and dimensions a block: 512 × 16 floats fill a first-level cache. */
    private static final int ROWS = 64;

    private static final int COLUMNS = 512;
    private static final int DIMENSIONS = 16;

    private final float[][] rows;
    private final float[][] byDimension;
    private final float[] squaredLength;
    private final int n;
    private final int k;

    /** Row i's neighbours at [i · k, (i + 1) · k), nearest first; ties by index. */
    final int[] index;

    /** Their squared distances. */
    final double[] squaredDistance;

    private NearestNeighbours(float[][] rows, int k) {
        this.rows = rows;
        this.n = rows.length;
        this.k = k;
        this.index = new int[n * k];
        this.squaredDistance = new double[n * k];
        this.squaredLength = new float[n];
        // An even number of dimensions: the product takes them in twos.
        this.byDimension = new float[(rows[0].length + 1) / 2 * 2][n];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int d = 0; d < rows[i].length; d++) {
                byDimension[d][i] = rows[i][d];
                sum += (double) rows[i][d] * rows[i][d];
            }
            squaredLength[i] = (float) sum;
        }
    }

    /**
     * @param rows n × d, best centred (distances lose less to rounding)
     * @param k neighbours each, 1 to n − 1
     */
    static NearestNeighbours of(float[][] rows, int k, Workers workers, Progress progress) {
        NearestNeighbours search = new NearestNeighbours(rows, k);
        int tasks = (search.n + ROWS - 1) / ROWS;
        workers.run(
                tasks,
                task -> {
                    if (!progress.isCancelled()) {
                        search.searchFor(task * ROWS, Math.min(search.n, (task + 1) * ROWS));
                    }
                });
        progress.checkCancelled();
        return search;
    }

    int k() {
        return k;
    }

    private void searchFor(int from, int to) {
        float[][] product = new float[to - from][n];
        for (int column = 0; column < n; column += COLUMNS) {
            int columnEnd = Math.min(n, column + COLUMNS);
            for (int d = 0; d < byDimension.length; d += DIMENSIONS) {
                int dEnd = Math.min(byDimension.length, d + DIMENSIONS);
                for (int i = from; i < to; i++) {
                    for (int e = d; e < dEnd; e += 2) {
                        addTwo(
                                product[i - from],
                                byDimension[e],
                                byDimension[e + 1],
                                byDimension[e][i],
                                byDimension[e + 1][i],
                                column,
                                columnEnd);
                    }
                }
            }
        }
        Nearest nearest = new Nearest(k);
        for (int i = from; i < to; i++) {
            float[] row = product[i - from];
            nearest.clear();
            for (int j = 0; j < n; j++) {
                if (j != i) {
                    nearest.offer(squaredLength[j] - 2 * row[j], j);
                }
            }
            keep(i, nearest);
        }
    }

    /** Small enough a body for the compiler to turn into vector instructions. */
    private static void addTwo(
            float[] sum, float[] first, float[] second, float a, float b, int from, int to) {
        for (int j = from; j < to; j++) {
            sum[j] = Math.fma(a, first[j], Math.fma(b, second[j], sum[j]));
        }
    }

    private void keep(int i, Nearest nearest) {
        int[] found = nearest.indices();
        Nearest exact = new Nearest(k);
        for (int j : found) {
            double sum = 0;
            for (int d = 0; d < rows[i].length; d++) {
                double difference = (double) rows[i][d] - rows[j][d];
                sum += difference * difference;
            }
            exact.offer(sum, j);
        }
        exact.sorted(index, squaredDistance, i * k);
    }
}
