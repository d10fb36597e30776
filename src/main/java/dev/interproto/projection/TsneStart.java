package dev.interproto.projection;

import java.util.Random;

/** Where the points of a map start: close around the origin. */
final class TsneStart {
    private static final double DEVIATION = 1e-4;

    /** Equal vectors start this far apart, in start deviations, so that none hides another. */
    private static final double JITTER = 0.01;

    /** Enough for a start; the optimiser does the rest. */
    private static final int SPECTRAL_STEPS = 100;

    private TsneStart() {}

    /**
     * @param centred vectors less their mean
     * @param affinities of the vectors
     * @return n × 2
     */
    static float[][] of(float[][] centred, Affinities affinities, TsneOptions options) {
        return switch (options.initialisation()) {
            case PCA -> scaled(Pca.ofCentred(centred, 2).scores(), options.seed());
            case SPECTRAL -> scaled(spectral(affinities), options.seed());
            case RANDOM -> scaled(new float[centred.length][2], options.seed());
        };
    }

    /** Scales to the deviation along the first axis; what has none gets noise alone. */
    private static float[][] scaled(float[][] scores, long seed) {
        int n = scores.length;
        double mean = 0;
        double squares = 0;
        for (float[] score : scores) {
            mean += score[0] / n;
        }
        for (float[] score : scores) {
            squares += (score[0] - mean) * (score[0] - mean);
        }
        double deviation = Math.sqrt(squares / n);
        Random random = new Random(seed);
        double noise = deviation > 0 ? JITTER * DEVIATION : DEVIATION;
        float[][] points = new float[n][2];
        for (int i = 0; i < n; i++) {
            for (int axis = 0; axis < 2; axis++) {
                double at =
                        deviation > 0 && axis < scores[i].length
                                ? scores[i][axis] / deviation * DEVIATION
                                : 0;
                points[i][axis] = (float) (at + random.nextGaussian() * noise);
            }
        }
        return points;
    }

    /**
     * Laplacian eigenmaps (Belkin and Niyogi 2003) of the affinities: the eigenvectors of D^(−1/2)
     * P D^(−1/2) after the first, divided by D^(1/2), with D the row sums of P.
     */
    private static float[][] spectral(Affinities affinities) {
        int n = affinities.size();
        double[] root = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int e = affinities.rowStart[i]; e < affinities.rowStart[i + 1]; e++) {
                sum += affinities.probability[e];
            }
            root[i] = Math.sqrt(sum);
        }
        int wanted = Math.min(3, n);
        Lanczos lanczos =
                Lanczos.run(
                        n,
                        Math.min(n, SPECTRAL_STEPS),
                        wanted,
                        vector -> normalised(affinities, root, vector));
        float[][] scores = new float[n][wanted - 1];
        for (int axis = 0; axis < wanted - 1; axis++) {
            float[] vector = lanczos.vector(axis + 1);
            for (int i = 0; i < n; i++) {
                scores[i][axis] = (float) (vector[i] / root[i]);
            }
        }
        return scores;
    }

    private static double[] normalised(Affinities affinities, double[] root, double[] vector) {
        double[] product = new double[vector.length];
        for (int i = 0; i < product.length; i++) {
            double sum = 0;
            for (int e = affinities.rowStart[i]; e < affinities.rowStart[i + 1]; e++) {
                int j = affinities.column[e];
                sum += affinities.probability[e] * vector[j] / root[j];
            }
            product[i] = sum / root[i];
        }
        return product;
    }
}
