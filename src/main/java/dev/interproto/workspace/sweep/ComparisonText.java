package dev.interproto.workspace.sweep;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.UserFacingException;
import dev.interproto.workspace.report.TableFigure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A comparison table for people and programs: CSV (a line a cell, for further computing), LaTeX
 * (needs the package booktabs), Markdown and a picture.
 */
public final class ComparisonText {
    private static final String CSV_HEADER =
            "group,method,published,test_set,pairs,best_threshold_mean,best_threshold_std,"
                    + "kfold_mean,kfold_std,seeds,seeds_wanted,best,p,missing\n";

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

    /** What stands below or behind it: the k-fold figure, and how many seeds where some lack. */
    public static String detail(ComparisonTable.Cell cell) {
        List<String> parts = new ArrayList<>();
        cell.kfold().ifPresent(value -> parts.add("(" + percent(value) + ")"));
        if (cell.seeds() > 0 && cell.seeds() < cell.wanted()) {
            parts.add("n = " + cell.seeds() + "/" + cell.wanted() + ", " + cell.reason());
        }
        return String.join(" ", parts);
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
                                                quoted(cell.reason()))
                                        .stream()
                                        .collect(Collectors.joining(",")))
                        .append('\n');
            }
        }
        return text.toString();
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
                String detail = detail(cell);
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
        String detail = detail(cell);
        return (cell.best() ? "\\textbf{" + main + "}" : marked)
                + (detail.isEmpty() ? "" : " {\\scriptsize " + escaped(detail) + "}");
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '&', '%', '$', '#', '_', '{', '}' -> safe.append('\\').append(c);
                case '\\' -> safe.append("\\textbackslash{}");
                case '~' -> safe.append("\\textasciitilde{}");
                case '^' -> safe.append("\\textasciicircum{}");
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
            entries.add(new TableFigure.Entry(row.title(), "", false, false));
            for (ComparisonTable.Cell cell : row.cells()) {
                entries.add(
                        new TableFigure.Entry(
                                main(cell),
                                detail(cell),
                                cell.best(),
                                cell.bestThreshold().isEmpty()));
            }
            lines.add(new TableFigure.Line(row.group().equals(group) ? "" : row.group(), entries));
            group = row.group();
        }
        List<TableFigure.Entry> header = new ArrayList<>();
        header.add(new TableFigure.Entry("Method", "", true, false));
        table.columns()
                .forEach(
                        column ->
                                header.add(
                                        new TableFigure.Entry(
                                                column.testSet(),
                                                column.pairs().isEmpty()
                                                        ? ""
                                                        : column.pairs() + " pairs",
                                                true,
                                                false)));
        return new TableFigure(table.sweep(), header, lines, table.notes());
    }
}
