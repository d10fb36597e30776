package dev.interproto.workspace.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sentences below a comparison table: what its figures are and what the marks mean. */
final class ComparisonNotes {
    private ComparisonNotes() {}

    static List<String> of(
            List<ComparisonTable.Row> rows,
            List<ColumnIntervals> intervals,
            Optional<String> baseline,
            Optional<PublishedResults.Table> published) {
        List<String> notes = new ArrayList<>();
        notes.add(
                "Accuracy in percent, mean ± sample standard deviation over seeds: best-threshold"
                    + " accuracy (paper protocol: threshold and checkpoint are picked on the test"
                    + " set itself), in brackets the k-fold accuracy of the same checkpoint"
                    + " (threshold chosen on the other folds; ten, or fewer where the pairs are"
                    + " few).");
        notes.add(
                "Bold: the highest mean among the own rows of a training set with the most seeds."
                        + " * p < 0.05, ** p < 0.01 against it: paired t-test over the seeds both"
                        + " have, two-sided, not corrected for the number of comparisons. With"
                        + " three seeds it finds large differences only.");
        notes.addAll(ofIntervals(rows, intervals, baseline));
        if (rows.stream().anyMatch(row -> row.group().equals(UntrainedRow.GROUP))) {
            notes.add(
                    UntrainedRow.GROUP
                            + ": the same backbone with fresh random weights, what the architecture"
                            + " gives on these pairs alone.");
        }
        boolean incomplete =
                rows.stream()
                        .flatMap(row -> row.cells().stream())
                        .anyMatch(cell -> cell.seeds() > 0 && cell.seeds() < cell.wanted());
        if (incomplete) {
            notes.add("n = k/m: k of m seeds are finished.");
        }
        published.ifPresent(
                table ->
                        notes.add(
                                "Published rows: "
                                        + PublishedResults.load().source()
                                        + "; trained on "
                                        + table.trainedOn()
                                        + "."));
        return notes;
    }

    private static List<String> ofIntervals(
            List<ComparisonTable.Row> rows,
            List<ColumnIntervals> intervals,
            Optional<String> baseline) {
        List<String> notes = new ArrayList<>();
        List<ComparisonTable.Cell> own =
                rows.stream()
                        .filter(row -> !row.published())
                        .flatMap(row -> row.cells().stream())
                        .filter(cell -> cell.bestThreshold().isPresent())
                        .toList();
        if (own.stream().anyMatch(cell -> cell.intervals().isPresent())) {
            notes.add(
                    "[ ]: 95 % bootstrap interval of the mean over the seeds. People of the test"
                        + " set are drawn anew, the same for every run, genuine and impostor pairs"
                        + " in the list's shares; the networks and the best thresholds stay, the"
                        + " folds' thresholds are chosen anew. It tells how a figure would differ"
                        + " with other people, ± how with other seeds; how much a best threshold"
                        + " flatters, only the k-fold accuracy shows. None where all draws agree ("
                            + intervals.stream()
                                    .flatMap(column -> column.drawn().stream())
                                    .collect(Collectors.joining("; "))
                            + ").");
        }
        if (own.stream()
                .flatMap(cell -> cell.intervals().stream())
                .anyMatch(cell -> cell.difference().isPresent())) {
            notes.add(
                    "Δ: difference in percentage points from the baseline, "
                            + baseline.map(method -> method + " on the same dataset and start")
                                    .orElse("the first method on the same dataset and start")
                            + ", by the same pairs, seeds and draws; † its 95 % interval leaves out"
                            + " 0 (not corrected for the number of comparisons).");
        }
        if (own.stream().anyMatch(cell -> cell.intervals().isEmpty())) {
            notes.add(
                    "Figures without [ ]: the best checkpoint of a seed has not been evaluated pair"
                            + " by pair (interproto sweep evaluate).");
        }
        return notes;
    }
}
