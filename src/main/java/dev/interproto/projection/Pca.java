package dev.interproto.projection;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Principal components by the Lanczos method on the covariance. Exact to rounding where rows or
 * columns are few; else until the components asked for have settled.
 *
 * @param components unit-length directions, most variance first; the value of largest magnitude in
 *     each is positive, so that signs do not depend on chance. Fewer than asked for where the
 *     vectors have fewer dimensions
 * @param variances along each, with division by n
 * @param scores n rows: each vector's coordinates along the components
 */
public record Pca(float[][] components, double[] variances, float[][] scores) {
    private static final int MOST_STEPS = 300;

    /** Dimensions: 2,048² doubles take 32 MiB. */
    private static final int MOST_COVARIANCE = 2048;

    private static final int SAMPLES = 16;
    private static final int SAMPLES_IN_FLOAT = 256;

    /**
     * @param vectors n rows of equal length
     * @param components how many, at least 1
     */
    public static Pca of(float[][] vectors, int components) {
        return ofCentred(centred(vectors), components);
    }

    /** A copy with each column's mean taken off. */
    static float[][] centred(float[][] vectors) {
        int n = vectors.length;
        int d = vectors[0].length;
        double[] mean = new double[d];
        for (float[] row : vectors) {
            for (int j = 0; j < d; j++) {
                mean[j] += row[j];
            }
        }
        float[][] centred = new float[n][d];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                centred[i][j] = (float) (vectors[i][j] - mean[j] / n);
            }
        }
        return centred;
    }

    static Pca ofCentred(float[][] rows, int components) {
        int d = rows[0].length;
        // Centred rows span at most n − 1 dimensions: n steps exhaust them.
        int dimensions = Math.min(d, rows.length);
        int wanted = Math.min(components, dimensions);
        Lanczos lanczos = Lanczos.run(d, Math.min(dimensions, MOST_STEPS), wanted, product(rows));
        float[][] directions = new float[wanted][];
        double[] variances = new double[wanted];
        for (int c = 0; c < wanted; c++) {
            directions[c] = lanczos.vector(c);
            variances[c] = Math.max(0, lanczos.value(c));
        }
        float[][] scores = new float[rows.length][wanted];
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < wanted; c++) {
                double sum = 0;
                for (int j = 0; j < d; j++) {
                    sum += (double) rows[i][j] * directions[c][j];
                }
                scores[i][c] = (float) sum;
            }
        }
        return new Pca(directions, variances, scores);
    }

    /** Of the covariance with a vector. */
    private static UnaryOperator<double[]> product(float[][] rows) {
        int d = rows[0].length;
        if (rows.length < d || d > MOST_COVARIANCE) {
            return vector -> throughRows(rows, vector);
        }
        // Formed once, for less work each step than going through the rows.
        double[][] covariance = covariance(rows);
        return vector -> {
            double[] product = new double[d];
            for (int i = 0; i < d; i++) {
                double along = vector[i];
                double[] row = covariance[i];
                for (int j = 0; j < d; j++) {
                    product[j] += along * row[j];
                }
            }
            return product;
        };
    }

    private static double[] throughRows(float[][] rows, double[] vector) {
        double[] product = new double[vector.length];
        for (float[] row : rows) {
            double along = 0;
            for (int j = 0; j < vector.length; j++) {
                along += row[j] * vector[j];
            }
            along /= rows.length;
            for (int j = 0; j < vector.length; j++) {
                product[j] += along * row[j];
            }
        }
        return product;
    }

    /** XᵀX/n, summed in single precision over few rows at a time. */
    private static double[][] covariance(float[][] rows) {
        int d = rows[0].length;
        double[][] covariance = new double[d][d];
        float[][] part = new float[d][d];
        float[] none = new float[d];
        for (int from = 0; from < rows.length; from += SAMPLES) {
            int to = Math.min(rows.length, from + SAMPLES);
            for (int a = 0; a < d; a++) {
                for (int i = from; i < to; i += 4) {
                    float[] second = i + 1 < to ? rows[i + 1] : none;
                    float[] third = i + 2 < to ? rows[i + 2] : none;
                    float[] fourth = i + 3 < to ? rows[i + 3] : none;
                    Gram.addProducts(
                            part[a],
                            rows[i],
                            second,
                            third,
                            fourth,
                            rows[i][a],
                            second[a],
                            third[a],
                            fourth[a],
                            d);
                }
            }
            if (to % SAMPLES_IN_FLOAT == 0 || to == rows.length) {
                for (int a = 0; a < d; a++) {
                    for (int b = 0; b < d; b++) {
                        covariance[a][b] += part[a][b] / (double) rows.length;
                    }
                    Arrays.fill(part[a], 0);
                }
            }
        }
        return covariance;
    }
}
