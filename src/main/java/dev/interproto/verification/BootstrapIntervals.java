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
 * <p>Accuracies take genuine and impostor pairs in the list's shares in every draw: a list is made
 * with so many of each, so how many a draw happens to hold is no part of the uncertainty.
 *
 * <p>The best-threshold accuracy keeps the threshold of the whole list in every draw. Chosen anew,
 * the threshold would flatter each draw once more, and the interval would lie above the truth and
 * even above the figure; the best accuracy spreads as the accuracy at the best threshold does, up
 * to terms that vanish faster (at equal shares it is the Youden index, (1 + J)/2: Hsieh and
 * Turnbull, "Nonparametric methods for evaluating diagnostic tests", Statistica Sinica 6, 1996;
 * intervals at the estimated cut-point: Shan, "Improved confidence intervals for the Youden index",
 * PLoS ONE 10(7), 2015). The interval says how the figure wanders, not that it is flattered: that
 * the k-fold accuracy shows, whose thresholds are chosen anew, on the other folds.
 *
 * @param unit what was drawn
 * @param units how many there are
 * @param draws how many draws
 * @param thresholdHeld whether the best-threshold accuracy was taken at the list's threshold;
 *     evaluations of earlier versions chose it anew in every draw, and that interval is left out
 * @param bestThresholdAccuracy paper protocol; absent like the others where most draws lack a kind
 *     of pair or all draws agree
 * @param kfoldAccuracyMean k-fold protocol; a pair stays in its fold
 * @param auc area under the ROC curve
 * @param eer equal error rate
 * @param tarAtFar in the order of {@link VerificationReport#tarAtFar}
 */
public record BootstrapIntervals(
        Unit unit,
        int units,
        int draws,
        boolean thresholdHeld,
        Optional<Interval> bestThresholdAccuracy,
        Optional<Interval> kfoldAccuracyMean,
        Optional<Interval> auc,
        Optional<Interval> eer,
        List<Optional<Interval>> tarAtFar) {

    /** With fewer units than this the percentiles say little. */
    public static final int FEWEST_UNITS = 20;

    public BootstrapIntervals {
        bestThresholdAccuracy = thresholdHeld ? bestThresholdAccuracy : Optional.empty();
        tarAtFar = List.copyOf(tarAtFar);
    }

    /** What is drawn with replacement. */
    public enum Unit {
        IDENTITY,
        PAIR
    }

    /** The interval of one of the TARs, by its place in the report. */
    public Optional<Interval> tarAtFar(int place) {
        return place < tarAtFar.size() ? tarAtFar.get(place) : Optional.empty();
    }
}
