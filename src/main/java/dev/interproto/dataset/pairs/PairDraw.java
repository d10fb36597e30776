package dev.interproto.dataset.pairs;

import dev.interproto.dataset.SplitMix;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Seeded draws, and pairs of samples as one number each. */
final class PairDraw {
    private final long seed;
    private final long stream;
    private long drawn;

    /**
     * @param stream parts the draws of one purpose from those of another
     */
    PairDraw(long seed, long stream) {
        this.seed = seed;
        this.stream = stream;
    }

    /** 0 to bound − 1. */
    long below(long bound) {
        return SplitMix.below(bound, SplitMix.hash(seed, stream, drawn++, 0));
    }

    /** 0 to bound − 1. */
    int below(int bound) {
        return (int) below((long) bound);
    }

    /**
     * Some numbers below a bound, none twice, ascending; all of them where as many are wanted. By
     * Floyd's method, in time and memory of the numbers wanted (Bentley and Floyd, "A sample of
     * brilliance", CACM 1987).
     */
    long[] distinct(long bound, int wanted) {
        int count = (int) Math.min(bound, wanted);
        Set<Long> chosen = new HashSet<>(2 * count);
        for (long last = bound - count; last < bound; last++) {
            long number = below(last + 1);
            chosen.add(chosen.contains(number) ? last : number);
        }
        long[] sorted = chosen.stream().mapToLong(number -> number).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** The order of 0 to count − 1, shuffled (Fisher and Yates). */
    int[] shuffled(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int other = below(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    /** Two samples as one number. */
    static long pair(int first, int second) {
        return ((long) first << 32) | second;
    }

    static int first(long pair) {
        return (int) (pair >>> 32);
    }

    static int second(long pair) {
        return (int) pair;
    }
}
