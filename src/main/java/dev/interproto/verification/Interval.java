package dev.interproto.verification;

import java.util.Arrays;
import java.util.Optional;

/**
 * A 95 % bootstrap interval: the 2.5 and the 97.5 percentile of a figure over the draws. Where all
 * draws agree there is none: a figure at its limit, such as a TAR of 1, never leaves it in a draw,
 * which does not make it certain.
 *
 * @param low the lower end
 * @param high the upper end
 */
public record Interval(double low, double high) {
    /** The share of the draws that lies inside. */
    public static final double LEVEL = 0.95;

    /** A figure that most draws do not have, such as one kind of pair missing, has no interval. */
    private static final double FEWEST_DRAWS = 0.5;

    /**
     * The interval of a figure's values over the draws; those that are not numbers are left out.
     *
     * @return empty where fewer than half of the draws have the figure, and where all agree
     */
    static Optional<Interval> of(double[] values) {
        double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (sorted.length == 0
                || sorted.length < FEWEST_DRAWS * values.length
                || sorted[0] == sorted[sorted.length - 1]) {
            return Optional.empty();
        }
        double tail = (1 - LEVEL) / 2;
        return Optional.of(new Interval(quantile(sorted, tail), quantile(sorted, 1 - tail)));
    }

    /** Linear between neighbours, as numpy's. */
    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** Whether a value lies within. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
