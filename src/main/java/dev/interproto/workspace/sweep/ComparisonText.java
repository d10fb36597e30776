package dev.interproto.workspace.sweep;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.UserFacingException;
import dev.interproto.verification.ComparedFigure;
import dev.interproto.verification.Interval;
import dev.interproto.workspace.report.TableFigure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The words of a comparison table, the same in every form that it is written in: {@link
 * ComparisonCsv}, {@link ComparisonLatex}, {@link ComparisonMarkdown} and a picture.
 */
public final class ComparisonText {
    private ComparisonText() {}

    /**
     * Writes the table in the form that the file's ending names: {@code csv}, {@code tex}, {@code
     * md}, {@code png} or {@code svg}.
     *
     * @throws UserFacingException for another ending, or where the file cannot be written
     */
    public static void write(ComparisonTable table, Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        try {
            switch (name.substring(name.lastIndexOf('.') + 1)) {
                case "csv" -> AtomicFiles.writeText(file, ComparisonCsv.of(table));
                case "tex" -> AtomicFiles.writeText(file, ComparisonLatex.of(table));
                case "md" -> AtomicFiles.writeText(file, ComparisonMarkdown.of(table));
                case "png", "svg" -> figure(table).save(file);
                default ->
                        throw new UserFacingException(
                                "A table cannot be written as " + file.getFileName() + ".",
                                "The ending says which form is wanted.",
                                "Use .csv, .tex, .md, .png or .svg.");
            }
        } catch (IOException e) {
            throw new UserFacingException(
                    file + " cannot be written (" + e.getMessage() + ").",
                    "The table is not saved; the runs are untouched.",
                    "Check the rights of the folder and the space on its disk.",
                    e);
        }
    }

    /** {@code 83.55 ± 0.20}, in percent. */
    public static String percent(MeanStd value) {
        return value.std().isPresent()
                ? String.format(
                        Locale.ROOT,
                        "%.2f ± %.2f",
                        100 * value.mean(),
                        100 * value.std().getAsDouble())
                : String.format(Locale.ROOT, "%.2f", 100 * value.mean());
    }

    /** The best-threshold figure with its mark, or why there is none. */
    public static String main(ComparisonTable.Cell cell) {
        return cell.bestThreshold()
                .map(value -> percent(value) + cell.mark())
                .orElse(cell.reason());
    }

    /** The interval of the best-threshold figure; empty where there is none. */
    public static String interval(ComparisonTable.Cell cell) {
        return cell.intervals()
                .flatMap(ComparisonTable.Intervals::bestThreshold)
                .map(ends -> ends(ends, "%.2f"))
                .orElse("");
    }

    /**
     * What stands below or behind it, a line each: the k-fold figure, the differences from the
     * baseline, and how many seeds where some lack.
     */
    public static List<String> details(ComparisonTable.Cell cell) {
        List<String> lines = new ArrayList<>();
        Optional<ComparisonTable.Intervals> intervals = cell.intervals();
        cell.kfold()
                .ifPresent(
                        value ->
                                lines.add(
                                        "("
                                                + percent(value)
                                                + intervals
                                                        .flatMap(ComparisonTable.Intervals::kfold)
                                                        .map(ends -> " " + ends(ends, "%.2f"))
                                                        .orElse("")
                                                + ")"));
        intervals
                .flatMap(ComparisonTable.Intervals::difference)
                .ifPresent(
                        difference -> {
                            lines.add(difference(difference.bestThreshold()));
                            difference
                                    .kfold()
                                    .ifPresent(kfold -> lines.add("(" + difference(kfold) + ")"));
                        });
        if (cell.seeds() > 0 && cell.seeds() < cell.wanted()) {
            lines.add("n = " + cell.seeds() + "/" + cell.wanted() + ", " + cell.reason());
        }
        return lines;
    }

    /** {@code Δ +1.20 [+0.30, +2.10]†}, in percentage points. */
    private static String difference(ComparedFigure figure) {
        return "Δ "
                + points(figure.second() - figure.first(), "%+.2f")
                + figure.difference().map(ends -> " " + ends(ends, "%+.2f")).orElse("")
                + (figure.differs() ? "†" : "");
    }

    private static String ends(Interval interval, String format) {
        return "[" + points(interval.low(), format) + ", " + points(interval.high(), format) + "]";
    }

    /** A share in percent; one that rounds to 0 has no sign. */
    private static String points(double share, String format) {
        String text = String.format(Locale.ROOT, format, 100 * share);
        return text.matches("[+-]0\\.00") ? text.substring(1) : text.replace('-', '−');
    }

    /** All that stands below the main figure: its interval, then the {@link #details}. */
    static List<String> below(ComparisonTable.Cell cell) {
        return Stream.concat(Stream.of(interval(cell)), details(cell).stream())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The whole cell: the main figure with its interval, then the {@link #details}. */
    public static List<String> lines(ComparisonTable.Cell cell) {
        return Stream.concat(
                        Stream.of((main(cell) + " " + interval(cell)).strip()),
                        details(cell).stream())
                .toList();
    }

    /** As a picture. */
    public static TableFigure figure(ComparisonTable table) {
        List<TableFigure.Line> lines = new ArrayList<>();
        String group = "";
        for (ComparisonTable.Row row : table.rows()) {
            List<TableFigure.Entry> entries = new ArrayList<>();
            entries.add(TableFigure.Entry.of(row.title(), false));
            for (ComparisonTable.Cell cell : row.cells()) {
                entries.add(
                        new TableFigure.Entry(
                                main(cell),
                                below(cell),
                                cell.best(),
                                cell.bestThreshold().isEmpty()));
            }
            lines.add(new TableFigure.Line(row.group().equals(group) ? "" : row.group(), entries));
            group = row.group();
        }
        List<TableFigure.Entry> header = new ArrayList<>();
        header.add(TableFigure.Entry.of("Method", true));
        table.columns()
                .forEach(
                        column ->
                                header.add(
                                        new TableFigure.Entry(
                                                column.testSet(),
                                                column.pairs().isEmpty()
                                                        ? List.of()
                                                        : List.of(column.pairs() + " pairs"),
                                                true,
                                                false)));
        return new TableFigure(table.sweep(), header, lines, table.notes());
    }
}
