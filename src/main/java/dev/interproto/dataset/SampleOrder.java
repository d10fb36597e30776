package dev.interproto.dataset;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which image stands where in an epoch, and whether it is mirrored: functions of the seed, the
 * epoch and the sample alone, so that a resumed run sees what the uninterrupted one would have.
 */
final class SampleOrder {
    // Keep the streams of random numbers apart from one another.
    private static final long ORDER = 1;
    private static final long FLIP = 2;
    private static final long SUBSTITUTE = 3;
    private static final long WITHIN = 4;
    private static final long IDENTITIES = 5;
    private static final long CHILDREN = 6;
    private static final long ADULTS = 7;

    private final long seed;
    private final int epoch;
    private final boolean repeats;
    private int[] samples;

    /** Fisher and Yates's shuffle of 0 to size − 1. */
    SampleOrder(long seed, int epoch, int size) {
        this(seed, epoch, false);
        samples = new int[size];
        for (int i = 0; i < size; i++) {
            int j = SplitMix.below(i + 1, hash(ORDER, i));
            samples[i] = samples[j];
            samples[j] = i;
        }
    }

    private SampleOrder(long seed, int epoch, boolean repeats) {
        this.seed = seed;
        this.epoch = epoch;
        this.repeats = repeats;
    }

    /**
     * The order that a sampling asks for.
     *
     * @param dataset with what is to be balanced ({@link Sampling#requireFor})
     * @param childAge an image below it shows a child
     */
    static SampleOrder of(
            FaceDataset dataset, Sampling sampling, int childAge, long seed, int epoch) {
        SampleOrder order = new SampleOrder(seed, epoch, true);
        order.samples =
                switch (sampling.kind()) {
                    case UNIFORM -> null;
                    case IDENTITY -> order.identities(dataset);
                    case CHILD_SHARE -> order.children(dataset, sampling.childShare(), childAge);
                };
        return order.samples == null ? new SampleOrder(seed, epoch, dataset.size()) : order;
    }

    /** Rounds of all identities, each round in an order of its own. */
    private int[] identities(FaceDataset dataset) {
        int count = dataset.identityCount();
        int[] turn = IntStream.range(0, dataset.size()).toArray();
        for (int identity = 0; identity < count; identity++) {
            int first = dataset.firstSample(identity);
            shuffle(turn, first, first + dataset.sampleCount(identity), WITHIN, 0);
        }
        int[] round = IntStream.range(0, count).toArray();
        int[] order = new int[dataset.size()];
        for (int i = 0; i < order.length; i++) {
            if (i % count == 0) {
                shuffle(round, 0, count, IDENTITIES, i);
            }
            int identity = round[i % count];
            order[i] =
                    turn[dataset.firstSample(identity) + i / count % dataset.sampleCount(identity)];
        }
        return order;
    }

    private int[] children(FaceDataset dataset, double share, int childAge) {
        IntPredicate child = sample -> Sampling.isChild(dataset, sample, childAge);
        int[] children = IntStream.range(0, dataset.size()).filter(child).toArray();
        int[] adults = IntStream.range(0, dataset.size()).filter(child.negate()).toArray();
        int[] order = new int[dataset.size()];
        int wanted = (int) Math.round(share * order.length);
        fill(order, 0, wanted, children, CHILDREN);
        fill(order, wanted, order.length, adults, ADULTS);
        shuffle(order, 0, order.length, ORDER, 0);
        return order;
    }

    /** Writes the samples again and again, each time in another order. */
    private void fill(int[] order, int from, int to, int[] of, long stream) {
        int[] left = Arrays.copyOf(of, of.length);
        for (int at = from; at < to; at += left.length) {
            shuffle(left, 0, left.length, stream, at);
            System.arraycopy(left, 0, order, at, Math.min(left.length, to - at));
        }
    }

    /** Shuffles a part in place; {@code key} tells the shuffles of one stream apart. */
    private void shuffle(int[] values, int from, int to, long stream, int key) {
        for (int i = to - 1; i > from; i--) {
            int j = from + SplitMix.below(i - from + 1, hash(stream, ((long) key << 32) | i));
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }

    int sample(int position) {
        return samples[position];
    }

    /** An image that is shown again in an epoch is not always mirrored alike. */
    boolean flipped(int position, int sample) {
        return (hash(FLIP, repeats ? position : sample) & 1) == 1;
    }

    int epoch() {
        return epoch;
    }

    /** The image that stands in for an unreadable one at a position, for attempt 0, 1, … */
    int substitute(int position, int attempt) {
        return SplitMix.below(samples.length, hash(SUBSTITUTE, ((long) attempt << 32) | position));
    }

    private long hash(long stream, long counter) {
        return SplitMix.hash(seed, epoch, stream, counter);
    }
}
