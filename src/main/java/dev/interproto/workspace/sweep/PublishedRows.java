package dev.interproto.workspace.sweep;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The paper's lines of a comparison table. */
final class PublishedRows {
    private PublishedRows() {}

    static List<ComparisonTable.Row> of(
            PublishedResults.Table table, PublishedResults paper, List<String> testSets) {
        return table.rows().stream()
                .map(
                        row ->
                                new ComparisonTable.Row(
                                        "Published: " + table.trainedOn(),
                                        row.method(),
                                        true,
                                        testSets.stream()
                                                .map(set -> cell(row, paper, set))
                                                .toList()))
                .toList();
    }

    private static ComparisonTable.Cell cell(
            PublishedResults.Row row, PublishedResults paper, String testSet) {
        for (int i = 0; i < paper.testSets().size(); i++) {
            if (paper.testSets().get(i).isNamed(testSet)) {
                return new ComparisonTable.Cell(
                        Optional.of(
                                new MeanStd(
                                        row.mean().get(i) / 100,
                                        OptionalDouble.of(row.std().get(i) / 100),
                                        paper.seeds())),
                        paper.seeds(),
                        "");
            }
        }
        return new ComparisonTable.Cell(Optional.empty(), paper.seeds(), "not published");
    }
}
