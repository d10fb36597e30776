package dev.interproto.common;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws some of many, the same ones for the same seed. */
public final class SeededSubset {
    private SeededSubset() {}

    /**
     * Draws without replacement; every subset is as likely (Knuth, TAOCP 2, 3.4.2, algorithm S).
     *
     * @param of how many there are, at least 0
     * @param most drawn at most; all where there are not more
     * @return ascending, each below {@code of}
     */
    public static int[] draw(int of, int most, long seed) {
        if (of <= most) {
            return IntStream.range(0, of).toArray();
        }
        SplittableRandom random = new SplittableRandom(seed);
        int[] drawn = new int[most];
        int taken = 0;
        for (int i = 0; taken < most; i++) {
            if (random.nextDouble() * (of - i) < most - taken) {
                drawn[taken++] = i;
            }
        }
        return drawn;
    }
}
