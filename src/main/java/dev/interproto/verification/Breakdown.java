package dev.interproto.verification;

import dev.interproto.common.Progress;
import dev.interproto.dataset.pairs.PairSurvey;
import java.util.List;
import java.util.Optional;

/**
 * A test set's verdicts by kind of pair, age of the younger and gap, for pairs whose two ages are
 * known.
 *
 * @param threshold at which
 * @param childAge below it an image is a child's
 * @param pairs of the evaluation
 * @param agedPairs those of known ages, which the groups hold
 * @param draws of the bootstrap behind the intervals
 * @param unit what was drawn
 * @param groups those that hold pairs
 */
public record Breakdown(
        double threshold,
        int childAge,
        int pairs,
        int agedPairs,
        int draws,
        BootstrapIntervals.Unit unit,
        List<BreakdownGroup> groups) {

    /** Header of {@link #csvLines}. */
    public static final String CSV_HEADER =
            "by,group,genuine,impostor,right,right_low,right_high,tar,tar_low,tar_high,"
                    + "far,far_low,far_high,auc,auc_low,auc_high";

    public Breakdown {
        groups = List.copyOf(groups);
    }

    /**
     * Takes an evaluation apart.
     *
     * @param people who is in the pairs, in the order of {@code scored}
     * @param threshold at which verdicts are taken
     * @return empty where no pair has ages
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public static Optional<Breakdown> of(
            List<ScoredPair> scored,
            PairSurvey people,
            double threshold,
            VerificationOptions options,
            Progress progress) {
        return new BrokenDown(scored, people, threshold, options).breakdown(progress);
    }

    /** The groups as lines of a CSV table; what is absent is empty. */
    public List<String> csvLines() {
        return groups.stream()
                .map(
                        group ->
                                String.join(
                                        ",",
                                        group.by().name().toLowerCase(java.util.Locale.ROOT),
                                        group.name(),
                                        Integer.toString(group.genuine()),
                                        Integer.toString(group.impostor()),
                                        cells(Optional.of(group.right())),
                                        cells(group.tar()),
                                        cells(group.far()),
                                        cells(group.auc())))
                .toList();
    }

    private static String cells(Optional<BreakdownGroup.Share> share) {
        return share.map(
                        known ->
                                known.value()
                                        + known.interval()
                                                .map(ends -> "," + ends.low() + "," + ends.high())
                                                .orElse(",,"))
                .orElse(",,");
    }
}
