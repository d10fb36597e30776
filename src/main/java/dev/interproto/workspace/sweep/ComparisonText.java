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
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A comparison table for people and programs: CSV (a line a cell, for further computing), LaTeX
 * (needs the package booktabs), Markdown and a picture.
 */
public final class ComparisonText {
    private static final String CSV_HEADER =
            "group,method,published,test_set,pairs,best_threshold_mean,best_threshold_std,"
                    + "kfold_mean,kfold_std,seeds,seeds_wanted,best,p,best_threshold_low,"
                    + "best_threshold_high,kfold_low,kfold_high,baseline,baseline_seeds,"
                    + "best_threshold_difference,best_threshold_difference_low,"
                    + "best_threshold_difference_high,kfold_difference,kfold_difference_low,"
                    + "kfold_difference_high,missing\n";

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
                case "csv" -> AtomicFiles.writeText(file, csv(table));
                case "tex" -> AtomicFiles.writeText(file, latex(table));
                case "md" -> AtomicFiles.writeText(file, markdown(table));
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
                + signed(figure.second() - figure.first())
                + figure.difference().map(ends -> " " + ends(ends, "%+.2f")).orElse("")
                + (figure.differs() ? "†" : "");
    }

    private static String signed(double share) {
        return String.format(Locale.ROOT, "%+.2f", 100 * share).replace('-', '−');
    }

    private static String ends(Interval interval, String format) {
        return String.format(
                        Locale.ROOT,
                        "[" + format + ", " + format + "]",
                        100 * interval.low(),
                        100 * interval.high())
                .replace('-', '−');
    }

    /** All that stands below the main figure: its interval, then the {@link #details}. */
    private static List<String> below(ComparisonTable.Cell cell) {
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

    /** One line a cell. Accuracies are shares, 0 to 1. */
    public static String csv(ComparisonTable table) {
        StringBuilder text = new StringBuilder(CSV_HEADER);
        for (ComparisonTable.Row row : table.rows()) {
            for (int i = 0; i < table.columns().size(); i++) {
                ComparisonTable.Cell cell = row.cells().get(i);
                text.append(
                                List.of(
                                                quoted(row.group()),
                                                quoted(row.title()),
                                                String.valueOf(row.published()),
                                                quoted(table.columns().get(i).testSet()),
                                                quoted(table.columns().get(i).pairs()),
                                                mean(cell.bestThreshold()),
                                                std(cell.bestThreshold()),
                                                mean(cell.kfold()),
                                                std(cell.kfold()),
                                                String.valueOf(cell.seeds()),
                                                String.valueOf(cell.wanted()),
                                                String.valueOf(cell.best()),
                                                number(cell.p()),
                                                intervals(cell),
                                                quoted(cell.reason()))
                                        .stream()
                                        .collect(Collectors.joining(",")))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String intervals(ComparisonTable.Cell cell) {
        Optional<ComparisonTable.Intervals> known = cell.intervals();
        Optional<ComparisonTable.Difference> difference =
                known.flatMap(ComparisonTable.Intervals::difference);
        return String.join(
                ",",
                ends(known.flatMap(ComparisonTable.Intervals::bestThreshold)),
                ends(known.flatMap(ComparisonTable.Intervals::kfold)),
                difference.map(from -> quoted(from.baseline())).orElse(""),
                difference.map(from -> String.valueOf(from.seeds())).orElse(""),
                compared(difference.map(ComparisonTable.Difference::bestThreshold)),
                compared(difference.flatMap(ComparisonTable.Difference::kfold)));
    }

    private static String compared(Optional<ComparedFigure> figure) {
        return figure.map(both -> number(OptionalDouble.of(both.second() - both.first())))
                        .orElse("")
                + ","
                + ends(figure.flatMap(ComparedFigure::difference));
    }

    private static String ends(Optional<Interval> interval) {
        return interval.map(
                        ends ->
                                number(OptionalDouble.of(ends.low()))
                                        + ","
                                        + number(OptionalDouble.of(ends.high())))
                .orElse(",");
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\n\r]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String mean(Optional<MeanStd> value) {
        return value.map(figure -> number(OptionalDouble.of(figure.mean()))).orElse("");
    }

    private static String std(Optional<MeanStd> value) {
        return value.map(figure -> number(figure.std())).orElse("");
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.6f", value.getAsDouble()) : "";
    }

    public static String markdown(ComparisonTable table) {
        StringBuilder text = new StringBuilder("| Trained on | Method |");
        table.columns()
                .forEach(column -> text.append(' ').append(piped(column.title())).append(" |"));
        text.append("\n|---|---|").append("---|".repeat(table.columns().size())).append('\n');
        for (ComparisonTable.Row row : table.rows()) {
            text.append("| ").append(piped(row.group()));
            text.append(" | ").append(piped(row.title())).append(" |");
            for (ComparisonTable.Cell cell : row.cells()) {
                String main = piped(main(cell)).replace("*", "\\*");
                text.append(' ').append(cell.best() ? "**" + main + "**" : main);
                String detail = String.join(" ", below(cell));
                text.append(detail.isEmpty() ? "" : " " + piped(detail)).append(" |");
            }
            text.append('\n');
        }
        table.notes()
                .forEach(note -> text.append('\n').append(note.replace("*", "\\*")).append('\n'));
        return text.toString();
    }

    private static String piped(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }

    /** A table environment; needs {@code \\usepackage{booktabs}}. */
    public static String latex(ComparisonTable table) {
        StringBuilder text = new StringBuilder("% needs \\usepackage{booktabs}\n");
        text.append("\\begin{table}\n\\centering\n\\begin{tabular}{l");
        text.append("c".repeat(table.columns().size())).append("}\n\\toprule\nMethod");
        table.columns().forEach(column -> text.append(" & ").append(escaped(column.title())));
        text.append(" \\\\\n");
        String group = "";
        for (ComparisonTable.Row row : table.rows()) {
            if (!row.group().equals(group)) {
                group = row.group();
                text.append("\\midrule\n\\multicolumn{")
                        .append(table.columns().size() + 1)
                        .append("}{l}{\\emph{")
                        .append(escaped(group))
                        .append("}} \\\\\n");
            }
            text.append(escaped(row.title()));
            row.cells().forEach(cell -> text.append(" & ").append(latex(cell)));
            text.append(" \\\\\n");
        }
        text.append("\\bottomrule\n\\end{tabular}\n\\caption{");
        text.append(escaped(String.join(" ", table.notes()))).append("}\n\\end{table}\n");
        return text.toString();
    }

    private static String latex(ComparisonTable.Cell cell) {
        if (cell.bestThreshold().isEmpty()) {
            return "\\scriptsize " + escaped(cell.reason());
        }
        String main = percent(cell.bestThreshold().get()).replace(" ± ", " $\\pm$ ");
        String marked = cell.mark().isEmpty() ? main : main + "$^{" + cell.mark() + "}$";
        String figure = cell.best() ? "\\textbf{" + main + "}" : marked;
        if (cell.intervals().isEmpty()) {
            String detail = String.join(" ", below(cell));
            return figure + (detail.isEmpty() ? "" : " {\\scriptsize " + escaped(detail) + "}");
        }
        return "\\shortstack{"
                + figure
                + below(cell).stream()
                        .map(line -> " \\\\ {\\scriptsize " + escaped(line) + "}")
                        .collect(Collectors.joining())
                + "}";
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '&', '%', '$', '#', '_', '{', '}' -> safe.append('\\').append(c);
                case '\\' -> safe.append("\\textbackslash{}");
                case '~' -> safe.append("\\textasciitilde{}");
                case '^' -> safe.append("\\textasciicircum{}");
                case 'Δ' -> safe.append("$\\Delta$");
                case '†' -> safe.append("$^{\\dagger}$");
                case '−' -> safe.append("$-$");
                case '±' -> safe.append("$\\pm$");
                case 'λ' -> safe.append("$\\lambda$");
                case '×' -> safe.append("$\\times$");
                case '<' -> safe.append("$<$");
                case '–' -> safe.append("--");
                case '\n' -> safe.append(' ');
                default -> safe.append(c);
            }
        }
        return safe.toString();
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
