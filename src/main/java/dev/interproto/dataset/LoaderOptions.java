package dev.interproto.dataset;

/**
 * How training batches are made.
 *
 * @param batchSize images a batch, at least 2 (BatchNorm needs two)
 * @param seed decides order and flips together with the epoch
 * @param flip mirror each image left to right with probability ½
 * @param threads loader threads, at least 1; changes the speed only, never the batches
 * @param prefetch batches made ahead of the one in use, at least 1
 * @param augmentation what else is done to images
 * @param sampling how often they are shown
 * @param childAge an image below it shows a child; for the sampling
 */
public record LoaderOptions(
        int batchSize,
        long seed,
        boolean flip,
        int threads,
        int prefetch,
        Augmentation augmentation,
        Sampling sampling,
        int childAge) {
    public LoaderOptions {
        if (batchSize < 2 || threads < 1 || prefetch < 1) {
            throw new IllegalArgumentException(
                    "batch size "
                            + batchSize
                            + ", threads "
                            + threads
                            + ", prefetch "
                            + prefetch
                            + " must be at least 2, 1, 1");
        }
    }

    /** Every image once an epoch, as it is but for flips. */
    public LoaderOptions(int batchSize, long seed, boolean flip, int threads, int prefetch) {
        this(
                batchSize,
                seed,
                flip,
                threads,
                prefetch,
                Augmentation.NONE,
                Sampling.UNIFORM,
                ChildRule.PAPER.childAge());
    }

    /** With flips, and threads and prefetch that keep a CPU or one GPU busy. */
    public static LoaderOptions of(int batchSize, long seed) {
        int threads = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors() / 2));
        return new LoaderOptions(batchSize, seed, true, threads, 2 * threads);
    }
}
