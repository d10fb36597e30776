package dev.interproto.projection;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.util.Optional;
import java.util.Random;

/**
 * t-SNE (van der Maaten and Hinton 2008; Barnes–Hut form van der Maaten 2014): a map of vectors in
 * which neighbours stay neighbours. Three parts: affinities over exact nearest neighbours, an
 * initialisation, and an optimiser with momentum, gains and early exaggeration, with scikit-learn's
 * constants. Same vectors, options and seed: same map, whatever the threads.
 */
public final class Tsne {
    private static final double START_DEVIATION = 1e-4;

    /** Equal vectors start this far apart, in start deviations, so that none hides another. */
    private static final double JITTER = 0.01;

    private Tsne() {}

    /** As below, from the options' initialisation and unwatched. */
    public static TsneResult run(float[][] vectors, TsneOptions options, Progress progress) {
        return run(vectors, options, Optional.empty(), progress, TsneListener.NONE);
    }

    /**
     * Maps vectors to the plane.
     *
     * @param vectors n rows of equal length
     * @param start where the points start (n × 2, used as it is); else the options' initialisation
     * @param progress a cancel during the optimisation ends it early and keeps the map so far
     * @param listener called on the calling thread
     * @throws CancelledException when cancelled before there is a map
     * @throws UserFacingException where there is no vector, or one is not finite
     */
    public static TsneResult run(
            float[][] vectors,
            TsneOptions options,
            Optional<float[][]> start,
            Progress progress,
            TsneListener listener) {
        check(vectors);
        long began = System.nanoTime();
        int n = vectors.length;
        TsneOptions resolved = options.resolvedFor(n);
        if (n == 1) {
            return new TsneResult(new float[1][2], 0, 0, 0, resolved);
        }
        try (Workers workers = new Workers(resolved.threads())) {
            float[][] centred = Pca.centred(vectors);
            progress.report(0, "Finding neighbours");
            int k = (int) Math.min(n - 1, 3 * resolved.perplexity() + 1);
            NearestNeighbours neighbours =
                    NearestNeighbours.of(centred, k, workers, progress.part(0, 0.2));
            Affinities affinities = Affinities.of(neighbours, resolved.perplexity(), n, workers);
            float[][] points = start.orElseGet(() -> initial(centred, resolved));
            TsneOptimiser optimiser =
                    new TsneOptimiser(
                            new Forces(affinities, resolved.theta(), workers), resolved, points);
            optimiser.run(progress.part(0.2, 1), listener);
            return new TsneResult(
                    optimiser.points(),
                    optimiser.klDivergence(),
                    (System.nanoTime() - began) / 1e9,
                    optimiser.iterations(),
                    resolved);
        }
    }

    private static void check(float[][] vectors) {
        if (vectors.length == 0) {
            throw new UserFacingException(
                    "There are no vectors.",
                    "A map needs at least one.",
                    "Choose a run with a checkpoint, or a file with rows of numbers.");
        }
        for (int i = 0; i < vectors.length; i++) {
            if (vectors[i].length != vectors[0].length || vectors[i].length == 0) {
                throw new IllegalArgumentException("rows differ in length");
            }
            for (float value : vectors[i]) {
                if (!Float.isFinite(value)) {
                    throw new UserFacingException(
                            "Vector " + (i + 1) + " holds a value that is not a finite number.",
                            "No distance to it can be computed.",
                            "Use an earlier checkpoint, or correct the file.");
                }
            }
        }
    }

    private static float[][] initial(float[][] centred, TsneOptions options) {
        int n = centred.length;
        Random random = new Random(options.seed());
        float[][] points = new float[n][2];
        double deviation = 0;
        if (options.initialisation() == TsneOptions.Initialisation.PCA) {
            float[][] scores = Pca.ofCentred(centred, 2).scores();
            double squares = 0;
            for (float[] score : scores) {
                squares += (double) score[0] * score[0];
            }
            deviation = Math.sqrt(squares / n);
            if (deviation > 0) {
                for (int i = 0; i < n; i++) {
                    for (int axis = 0; axis < scores[i].length; axis++) {
                        points[i][axis] = (float) (scores[i][axis] / deviation * START_DEVIATION);
                    }
                }
            }
        }
        double noise = deviation > 0 ? JITTER * START_DEVIATION : START_DEVIATION;
        for (float[] point : points) {
            point[0] += (float) (random.nextGaussian() * noise);
            point[1] += (float) (random.nextGaussian() * noise);
        }
        return points;
    }
}
