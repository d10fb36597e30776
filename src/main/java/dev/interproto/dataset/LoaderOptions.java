package dev.interproto.dataset;

/**
 * How training batches are made.
 *
 * @param batchSize images a batch, at least 2 (BatchNorm needs two)
 * @param seed decides order and flips together with the epoch
 * @param flip mirror each image left to right with probability ½
 * @param threads loader threads, at least 1; changes the speed only, never the batches
 * @param prefetch batches made ahead of the one in use, at least 1
 */
public record LoaderOptions(int batchSize, long seed, boolean flip, int threads, int prefetch) {
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

    /** With flips, and threads and prefetch that keep a CPU or one GPU busy. */
    public static LoaderOptions of(int batchSize, long seed) {
        int threads = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors() / 2));
        return new LoaderOptions(batchSize, seed, true, threads, 2 * threads);
    }
}
