package dev.interproto.projection;

import java.util.function.Consumer;

/**
 * How t-SNE runs.
 *
 * @param perplexity effective number of neighbours, at least 1; lowered to (n − 1)/3 where the
 *     points are too few
 * @param iterations of the optimiser, those exaggerated included; at least 0
 * @param seed of everything random
 * @param threads at most, at least 1; changes the time, never the map
 * @param initialisation where the points start
 * @param neighbours how they are found
 * @param exaggeration factor on the affinities during the first iterations; at least 1
 * @param callbackEvery iterations between two calls of the listener; at least 1
 */
public record TsneOptions(
        double perplexity,
        int iterations,
        long seed,
        int threads,
        Initialisation initialisation,
        NeighbourSearch neighbours,
        double exaggeration,
        int callbackEvery) {

    /**
     * Points up to which neighbours are found exactly unless told otherwise: there exact search and
     * an index are about as quick ({@link ApproximateNeighbours} tells how that was found).
     */
    static final int MOST_EXACT = 200_000;

    /** As in scikit-learn. */
    private static final int EXAGGERATED_ITERATIONS = 250;

    /** As scikit-learn's "auto". */
    private static final double SLOWEST_RATE = 50;

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

    /** How the nearest neighbours are found. */
    public enum NeighbourSearch {
        /** All of them, in time that grows with the square of the number of points. */
        EXACT,
        /**
         * Most of them, by an index (HNSW); how many is measured on a sample. Of 1,000 points or
         * fewer all the same exactly: no index is quicker there.
         */
        APPROXIMATE,
        /** Exactly to 200,000 points, by the index beyond. */
        AUTO
    }

    public TsneOptions {
        require(perplexity >= 1 && perplexity < 1e6, "perplexity is at least 1: " + perplexity);
        require(iterations >= 0, "iterations are not negative: " + iterations);
        require(threads >= 1, "at least one thread is needed: " + threads);
        require(exaggeration >= 1, "exaggeration is at least 1: " + exaggeration);
        require(callbackEvery >= 1, "the callback comes at least every iteration");
    }

    /** Perplexity 30, 1,000 iterations, seed 0, all cores. */
    public static TsneOptions defaults() {
        int cores = Runtime.getRuntime().availableProcessors();
        return new TsneOptions(
                30, 1000, 0, cores, Initialisation.PCA, NeighbourSearch.AUTO, 12, 50);
    }

    public TsneOptions withPerplexity(double value) {
        return with(draft -> draft.perplexity = value);
    }

    public TsneOptions withIterations(int value) {
        return with(draft -> draft.iterations = value);
    }

    public TsneOptions withSeed(long value) {
        return with(draft -> draft.seed = value);
    }

    public TsneOptions withThreads(int value) {
        return with(draft -> draft.threads = value);
    }

    public TsneOptions withInitialisation(Initialisation value) {
        return with(draft -> draft.initialisation = value);
    }

    public TsneOptions withNeighbours(NeighbourSearch value) {
        return with(draft -> draft.neighbours = value);
    }

    public TsneOptions withCallbackEvery(int value) {
        return with(draft -> draft.callbackEvery = value);
    }

    /**
     * For a map that begins where another, of almost the same vectors, ended: a quarter of the
     * iterations, and a gentle exaggeration in place of the early one. Without any, points do not
     * get past one another (measured on 600 points whose groups form over nine epochs: divergence
     * 2.40 halfway, 1.44 with it, 1.40 for a map of its own); the usual one throws them about.
     */
    public TsneOptions continued() {
        return with(
                draft -> {
                    draft.iterations = (int) Math.ceil(CONTINUED * iterations);
                    draft.exaggeration = Math.min(exaggeration, CONTINUED_EXAGGERATION);
                });
    }

    /** The perplexity used for {@code n} points: lowered where they are few. */
    public double perplexityFor(int n) {
        return Math.max(1, Math.min(perplexity, (n - 1) / 3.0));
    }

    /** Whether the neighbours of so many points are found by the index. */
    boolean approximatesNeighboursOf(int n) {
        return switch (neighbours) {
            case EXACT -> false;
            case APPROXIMATE -> n > AllPairs.MOST_POINTS;
            case AUTO -> n > MOST_EXACT;
        };
    }

    /** Step of the gradient for {@code n} points. */
    double learningRateFor(int n) {
        return Math.max(n / exaggeration / 4, SLOWEST_RATE);
    }

    /** How many iterations are exaggerated: a short run must not end so. */
    int exaggeratedIterations() {
        return Math.min(EXAGGERATED_ITERATIONS, iterations / 4);
    }

    private TsneOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    /** Options while some of them change. */
    private static final class Draft {
        private double perplexity;
        private int iterations;
        private long seed;
        private int threads;
        private Initialisation initialisation;
        private NeighbourSearch neighbours;
        private double exaggeration;
        private int callbackEvery;

        Draft(TsneOptions from) {
            perplexity = from.perplexity;
            iterations = from.iterations;
            seed = from.seed;
            threads = from.threads;
            initialisation = from.initialisation;
            neighbours = from.neighbours;
            exaggeration = from.exaggeration;
            callbackEvery = from.callbackEvery;
        }

        TsneOptions finished() {
            return new TsneOptions(
                    perplexity,
                    iterations,
                    seed,
                    threads,
                    initialisation,
                    neighbours,
                    exaggeration,
                    callbackEvery);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
