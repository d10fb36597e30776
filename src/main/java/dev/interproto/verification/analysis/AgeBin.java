package dev.interproto.verification.analysis;

import java.util.List;

/**
 * Ages looked at together.
 *
 * @param from first year
 * @param to last year; {@link #OPEN} where there is none
 */
public record AgeBin(int from, int to) {
    static final int OPEN = Integer.MAX_VALUE;

    /** Those of the Inter-Prototype authors' analyses. */
    static final List<AgeBin> ALL =
            List.of(
                    new AgeBin(0, 12),
                    new AgeBin(13, 18),
                    new AgeBin(19, 25),
                    new AgeBin(26, 35),
                    new AgeBin(36, 45),
                    new AgeBin(46, 55),
                    new AgeBin(56, 65),
                    new AgeBin(66, OPEN));

    /** {@code 0–12}, {@code 66+}. */
    public String label() {
        return to == OPEN ? from + "+" : from + "–" + to;
    }

    boolean holds(int age) {
        return from <= age && age <= to;
    }
}
