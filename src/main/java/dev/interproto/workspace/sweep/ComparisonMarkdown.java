package dev.interproto.workspace.sweep;

/** A comparison table in Markdown. */
public final class ComparisonMarkdown {
    private ComparisonMarkdown() {}

    /** The table with its notes below. */
    public static String of(ComparisonTable table) {
        StringBuilder text = new StringBuilder("| Trained on | Method |");
        table.columns()
                .forEach(column -> text.append(' ').append(escaped(column.title())).append(" |"));
        text.append("\n|---|---|").append("---|".repeat(table.columns().size())).append('\n');
        for (ComparisonTable.Row row : table.rows()) {
            text.append("| ").append(escaped(row.group()));
            text.append(" | ").append(escaped(row.title())).append(" |");
            for (ComparisonTable.Cell cell : row.cells()) {
                String main = escaped(ComparisonText.main(cell));
                text.append(' ').append(cell.best() ? "**" + main + "**" : main);
                String detail = String.join(" ", ComparisonText.below(cell));
                text.append(detail.isEmpty() ? "" : " " + escaped(detail)).append(" |");
            }
            text.append('\n');
        }
        table.notes().forEach(note -> text.append('\n').append(escaped(note)).append('\n'));
        return text.toString();
    }

    /** What would be taken for a mark; square brackets alone are none. */
    private static String escaped(String text) {
        return text.replaceAll("[\\\\*|`]|<(?=[A-Za-z/!])", "\\\\$0").replaceAll("\\s+", " ");
    }
}
