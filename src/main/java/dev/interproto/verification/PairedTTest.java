package dev.interproto.verification;

import java.util.Optional;

/**
 * Student's paired t-test: whether the mean of the differences of two results measured under the
 * same conditions (here: the same seeds) is other than chance. With few pairs it finds large
 * differences only.
 *
 * @param pairs how many
 * @param meanDifference of first − second
 * @param t the statistic, with {@code pairs − 1} degrees of freedom
 * @param p two-sided probability of a |t| as large if there were no difference, 0 to 1
 */
public record PairedTTest(int pairs, double meanDifference, double t, double p) {

    /**
     * @param first one value a condition
     * @param second the other's values, in the same order
     * @return empty below two pairs, and where all differences are the same: then nothing tells how
     *     much is chance
     */
    public static Optional<PairedTTest> of(double[] first, double[] second) {
        int n = first.length;
        if (n != second.length) {
            throw new IllegalArgumentException(n + " values and " + second.length);
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += first[i] - second[i];
        }
        double mean = sum / n;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double off = first[i] - second[i] - mean;
            squares += off * off;
        }
        // Below this, what is left of the differences is rounding.
        if (n < 2 || squares < 1e-24) {
            return Optional.empty();
        }
        double t = mean / Math.sqrt(squares / (n - 1) / n);
        return Optional.of(new PairedTTest(n, mean, t, twoSided(t, n - 1)));
    }

    /**
     * P(|T| ≥ |t|): the finite series of Abramowitz and Stegun, Handbook of Mathematical Functions,
     * 26.7.3 and 26.7.4.
     *
     * @param freedom degrees of freedom, at least 1
     */
    static double twoSided(double t, int freedom) {
        double theta = Math.atan(Math.abs(t) / Math.sqrt(freedom));
        double cosine = Math.cos(theta);
        boolean odd = freedom % 2 == 1;
        // The terms' ratio is (k − 1)/k · cos²θ, over odd k or even k.
        double term = odd ? cosine : 1;
        double series = freedom > 1 ? term : 0;
        for (int k = odd ? 3 : 2; k <= freedom - 2; k += 2) {
            term *= (k - 1.0) / k * cosine * cosine;
            series += term;
        }
        double within = Math.sin(theta) * series;
        return Math.max(0, 1 - (odd ? 2 / Math.PI * (theta + within) : within));
    }
}
