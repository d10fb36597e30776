package dev.interproto.verification;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Computes a {@link VerificationReport}; O(n log n) in the pairs. */
final class Evaluation {
    private final PairScores scores;
    private final VerificationOptions options;
    private final List<String> cautions = new ArrayList<>();

    Evaluation(PairScores scores, VerificationOptions options) {
        this.scores = scores;
        this.options = options;
    }

    VerificationReport report(Progress progress) {
        checkScores();
        SortedScores sorted = SortedScores.of(scores.pairs());
        boolean bothKinds = sorted.genuineCount() > 0 && sorted.impostorCount() > 0;
        if (scores.missingPairs() > 0) {
            cautions.add(
                    scores.missingPairs()
                            + " of "
                            + (scores.pairs().size() + scores.missingPairs())
                            + " pairs are missing.");
        }
        BestThreshold best = sorted.bestThreshold();
        FoldAssignment assignment = FoldAssignment.of(scores, options);
        List<FoldResult> folds = bothKinds ? folds(sorted, assignment) : List.of();
        List<TarAtFar> tarAtFar = List.of();
        OptionalDouble auc = OptionalDouble.empty();
        OptionalDouble eer = OptionalDouble.empty();
        List<RocPoint> roc = List.of();
        Optional<Calibration> calibration = Optional.empty();
        double[] genuine = sorted.similarities(true);
        double[] impostor = sorted.similarities(false);
        if (bothKinds) {
            RocCurve curve = sorted.roc();
            roc = curve.corners();
            auc = OptionalDouble.of(sorted.auc());
            eer = OptionalDouble.of(curve.equalErrorRate());
            tarAtFar = tarAtFar(curve, impostor.length);
            calibration = Optional.of(Calibration.fit(genuine, impostor));
        } else {
            cautions.add(
                    "Only "
                            + (impostor.length == 0 ? "genuine" : "impostor")
                            + " pairs: an accuracy over one kind says nothing about telling people"
                            + " apart.");
        }
        if (bothKinds) {
            warnWhereOneAnswerDoesAsWell(best, genuine.length, impostor.length);
        }
        Optional<BootstrapIntervals> intervals =
                bothKinds && options.draws() > 0
                        ? Optional.of(intervals(assignment, progress))
                        : Optional.empty();
        return new VerificationReport(
                scores.testSet(),
                scores.pairs().size(),
                scores.missingPairs(),
                genuine.length,
                impostor.length,
                best.accuracy(),
                best.threshold(),
                mean(folds),
                deviation(folds),
                folds,
                !folds.isEmpty() && !scores.foldOf().isEmpty(),
                auc,
                eer,
                tarAtFar,
                roc,
                SimilarityHistogram.of(genuine, impostor, options.histogramBins()),
                calibration,
                folds.isEmpty() ? best.threshold() : median(folds),
                folds.isEmpty() ? ThresholdOrigin.BEST_THRESHOLD : ThresholdOrigin.MEDIAN_OF_FOLDS,
                cautions,
                Optional.empty(),
                intervals);
    }

    /** On unequal kinds a network that learned nothing still seems accurate: say so. */
    private void warnWhereOneAnswerDoesAsWell(BestThreshold best, int genuine, int impostor) {
        int larger = Math.max(genuine, impostor);
        long right = Math.round(best.accuracy() * (genuine + impostor));
        if (right <= larger) {
            cautions.add(
                    "Calling every pair "
                            + (genuine >= impostor ? "genuine" : "impostor")
                            + " is right as often ("
                            + larger
                            + " of "
                            + (genuine + impostor)
                            + "): on these pairs the network tells nobody apart, and a verdict at"
                            + " this threshold says nothing.");
        }
    }

    private void checkScores() {
        if (scores.pairs().isEmpty()) {
            throw new UserFacingException(
                    "No pair of " + scores.testSet() + " could be scored.",
                    scores.missingPairs() + " pairs are missing or unreadable.",
                    "Check that the images folder is the one the list's paths refer to.");
        }
        for (ScoredPair scored : scores.pairs()) {
            if (!Double.isFinite(scored.similarity())) {
                throw new UserFacingException(
                        "The similarity of "
                                + scored.pair().first()
                                + " and "
                                + scored.pair().second()
                                + " is not a number.",
                        "The network's weights or its embeddings are broken, as after a run that"
                                + " diverged.",
                        "Evaluate an earlier checkpoint, or train with a lower learning rate.");
            }
        }
    }

    private List<FoldResult> folds(SortedScores sorted, FoldAssignment assignment) {
        if (assignment.folds() < 2) {
            cautions.add(
                    scores.foldOf().isEmpty()
                            ? "Too few pairs for the k-fold protocol: one pair of a kind."
                            : "The list's pairs are of one fold: the k-fold protocol needs two.");
            return List.of();
        }
        if (scores.foldOf().isEmpty() && assignment.folds() < options.folds()) {
            cautions.add(
                    "Only "
                            + assignment.folds()
                            + " folds instead of "
                            + options.folds()
                            + ": each needs a genuine and an impostor pair.");
        }
        return sorted.crossValidate(assignment);
    }

    private List<TarAtFar> tarAtFar(RocCurve curve, int impostors) {
        List<TarAtFar> list = new ArrayList<>();
        for (double far : options.fars()) {
            TarAtFar entry = curve.tarAt(far, impostors);
            list.add(entry);
            if (!entry.enoughImpostors()) {
                cautions.add(
                        String.format(
                                Locale.ROOT,
                                "TAR at FAR %s rests on too few of the %d impostor pairs.",
                                Double.toString(far),
                                impostors));
            }
        }
        return list;
    }

    private BootstrapIntervals intervals(FoldAssignment assignment, Progress progress) {
        BootstrapIntervals found =
                Bootstrap.intervals(scores.pairs(), assignment, options, progress);
        if (found.unit() == BootstrapIntervals.Unit.PAIR) {
            cautions.add(
                    "Names do not tell whose images these are: the intervals come from drawing"
                            + " pairs, not identities, and are too narrow where pairs share a"
                            + " person.");
        } else if (found.units() < BootstrapIntervals.FEWEST_UNITS) {
            cautions.add(
                    "The intervals come from "
                            + found.units()
                            + " identities only, too few to trust their ends.");
        }
        return found;
    }

    private static OptionalDouble mean(List<FoldResult> folds) {
        return folds.stream().mapToDouble(FoldResult::accuracy).average();
    }

    private static OptionalDouble deviation(List<FoldResult> folds) {
        if (folds.isEmpty()) {
            return OptionalDouble.empty();
        }
        double mean = mean(folds).getAsDouble();
        double squares = 0;
        for (FoldResult fold : folds) {
            squares += (fold.accuracy() - mean) * (fold.accuracy() - mean);
        }
        return OptionalDouble.of(Math.sqrt(squares / folds.size()));
    }

    private static double median(List<FoldResult> folds) {
        double[] thresholds = folds.stream().mapToDouble(FoldResult::threshold).sorted().toArray();
        int middle = thresholds.length / 2;
        return thresholds.length % 2 == 1
                ? thresholds[middle]
                : (thresholds[middle - 1] + thresholds[middle]) / 2;
    }
}
