package dev.interproto.workspace.sweep;

import java.util.stream.Collectors;

/** A comparison table in LaTeX; needs the package booktabs. */
final class ComparisonLatex {
    private ComparisonLatex() {}

    /** A table environment; needs {@code \\usepackage{booktabs}}. */
    static String of(ComparisonTable table) {
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
            // After a line's end LaTeX would take a bracket or star for its argument.
            text.append("{}").append(escaped(row.title()));
            row.cells().forEach(cell -> text.append(" & ").append(figure(cell)));
            text.append(" \\\\\n");
        }
        text.append("\\bottomrule\n\\end{tabular}\n\\caption{");
        text.append(escaped(String.join(" ", table.notes()))).append("}\n\\end{table}\n");
        return text.toString();
    }

    private static String figure(ComparisonTable.Cell cell) {
        if (cell.bestThreshold().isEmpty()) {
            return "\\scriptsize " + escaped(cell.reason());
        }
        String main = ComparisonText.percent(cell.bestThreshold().get()).replace(" ± ", " $\\pm$ ");
        String marked = cell.mark().isEmpty() ? main : main + "$^{" + cell.mark() + "}$";
        String figure = cell.best() ? "\\textbf{" + main + "}" : marked;
        if (cell.intervals().isEmpty()) {
            String detail = String.join(" ", ComparisonText.below(cell));
            return figure + (detail.isEmpty() ? "" : " {\\scriptsize " + escaped(detail) + "}");
        }
        return "\\shortstack{"
                + figure
                + ComparisonText.below(cell).stream()
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
                case '÷' -> safe.append("$\\div$");
                case '<', '>', '|' -> safe.append('$').append(c).append('$');
                case '"' -> safe.append("''");
                case '–' -> safe.append("--");
                case '\n' -> safe.append(' ');
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }
}
