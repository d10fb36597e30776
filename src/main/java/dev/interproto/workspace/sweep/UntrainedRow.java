package dev.interproto.workspace.sweep;

import dev.interproto.verification.ComparedFigure;
import dev.interproto.verification.PairedDraws;
import dev.interproto.verification.VerificationReport;
import dev.interproto.workspace.StoredEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The line of a comparison table that says what the backbone gives without any training. */
final class UntrainedRow {
    /** What the table calls it; not among the methods, so that it is never the best of them. */
    static final String GROUP = "Not trained";

    private static final List<Integer> ONLY = List.of(0);

    private UntrainedRow() {}

    /** Empty where fresh weights were evaluated on none of the test sets. */
    static Optional<ComparisonTable.Row> of(
            List<CellStatus> statuses, List<String> testSets, SweepDraws draws) {
        List<ComparisonTable.Cell> cells = new ArrayList<>();
        Optional<String> title = Optional.empty();
        for (String testSet : testSets) {
            Optional<BestEvaluations.Found> found = BestEvaluations.untrained(statuses, testSet);
            Optional<StoredEvaluation> stored =
                    found.flatMap(one -> StoredEvaluation.read(one.folder()));
            Optional<PairedDraws> drawn =
                    found.flatMap(one -> draws.get(GROUP + ", " + testSet, List.of(one)));
            title = title.or(() -> stored.map(one -> one.origin().model()));
            cells.add(
                    stored.map(one -> cell(one.report(), drawn))
                            .orElseGet(
                                    () ->
                                            new ComparisonTable.Cell(
                                                    Optional.empty(), 1, "not evaluated")));
        }
        return title.map(model -> new ComparisonTable.Row(GROUP, model, false, cells));
    }

    private static ComparisonTable.Cell cell(
            VerificationReport report, Optional<PairedDraws> drawn) {
        return new ComparisonTable.Cell(
                Optional.of(MeanStd.of(new double[] {report.bestThresholdAccuracy()})),
                report.kfoldAccuracyMean().isPresent()
                        ? Optional.of(
                                MeanStd.of(new double[] {report.kfoldAccuracyMean().getAsDouble()}))
                        : Optional.empty(),
                1,
                false,
                OptionalDouble.empty(),
                drawn.map(
                        made ->
                                new ComparisonTable.Intervals(
                                        made.interval(ONLY, ComparedFigure.Kind.BEST_THRESHOLD),
                                        made.interval(ONLY, ComparedFigure.Kind.KFOLD),
                                        Optional.empty())),
                "");
    }
}
