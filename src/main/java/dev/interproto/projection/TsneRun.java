package dev.interproto.projection;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.util.Optional;

/**
 * A map in the making, which may be stopped, looked at and gone on with: momentum and gains are
 * kept, so that the map ends as if it had never been stopped. Holds threads until it is closed.
 */
public final class TsneRun implements AutoCloseable {
    /** Share of an approximate search that the measuring of its recall leaves. */
    private static final double SEARCH = 0.9;

    private final TsneOptions resolved;
    private final Workers workers;
    private final TsneOptimiser optimiser;
    private final Optional<NeighbourRecall> recall;
    private final Preparation preparation;
    private double seconds;

    /** Wall time before the first iteration. */
    record Preparation(double neighbourSeconds, double affinitySeconds, double startSeconds) {
        double seconds() {
            return neighbourSeconds + affinitySeconds + startSeconds;
        }
    }

    private TsneRun(
            TsneOptions resolved,
            Workers workers,
            TsneOptimiser optimiser,
            Optional<NeighbourRecall> recall,
            Preparation preparation) {
        this.resolved = resolved;
        this.workers = workers;
        this.optimiser = optimiser;
        this.recall = recall;
        this.preparation = preparation;
        this.seconds = preparation.seconds();
    }

    /**
     * Finds the neighbours and places the points; no iteration is done yet.
     *
     * @param vectors n rows of equal length
     * @param start where the points start (n × 2, used as it is); else the options' initialisation
     * @throws CancelledException when cancelled
     * @throws UserFacingException where there is no vector, or one is not finite
     */
    public static TsneRun begin(
            float[][] vectors, TsneOptions options, Optional<float[][]> start, Progress progress) {
        check(vectors);
        double began = now();
        int n = vectors.length;
        TsneOptions resolved = options.withPerplexity(options.perplexityFor(n));
        Workers workers = new Workers(threads(options, n));
        try {
            float[][] centred = Pca.centred(vectors);
            progress.report(0, "Finding neighbours");
            int k = (int) Math.min(n - 1, 3 * resolved.perplexity() + 1);
            boolean approximate = options.approximatesNeighboursOf(n);
            Neighbours neighbours =
                    approximate
                            ? ApproximateNeighbours.of(
                                    centred, k, workers, progress.part(0, SEARCH))
                            : ExactNeighbours.of(centred, k, workers, progress);
            Optional<NeighbourRecall> recall = Optional.empty();
            if (approximate) {
                recall =
                        Optional.of(
                                NeighbourRecall.measure(
                                        centred, neighbours, workers, progress.part(SEARCH, 1)));
            }
            double found = now();
            Affinities affinities = Affinities.of(neighbours, resolved.perplexity(), n, workers);
            double related = now();
            float[][] points = start.orElseGet(() -> TsneStart.of(centred, affinities, resolved));
            Gradient gradient = Gradient.of(affinities, workers);
            TsneOptimiser optimiser = new TsneOptimiser(gradient, resolved, points);
            Preparation preparation =
                    new Preparation(found - began, related - found, now() - related);
            return new TsneRun(resolved, workers, optimiser, recall, preparation);
        } catch (RuntimeException e) {
            workers.close();
            throw e;
        }
    }

    /**
     * Goes on until the options' iterations are done, the work is cancelled, or the listener stops
     * it.
     *
     * @param listener called on the calling thread
     * @return the map so far
     */
    public TsneResult go(Progress progress, TsneListener listener) {
        double began = now();
        optimiser.run(progress, listener);
        seconds += now() - began;
        return new TsneResult(
                optimiser.points(),
                optimiser.klDivergence(),
                seconds,
                optimiser.iterations(),
                recall,
                resolved);
    }

    Preparation preparation() {
        return preparation;
    }

    /** Lets the threads go; the run cannot be gone on with afterwards. */
    @Override
    public void close() {
        workers.close();
    }

    /** Few points are soonest done on one thread, as is their gradient. */
    static int threads(TsneOptions options, int n) {
        return n <= AllPairs.MOST_POINTS ? 1 : options.threads();
    }

    private static double now() {
        return System.nanoTime() / 1e9;
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
}
