package dev.interproto.verification;

import java.util.List;

/**
 * How a test set is evaluated.
 *
 * @param folds of the k-fold protocol where the list has none of its own; at least 2
 * @param seed of the shuffle that deals pairs to folds
 * @param histogramBins bars of the similarity histogram; at least 1
 * @param fars false accept rates at which TAR is given, each above 0 and at most 1
 * @param draws of the bootstrap that gives intervals; fewer on very long lists, 0 for no intervals
 */
public record VerificationOptions(
        int folds, long seed, int histogramBins, List<Double> fars, int draws) {

    /** Ten folds as LFW's, and the FARs usual for lists of a few thousand pairs, 1,000 draws. */
    public static final VerificationOptions DEFAULT =
            new VerificationOptions(10, 0, 50, List.of(1e-1, 1e-2, 1e-3), 1_000);

    public VerificationOptions {
        if (folds < 2) {
            throw new IllegalArgumentException("at least 2 folds are needed, not " + folds);
        }
        if (histogramBins < 1) {
            throw new IllegalArgumentException("a histogram needs a bar");
        }
        if (draws < 0) {
            throw new IllegalArgumentException("a bootstrap has 0 draws or more");
        }
        fars = List.copyOf(fars);
        if (fars.stream().anyMatch(far -> !(far > 0 && far <= 1))) {
            throw new IllegalArgumentException("false accept rates lie in (0, 1]: " + fars);
        }
    }
}
