package dev.interproto.verification;

import dev.interproto.common.Progress;
import dev.interproto.dataset.duplicate.Overlap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a test set's similarities say about a network. Written as it stands through {@code
 * common.Json}. Accuracies and rates are shares, 0 to 1. Never holds NaN: what cannot be computed
 * is absent and {@link #cautions()} says why.
 *
 * @param testSet name of the pair list
 * @param pairs scored
 * @param missingPairs left out because an image was missing or unreadable
 * @param genuinePairs scored pairs of one person
 * @param impostorPairs scored pairs of two persons
 * @param bestThresholdAccuracy the paper's protocol: every similarity tried as the threshold, the
 *     best accuracy taken. The threshold is picked on the test set itself, so show it as {@link
 *     #BEST_THRESHOLD_NAME} beside the k-fold accuracy
 * @param bestThreshold the similarity that gave it; the highest of several
 * @param kfoldAccuracyMean mean accuracy of the folds, each at the threshold best on the others
 *     (LFW's protocol); absent where the pairs are too few
 * @param kfoldAccuracyStd population standard deviation over the folds (division by their number)
 * @param folds the folds themselves; empty where absent
 * @param listFolds whether the folds are the list's own; else seeded and stratified
 * @param auc area under the ROC curve: the probability that a genuine pair is more alike than an
 *     impostor pair, ties counting half; absent where one kind of pair is missing
 * @param eer equal error rate: where FAR equals 1 − TAR on the ROC's straight segments
 * @param tarAtFar one entry a FAR asked for
 * @param roc corners of the ROC curve from (0, 0) to (1, 1); empty where one kind is missing
 * @param histogram similarities of genuine and impostor pairs
 * @param calibration probability from similarity; absent where one kind is missing
 * @param recommendedThreshold for verdicts on other photographs
 * @param recommendedThresholdOrigin how it was found
 * @param cautions sentences a reader must see beside the figures
 * @param overlap what the test set shares with the training set; absent where that is not known
 * @param intervals 95 % bootstrap intervals; absent where none were asked for, a kind of pair is
 *     missing, or the evaluation is of an earlier version
 */
public record VerificationReport(
        String testSet,
        int pairs,
        int missingPairs,
        int genuinePairs,
        int impostorPairs,
        double bestThresholdAccuracy,
        double bestThreshold,
        OptionalDouble kfoldAccuracyMean,
        OptionalDouble kfoldAccuracyStd,
        List<FoldResult> folds,
        boolean listFolds,
        OptionalDouble auc,
        OptionalDouble eer,
        List<TarAtFar> tarAtFar,
        List<RocPoint> roc,
        SimilarityHistogram histogram,
        Optional<Calibration> calibration,
        double recommendedThreshold,
        ThresholdOrigin recommendedThresholdOrigin,
        List<String> cautions,
        Optional<Overlap> overlap,
        Optional<BootstrapIntervals> intervals) {

    /** Under which the best-threshold accuracy is always shown. */
    public static final String BEST_THRESHOLD_NAME = "best-threshold accuracy (paper protocol)";

    public VerificationReport {
        folds = List.copyOf(folds);
        tarAtFar = List.copyOf(tarAtFar);
        roc = List.copyOf(roc);
        cautions = List.copyOf(cautions);
        overlap = overlap == null ? Optional.empty() : overlap;
        intervals = intervals == null ? Optional.empty() : intervals;
    }

    /**
     * The same figures with what is known of the training set, which is among the cautions then.
     */
    public VerificationReport withOverlap(Overlap known) {
        return with(known.sentences(), Optional.of(known));
    }

    /** The same figures with a further sentence to be seen beside them, as the first. */
    public VerificationReport withCaution(String caution) {
        return with(List.of(caution), overlap);
    }

    private VerificationReport with(List<String> first, Optional<Overlap> known) {
        List<String> all = new ArrayList<>(first);
        all.addAll(cautions);
        return new VerificationReport(
                testSet,
                pairs,
                missingPairs,
                genuinePairs,
                impostorPairs,
                bestThresholdAccuracy,
                bestThreshold,
                kfoldAccuracyMean,
                kfoldAccuracyStd,
                folds,
                listFolds,
                auc,
                eer,
                tarAtFar,
                roc,
                histogram,
                calibration,
                recommendedThreshold,
                recommendedThresholdOrigin,
                all,
                known,
                intervals);
    }

    /**
     * Whether any threshold does better than one answer for all pairs: on unequal kinds a network
     * that learned nothing still seems accurate.
     */
    public boolean tellsPeopleApart() {
        long right = Math.round(bestThresholdAccuracy * pairs);
        return right > Math.max(genuinePairs, impostorPairs);
    }

    /**
     * Evaluates a test set.
     *
     * @throws dev.interproto.common.UserFacingException where no pair was scored, or a similarity
     *     is not a number
     */
    public static VerificationReport of(PairScores scores, VerificationOptions options) {
        return of(scores, options, Progress.NONE);
    }

    /**
     * As above; the intervals of a long list take seconds.
     *
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public static VerificationReport of(
            PairScores scores, VerificationOptions options, Progress progress) {
        return new Evaluation(scores, options).report(progress);
    }
}
