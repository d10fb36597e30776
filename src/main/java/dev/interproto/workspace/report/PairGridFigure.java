package dev.interproto.workspace.report;

import dev.interproto.face.RgbImage;
import dev.interproto.workspace.report.Ink.Anchor;
import dev.interproto.workspace.report.Ink.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Pairs of faces in rows, a row a group, such as falsely accepted ones.
 *
 * @param title above
 * @param note below
 */
public record PairGridFigure(String title, String note, List<Row> rows) implements Figure {
    private static final double EDGE = 18;
    private static final double TOP = 36;
    private static final double FACE = 48;
    private static final double GAP = 12;
    private static final double HEADING = 22;
    private static final double ROW = HEADING + FACE + 26;

    /** Where a row has fewer, the figure stays wide enough for its title. */
    private static final int LEAST_PAIRS = 6;

    /**
     * A group.
     *
     * @param heading its name and size
     * @param colour of the mark before it, 0xRRGGBB
     */
    public record Row(String heading, int colour, List<Pair> pairs) {
        public Row {
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * A pair; a face that cannot be read is a grey square.
     *
     * @param similarity written below
     */
    public record Pair(Optional<RgbImage> first, Optional<RgbImage> second, double similarity) {}

    public PairGridFigure {
        rows = List.copyOf(rows);
    }

    @Override
    public double width() {
        int most = rows.stream().mapToInt(row -> row.pairs().size()).max().orElse(0);
        return 2 * EDGE + Math.max(LEAST_PAIRS, most) * (2 * FACE + GAP) - GAP;
    }

    @Override
    public double height() {
        return TOP + rows.size() * ROW + 24;
    }

    @Override
    public void draw(Canvas canvas) {
        canvas.text(EDGE, 22, title, TextStyle.of(13, Anchor.START).inBold());
        for (int i = 0; i < rows.size(); i++) {
            draw(canvas.at(0, TOP + i * ROW), rows.get(i));
        }
        canvas.text(
                EDGE,
                height() - 10,
                note,
                TextStyle.of(9.5, Anchor.START).inColour(Palette.SECONDARY));
    }

    private static void draw(Canvas canvas, Row row) {
        canvas.rectangle(EDGE, 5, 9, 9, row.colour(), 1);
        canvas.text(EDGE + 15, 13.5, row.heading(), TextStyle.of(11, Anchor.START));
        for (int i = 0; i < row.pairs().size(); i++) {
            Pair pair = row.pairs().get(i);
            double left = EDGE + i * (2 * FACE + GAP);
            face(canvas, left, pair.first());
            face(canvas, left + FACE, pair.second());
            canvas.text(
                    left + FACE,
                    HEADING + FACE + 13,
                    String.format(Locale.ROOT, "%.3f", pair.similarity()),
                    TextStyle.of(9.5, Anchor.MIDDLE).inColour(Palette.SECONDARY));
        }
    }

    private static void face(Canvas canvas, double left, Optional<RgbImage> face) {
        face.ifPresentOrElse(
                image -> canvas.picture(left, HEADING, FACE, FACE, image),
                () -> canvas.rectangle(left, HEADING, FACE, FACE, Palette.LINE, 1));
    }
}
