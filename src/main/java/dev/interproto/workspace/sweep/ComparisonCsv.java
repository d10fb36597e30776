package dev.interproto.workspace.sweep;

import dev.interproto.common.CsvLine;
import dev.interproto.verification.ComparedFigure;
import dev.interproto.verification.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** A comparison table for further computing: a line a cell, accuracies as shares, 0 to 1. */
final class ComparisonCsv {
    private static final String HEADER =
            "group,method,published,test_set,pairs,best_threshold_mean,best_threshold_std,"
                    + "kfold_mean,kfold_std,seeds,seeds_wanted,best,p,best_threshold_low,"
                    + "best_threshold_high,kfold_low,kfold_high,baseline,baseline_seeds,"
                    + "best_threshold_difference,best_threshold_difference_low,"
                    + "best_threshold_difference_high,kfold_difference,kfold_difference_low,"
                    + "kfold_difference_high,missing\n";

    private ComparisonCsv() {}

    static String of(ComparisonTable table) {
        StringBuilder text = new StringBuilder(HEADER);
        for (ComparisonTable.Row row : table.rows()) {
            for (int i = 0; i < table.columns().size(); i++) {
                text.append(line(row, table.columns().get(i), row.cells().get(i))).append('\n');
            }
        }
        return text.toString();
    }

    private static String line(
            ComparisonTable.Row row, ComparisonTable.Column column, ComparisonTable.Cell cell) {
        List<Object> fields = new ArrayList<>();
        fields.addAll(List.of(row.group(), row.title(), row.published()));
        fields.addAll(List.of(column.testSet(), column.pairs()));
        add(fields, cell.bestThreshold());
        add(fields, cell.kfold());
        fields.addAll(List.of(cell.seeds(), cell.wanted(), cell.best(), number(cell.p())));
        Optional<ComparisonTable.Intervals> known = cell.intervals();
        addEnds(fields, known.flatMap(ComparisonTable.Intervals::bestThreshold));
        addEnds(fields, known.flatMap(ComparisonTable.Intervals::kfold));
        Optional<ComparisonTable.Difference> difference =
                known.flatMap(ComparisonTable.Intervals::difference);
        fields.add(difference.map(ComparisonTable.Difference::baseline).orElse(""));
        fields.add(difference.map(from -> String.valueOf(from.seeds())).orElse(""));
        addCompared(fields, difference.map(ComparisonTable.Difference::bestThreshold));
        addCompared(fields, difference.flatMap(ComparisonTable.Difference::kfold));
        fields.add(cell.reason());
        return CsvLine.join(fields.toArray());
    }

    private static void add(List<Object> fields, Optional<MeanStd> value) {
        fields.add(value.map(figure -> number(figure.mean())).orElse(""));
        fields.add(value.map(figure -> number(figure.std())).orElse(""));
    }

    private static void addCompared(List<Object> fields, Optional<ComparedFigure> figure) {
        fields.add(figure.map(both -> number(both.second() - both.first())).orElse(""));
        addEnds(fields, figure.flatMap(ComparedFigure::difference));
    }

    private static void addEnds(List<Object> fields, Optional<Interval> interval) {
        fields.add(interval.map(ends -> number(ends.low())).orElse(""));
        fields.add(interval.map(ends -> number(ends.high())).orElse(""));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
