package dev.interproto.workspace.report;

import dev.interproto.workspace.report.Ink.Anchor;
import dev.interproto.workspace.report.Ink.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table as a picture: the first column is what each line is about, the others are figures, with a
 * detail in small below them.
 *
 * @param header one entry a column
 * @param lines from above
 * @param notes below the table
 */
public record TableFigure(String title, List<Entry> header, List<Line> lines, List<String> notes)
        implements Figure {
    private static final double EDGE = 20;
    private static final double GAP = 22;
    private static final double TEXT = 11;
    private static final double SMALL = 9;
    private static final double TITLE = 34;
    private static final double ROW = 36;
    private static final double DETAIL = 12;
    private static final double GROUP = 24;
    private static final double NOTE = 13;

    /** A character's mean width, as a share of the size: sans serif, a little generous. */
    private static final double CHARACTER = 0.57;

    /** Texts longer than this are cut; the other exports hold them whole. */
    private static final int LONGEST = 60;

    /**
     * @param group heading above the line; empty to go on with the one before
     * @param entries one a column
     */
    public record Line(String group, List<Entry> entries) {
        public Line {
            entries = List.copyOf(entries);
        }
    }

    /**
     * @param details in small below, a line each
     * @param faint whether the text only says why there is no figure
     */
    public record Entry(String text, List<String> details, boolean bold, boolean faint) {
        public Entry {
            details = List.copyOf(details);
        }

        /** Without a detail. */
        public static Entry of(String text, boolean bold) {
            return new Entry(text, List.of(), bold, false);
        }

        /** Characters of the longest detail. */
        private int detailLength() {
            return details.stream().mapToInt(detail -> shortened(detail).length()).max().orElse(0);
        }
    }

    public TableFigure {
        header = List.copyOf(header);
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
    }

    private double columnWidth(int column) {
        return Stream.concat(
                        Stream.of(header.get(column)),
                        lines.stream().map(line -> line.entries().get(column)))
                .mapToDouble(
                        entry ->
                                CHARACTER
                                        * Math.max(
                                                TEXT
                                                        * (entry.bold() ? 1.07 : 1)
                                                        * (entry.faint() ? SMALL / TEXT : 1)
                                                        * shortened(entry.text()).length(),
                                                SMALL * entry.detailLength()))
                .max()
                .orElse(0);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    @Override
    public double width() {
        double width = 2 * EDGE;
        for (int i = 0; i < header.size(); i++) {
            width += columnWidth(i) + (i == 0 ? 0 : GAP);
        }
        // Whole points: half a pixel at the edge would stay black.
        return Math.ceil(Math.max(520, width));
    }

    /** Room for a text and one detail; more where an entry has more. */
    private static double rowHeight(List<Entry> entries) {
        int details = entries.stream().mapToInt(entry -> entry.details().size()).max().orElse(0);
        return ROW + DETAIL * Math.max(0, details - 1);
    }

    private List<String> noteLines() {
        int characters = (int) ((width() - 2 * EDGE) / (SMALL * 0.52));
        List<String> wrapped = new ArrayList<>();
        for (String note : notes) {
            StringBuilder line = new StringBuilder();
            for (String word : note.split(" ")) {
                if (line.length() > 0 && line.length() + 1 + word.length() > characters) {
                    wrapped.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.length() == 0 ? "" : " ").append(word);
            }
            wrapped.add(line.toString());
        }
        return wrapped;
    }

    @Override
    public double height() {
        long groups = lines.stream().filter(line -> !line.group().isEmpty()).count();
        return TITLE
                + rowHeight(header)
                + lines.stream().mapToDouble(line -> rowHeight(line.entries())).sum()
                + GROUP * groups
                + 16
                + NOTE * noteLines().size()
                + EDGE / 2;
    }

    @Override
    public void draw(Canvas canvas) {
        canvas.text(EDGE, 24, title, TextStyle.of(13, Anchor.START).inBold());
        double y = TITLE;
        rule(canvas, y, 1.2);
        entries(canvas, header, y);
        y += rowHeight(header);
        for (Line line : lines) {
            if (!line.group().isEmpty()) {
                rule(canvas, y, 0.7);
                canvas.text(
                        EDGE,
                        y + 17,
                        line.group(),
                        TextStyle.of(SMALL + 1, Anchor.START).inColour(Palette.SECONDARY));
                y += GROUP;
            }
            entries(canvas, line.entries(), y);
            y += rowHeight(line.entries());
        }
        rule(canvas, y, 1.2);
        y += 16;
        for (String note : noteLines()) {
            canvas.text(
                    EDGE, y, note, TextStyle.of(SMALL, Anchor.START).inColour(Palette.SECONDARY));
            y += NOTE;
        }
    }

    private void rule(Canvas canvas, double y, double width) {
        canvas.segment(EDGE, y, width() - EDGE, y, Palette.TEXT, width);
    }

    private void entries(Canvas canvas, List<Entry> entries, double y) {
        double right = EDGE + columnWidth(0);
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Anchor anchor = i == 0 ? Anchor.START : Anchor.END;
            if (i > 0) {
                right += GAP + columnWidth(i);
            }
            double x = i == 0 ? EDGE : right;
            TextStyle style =
                    entry.faint()
                            ? TextStyle.of(SMALL, anchor).inColour(Palette.SECONDARY)
                            : TextStyle.of(TEXT, anchor);
            canvas.text(
                    x,
                    y + (entry.details().isEmpty() ? 22 : 16),
                    shortened(entry.text()),
                    entry.bold() ? style.inBold() : style);
            for (int line = 0; line < entry.details().size(); line++) {
                canvas.text(
                        x,
                        y + 29 + DETAIL * line,
                        shortened(entry.details().get(line)),
                        TextStyle.of(SMALL, anchor).inColour(Palette.SECONDARY));
            }
        }
    }
}
