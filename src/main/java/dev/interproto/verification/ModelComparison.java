package dev.interproto.verification;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.util.List;

/**
 * Two models on the same pairs.
 *
 * @param testSet name of the pair list
 * @param pairs that both scored
 * @param genuinePairs how many of them are of one person
 * @param unmatchedPairs that only one of them scored: left out
 * @param firstThreshold the first model's recommended threshold
 * @param secondThreshold the second model's
 * @param mcNemar test of the verdicts at these thresholds
 * @param figures side by side, with intervals of their differences
 * @param unit what was drawn
 * @param units how many there are
 * @param draws of the bootstrap
 */
public record ModelComparison(
        String testSet,
        int pairs,
        int genuinePairs,
        int unmatchedPairs,
        double firstThreshold,
        double secondThreshold,
        McNemar mcNemar,
        List<ComparedFigure> figures,
        BootstrapIntervals.Unit unit,
        int units,
        int draws) {
    public ModelComparison {
        figures = List.copyOf(figures);
    }

    /**
     * Compares.
     *
     * @param folds whether the k-fold accuracy is compared: in seeded folds, so not where the list
     *     has its own
     * @throws UserFacingException where no pair of both kinds is common to the two
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public static ModelComparison of(
            String testSet,
            ScoredNetwork first,
            ScoredNetwork second,
            boolean folds,
            VerificationOptions options,
            Progress progress) {
        return new PairedEvaluation(testSet, first, second, folds, options).compare(progress);
    }

    /** The accuracy at each model's own threshold. */
    public ComparedFigure ownThreshold() {
        return figures.get(0);
    }
}
