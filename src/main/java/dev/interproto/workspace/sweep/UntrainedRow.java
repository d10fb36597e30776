package dev.interproto.workspace.sweep;

import dev.interproto.verification.BootstrapIntervals;
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

    private UntrainedRow() {}

    /** Empty where fresh weights were evaluated on none of the test sets. */
    static Optional<ComparisonTable.Row> of(List<CellStatus> statuses, List<String> testSets) {
        List<ComparisonTable.Cell> cells = new ArrayList<>();
        Optional<String> title = Optional.empty();
        for (String testSet : testSets) {
            Optional<StoredEvaluation> stored =
                    BestEvaluations.untrained(statuses, testSet).flatMap(StoredEvaluation::read);
            title = title.or(() -> stored.map(one -> one.origin().model()));
            cells.add(
                    stored.map(one -> cell(one.report()))
                            .orElseGet(
                                    () ->
                                            new ComparisonTable.Cell(
                                                    Optional.empty(), 1, "not evaluated")));
        }
        return title.map(model -> new ComparisonTable.Row(GROUP, model, false, cells));
    }

    private static ComparisonTable.Cell cell(VerificationReport report) {
        Optional<BootstrapIntervals> drawn = report.intervals();
        return new ComparisonTable.Cell(
                Optional.of(MeanStd.of(new double[] {report.bestThresholdAccuracy()})),
                report.kfoldAccuracyMean().isPresent()
                        ? Optional.of(
                                MeanStd.of(new double[] {report.kfoldAccuracyMean().getAsDouble()}))
                        : Optional.empty(),
                1,
                false,
                OptionalDouble.empty(),
                Optional.of(
                        new ComparisonTable.Intervals(
                                drawn.flatMap(BootstrapIntervals::bestThresholdAccuracy),
                                drawn.flatMap(BootstrapIntervals::kfoldAccuracyMean),
                                Optional.empty())),
                "");
    }
}
