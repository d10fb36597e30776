package dev.interproto.projection;

import java.util.Arrays;

/**
 * Scalar products of rows with blocks of rows, as a matrix product over arrays that stay in the
 * cache.
 */
final class Gram {
    /** Columns of a product at most; 512 × 16 floats fill a first-level cache. */
    static final int BLOCK = 512;

    /** Rows of a product at most. */
    static final int PANEL = 64;

    private static final int DIMENSIONS = 16;

    /** Dimensions added by one pass over a row of products. */
    private static final int STEP = 4;

    private final float[][] byDimension;

    /** |a|² of each row. */
    final float[] squaredLength;

    /** Of n rows of equal length, best centred: distances then lose less to rounding. */
    Gram(float[][] rows, Workers workers) {
        int n = rows.length;
        byDimension = new float[(rows[0].length + STEP - 1) / STEP * STEP][n];
        squaredLength = new float[n];
        workers.run(
                (n + BLOCK - 1) / BLOCK,
                block -> {
                    for (int i = block * BLOCK; i < Math.min(n, (block + 1) * BLOCK); i++) {
                        double sum = 0;
                        for (int d = 0; d < rows[i].length; d++) {
                            byDimension[d][i] = rows[i][d];
                            sum += (double) rows[i][d] * rows[i][d];
                        }
                        squaredLength[i] = (float) sum;
                    }
                });
    }

    /** Room for the products of {@link #multiply}. */
    static float[][] room() {
        return new float[PANEL][BLOCK];
    }

    /**
     * Multiplies rows {@code from} to {@code to} − 1 with rows {@code column} to {@code column} +
     * {@code width} − 1.
     *
     * @param product [row − from][other row − column], overwritten
     */
    void multiply(float[][] product, int from, int to, int column, int width) {
        for (float[] row : product) {
            Arrays.fill(row, 0);
        }
        float[][] panel = new float[DIMENSIONS][BLOCK];
        for (int d = 0; d < byDimension.length; d += DIMENSIONS) {
            int dEnd = Math.min(byDimension.length, d + DIMENSIONS);
            for (int e = d; e < dEnd; e++) {
                System.arraycopy(byDimension[e], column, panel[e - d], 0, width);
            }
            for (int i = from; i < to; i++) {
                for (int e = d; e < dEnd; e += STEP) {
                    addProducts(
                            product[i - from],
                            panel[e - d],
                            panel[e - d + 1],
                            panel[e - d + 2],
                            panel[e - d + 3],
                            byDimension[e][i],
                            byDimension[e + 1][i],
                            byDimension[e + 2][i],
                            byDimension[e + 3][i],
                            width);
                }
            }
        }
    }

    /**
     * Adds four multiples to a row. Small enough a body for the compiler to turn into vector
     * instructions (measured: 50 GFLOPS a core; 40 with two multiples, 11 for two rows at a time).
     */
    static void addProducts(
            float[] sum,
            float[] first,
            float[] second,
            float[] third,
            float[] fourth,
            float a,
            float b,
            float c,
            float d,
            int width) {
        for (int j = 0; j < width; j++) {
            sum[j] =
                    Math.fma(
                            a,
                            first[j],
                            Math.fma(
                                    b,
                                    second[j],
                                    Math.fma(c, third[j], Math.fma(d, fourth[j], sum[j]))));
        }
    }
}
