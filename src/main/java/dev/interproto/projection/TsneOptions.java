package dev.interproto.projection;

import java.util.OptionalDouble;

/**
 * How t-SNE runs.
 *
 * @param perplexity effective number of neighbours, at least 1; lowered to (n − 1)/3 where the
 *     points are too few
 * @param iterations of the optimiser, early exaggeration included; at least 0
 * @param seed of everything random
 * @param threads at least 1; changes the time, never the map
 * @param initialisation where the points start
 * @param theta Barnes–Hut accuracy, 0 (exact) to 0.7: a cell is taken as one point where its width
 *     is below theta times its distance
 * @param earlyExaggeration factor on the affinities during the first {@code
 *     exaggerationIterations}; at least 1
 * @param exaggerationIterations at least 0; lowered to a quarter of the iterations
 * @param learningRate step of the gradient; where empty max(n / earlyExaggeration / 4, 50), as
 *     scikit-learn's "auto"
 * @param callbackEvery iterations between two calls of the listener; at least 1
 */
public record TsneOptions(
        double perplexity,
        int iterations,
        long seed,
        int threads,
        Initialisation initialisation,
        double theta,
        double earlyExaggeration,
        int exaggerationIterations,
        OptionalDouble learningRate,
        int callbackEvery) {

    /** Share of the iterations that a continued map takes. */
    private static final double CONTINUED = 0.25;

    private static final double CONTINUED_EXAGGERATION = 4;

    /** Where the points start. */
    public enum Initialisation {
        /** The first two principal components, scaled to a standard deviation of 1e-4. */
        PCA,
        /**
         * The first eigenvectors of the neighbours' graph after the constant one (Laplacian
         * eigenmaps), scaled alike.
         */
        SPECTRAL,
        /** Normal around the origin with a standard deviation of 1e-4. */
        RANDOM
    }

    public TsneOptions {
        require(perplexity >= 1 && perplexity < 1e6, "perplexity is at least 1: " + perplexity);
        require(iterations >= 0, "iterations are not negative: " + iterations);
        require(threads >= 1, "at least one thread is needed: " + threads);
        require(theta >= 0 && theta <= 0.7, "theta lies in 0 to 0.7: " + theta);
        require(earlyExaggeration >= 1, "exaggeration is at least 1: " + earlyExaggeration);
        require(exaggerationIterations >= 0, "iterations are not negative");
        require(
                learningRate.isEmpty() || learningRate.getAsDouble() > 0,
                "the learning rate is positive");
        require(callbackEvery >= 1, "the callback comes at least every iteration");
    }

    /** Perplexity 30, 1,000 iterations, seed 0, all cores. */
    public static TsneOptions defaults() {
        return new TsneOptions(
                30,
                1000,
                0,
                Runtime.getRuntime().availableProcessors(),
                Initialisation.PCA,
                0.5,
                12,
                250,
                OptionalDouble.empty(),
                50);
    }

    public TsneOptions withPerplexity(double value) {
        return copy(value, iterations, seed, threads, initialisation, theta, learningRate);
    }

    public TsneOptions withIterations(int value) {
        return copy(perplexity, value, seed, threads, initialisation, theta, learningRate);
    }

    public TsneOptions withSeed(long value) {
        return copy(perplexity, iterations, value, threads, initialisation, theta, learningRate);
    }

    public TsneOptions withThreads(int value) {
        return copy(perplexity, iterations, seed, value, initialisation, theta, learningRate);
    }

    public TsneOptions withInitialisation(Initialisation value) {
        return copy(perplexity, iterations, seed, threads, value, theta, learningRate);
    }

    public TsneOptions withTheta(double value) {
        return copy(perplexity, iterations, seed, threads, initialisation, value, learningRate);
    }

    public TsneOptions withCallbackEvery(int value) {
        return new TsneOptions(
                perplexity,
                iterations,
                seed,
                threads,
                initialisation,
                theta,
                earlyExaggeration,
                exaggerationIterations,
                learningRate,
                value);
    }

    /**
     * For a map that begins where another, of almost the same vectors, ended: a quarter of the
     * iterations, and a gentle exaggeration in place of the early one. Without any, points do not
     * get past one another (measured on 600 points whose groups form over nine epochs: divergence
     * 2.40 halfway, 1.44 with it, 1.40 for a map of its own); the usual one throws them about.
     */
    public TsneOptions continued() {
        return new TsneOptions(
                perplexity,
                (int) Math.ceil(CONTINUED * iterations),
                seed,
                threads,
                initialisation,
                theta,
                Math.min(earlyExaggeration, CONTINUED_EXAGGERATION),
                exaggerationIterations,
                learningRate,
                callbackEvery);
    }

    /** The perplexity used for {@code n} points: lowered where they are few. */
    public double perplexityFor(int n) {
        return resolvedFor(n).perplexity();
    }

    /** The numbers used for {@code n} points: perplexity, learning rate, exaggeration settled. */
    TsneOptions resolvedFor(int n) {
        double settled = Math.max(1, Math.min(perplexity, (n - 1) / 3.0));
        double rate = learningRate.orElse(Math.max(n / earlyExaggeration / 4, 50));
        OptionalDouble settledRate = OptionalDouble.of(rate);
        // A short run must not end exaggerated.
        int exaggerated = Math.min(exaggerationIterations, iterations / 4);
        return new TsneOptions(
                settled,
                iterations,
                seed,
                threads,
                initialisation,
                theta,
                earlyExaggeration,
                exaggerated,
                settledRate,
                callbackEvery);
    }

    private TsneOptions copy(
            double perplexity,
            int iterations,
            long seed,
            int threads,
            Initialisation initialisation,
            double theta,
            OptionalDouble learningRate) {
        return new TsneOptions(
                perplexity,
                iterations,
                seed,
                threads,
                initialisation,
                theta,
                earlyExaggeration,
                exaggerationIterations,
                learningRate,
                callbackEvery);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
