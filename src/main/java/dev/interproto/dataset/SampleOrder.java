package dev.interproto.dataset;

/**
 * Which image stands where in an epoch, and whether it is mirrored: functions of the seed, the
 * epoch and the sample alone, so that a resumed run sees what the uninterrupted one would have.
 */
final class SampleOrder {
    // Keep the streams of random numbers apart from one another.
    private static final long ORDER = 1;
    private static final long FLIP = 2;
    private static final long SUBSTITUTE = 3;

    private final long seed;
    private final int epoch;
    private final int[] samples;

    /** Fisher and Yates's shuffle of 0 to size − 1. */
    SampleOrder(long seed, int epoch, int size) {
        this.seed = seed;
        this.epoch = epoch;
        samples = new int[size];
        for (int i = 0; i < size; i++) {
            int j = SplitMix.below(i + 1, hash(ORDER, i));
            samples[i] = samples[j];
            samples[j] = i;
        }
    }

    int sample(int position) {
        return samples[position];
    }

    boolean flipped(int sample) {
        return (hash(FLIP, sample) & 1) == 1;
    }

    /** The image that stands in for an unreadable one at a position, for attempt 0, 1, … */
    int substitute(int position, int attempt) {
        return SplitMix.below(samples.length, hash(SUBSTITUTE, ((long) attempt << 32) | position));
    }

    private long hash(long stream, long counter) {
        return SplitMix.hash(seed, epoch, stream, counter);
    }
}
