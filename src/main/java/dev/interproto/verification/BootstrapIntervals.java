package dev.interproto.verification;

import java.util.List;
import java.util.Optional;

/**
 * How far a test set's figures would wander with other people in it: 95 % percentile intervals of
 * the bootstrap. Identities, not pairs, are drawn with replacement, since pairs that share a person
 * go right or wrong together. In a draw a genuine pair counts as often as its identity was drawn,
 * an impostor pair as often as the product of its two identities' counts (the vertex bootstrap:
 * Snijders and Borgatti, "Non-parametric standard errors and tests for network statistics",
 * Connections 22(2), 1999; recommended for face verification by Fogliato, Patil and Perona,
 * "Confidence intervals for error rates in 1:1 matching tasks", IJCV 2024). Where names do not tell
 * the identities, pairs are drawn, which makes the intervals too narrow.
 *
 * <p>Every draw chooses its thresholds anew. The best-threshold accuracy stays flattered in each of
 * them, so its interval may lie above the figure.
 *
 * @param unit what was drawn
 * @param units how many there are
 * @param draws how many draws
 * @param bestThresholdAccuracy paper protocol; absent like the others where most draws lack a kind
 *     of pair
 * @param kfoldAccuracyMean k-fold protocol; a pair stays in its fold
 * @param auc area under the ROC curve
 * @param eer equal error rate
 * @param tarAtFar in the order of {@link VerificationReport#tarAtFar}; empty where absent
 */
public record BootstrapIntervals(
        Unit unit,
        int units,
        int draws,
        Optional<Interval> bestThresholdAccuracy,
        Optional<Interval> kfoldAccuracyMean,
        Optional<Interval> auc,
        Optional<Interval> eer,
        List<Interval> tarAtFar) {

    /** With fewer units than this the percentiles say little. */
    public static final int FEWEST_UNITS = 20;

    public BootstrapIntervals {
        tarAtFar = List.copyOf(tarAtFar);
    }

    /** What is drawn with replacement. */
    public enum Unit {
        IDENTITY,
        PAIR
    }

    /** The interval of one of the TARs, by its place in the report. */
    public Optional<Interval> tarAtFar(int place) {
        return place < tarAtFar.size() ? Optional.of(tarAtFar.get(place)) : Optional.empty();
    }
}
