package dev.interproto.workspace.report;

import dev.interproto.workspace.report.Ink.Anchor;
import dev.interproto.workspace.report.Ink.TextStyle;
import java.util.List;

/** Axes, grid, title and legend around a rectangle, and the way from data to points. */
final class PlotArea {
    private static final double LEFT = 62;
    private static final double TOP = 54;
    private static final double RIGHT = 18;
    private static final double BOTTOM = 48;

    /** A legend entry. */
    record Key(String name, int colour) {}

    private final Canvas canvas;
    private final double width;
    private final double height;
    private final Range x;
    private final Range y;

    PlotArea(Canvas canvas, double width, double height, Range x, Range y) {
        this.canvas = canvas;
        this.width = width;
        this.height = height;
        this.x = x;
        this.y = y;
    }

    double px(double value) {
        return LEFT + x.share(value) * (width - LEFT - RIGHT);
    }

    double py(double value) {
        return height - BOTTOM - y.share(value) * (height - TOP - BOTTOM);
    }

    double top() {
        return TOP;
    }

    double bottom() {
        return height - BOTTOM;
    }

    void title(String title) {
        canvas.text(LEFT, 20, title, TextStyle.of(13, Anchor.START).inBold());
    }

    void axes(String xLabel, String yLabel) {
        for (double tick : x.ticks(6)) {
            canvas.segment(px(tick), TOP, px(tick), bottom(), Palette.LINE, 0.75);
            below(tick, x.label(tick, 6));
        }
        frame(xLabel, yLabel);
    }

    /** As above, with a name below each of 0, 1, … in place of numbers. */
    void axes(List<String> names, String xLabel, String yLabel) {
        for (int i = 0; i < names.size(); i++) {
            below(i, names.get(i));
        }
        frame(xLabel, yLabel);
    }

    private void below(double at, String text) {
        canvas.text(
                px(at),
                bottom() + 15,
                text,
                TextStyle.of(10, Anchor.MIDDLE).inColour(Palette.SECONDARY));
    }

    private void frame(String xLabel, String yLabel) {
        TextStyle beside = TextStyle.of(10, Anchor.END).inColour(Palette.SECONDARY);
        for (double tick : y.ticks(5)) {
            canvas.segment(LEFT, py(tick), width - RIGHT, py(tick), Palette.LINE, 0.75);
            canvas.text(LEFT - 6, py(tick) + 3.5, y.label(tick, 5), beside);
        }
        canvas.segment(LEFT, bottom(), width - RIGHT, bottom(), Palette.SECONDARY, 1);
        canvas.segment(LEFT, TOP, LEFT, bottom(), Palette.SECONDARY, 1);
        canvas.text(
                (LEFT + width - RIGHT) / 2, height - 12, xLabel, TextStyle.of(11, Anchor.MIDDLE));
        canvas.text(16, (TOP + bottom()) / 2, yLabel, TextStyle.of(11, Anchor.MIDDLE).turned());
    }

    /** One row of names beneath the title. */
    void legend(List<Key> keys) {
        double at = LEFT;
        for (Key key : keys) {
            canvas.rectangle(at, 32, 14, 9, key.colour(), 1);
            canvas.text(at + 19, 40.5, key.name(), TextStyle.of(11, Anchor.START));
            // About six points a letter at this size; exact widths differ between PNG and SVG.
            at += 19 + 6.0 * key.name().length() + 18;
        }
    }
}
