package dev.interproto.dataset;

/**
 * Randomness as a function of counters: the same numbers for the same arguments on every machine,
 * Java version and thread, without any state. The finaliser of SplitMix64 (Steele, Lea and Flood,
 * "Fast splittable pseudorandom number generators", OOPSLA 2014).
 */
public final class SplitMix {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private SplitMix() {}

    /** Scrambles a number; one to one. */
    public static long mix(long value) {
        long z = value + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A number for four numbers. */
    public static long hash(long a, long b, long c, long d) {
        return mix(mix(mix(mix(a) + b) + c) + d);
    }

    /** 0 to bound − 1; the bias is below bound / 2³². */
    public static int below(int bound, long hash) {
        return (int) (((hash >>> 32) * bound) >>> 32);
    }

    /** 0 to bound − 1, for bounds up to 2⁶²; the bias is below bound / 2⁶³. */
    public static long below(long bound, long hash) {
        return Math.multiplyHigh(hash >>> 1, bound << 1);
    }
}
