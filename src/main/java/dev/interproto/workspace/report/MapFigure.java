package dev.interproto.workspace.report;

import dev.interproto.workspace.report.Ink.Anchor;
import dev.interproto.workspace.report.Ink.TextStyle;
import java.util.List;

/**
 * A map of prototypes: children over adults, since there are fewer of them. Its axes mean nothing
 * and are left out.
 */
public record MapFigure(String title, String note, List<Dot> dots) implements Figure {
    /** One prototype's place. */
    public record Dot(double x, double y, boolean child) {}

    private static final double EDGE = 18;
    private static final double TOP = 50;

    public MapFigure {
        dots = List.copyOf(dots);
    }

    @Override
    public double width() {
        return 520;
    }

    @Override
    public double height() {
        return 560;
    }

    @Override
    public void draw(Canvas canvas) {
        double[] xs = dots.stream().mapToDouble(Dot::x).toArray();
        double[] ys = dots.stream().mapToDouble(Dot::y).toArray();
        Range x = Range.of(List.of(xs)).padded(0.03);
        Range y = Range.of(List.of(ys)).padded(0.03);
        // One scale for both directions: distances are what a map is read for.
        double side = width() - 2 * EDGE;
        double scale = side / Math.max(x.to() - x.from(), y.to() - y.from());
        double midX = (x.from() + x.to()) / 2;
        double midY = (y.from() + y.to()) / 2;
        long children = dots.stream().filter(Dot::child).count();
        canvas.text(EDGE, 20, title, TextStyle.of(13, Anchor.START).inBold());
        legend(canvas, children);
        double radius = dots.size() > 3000 ? 1.6 : dots.size() > 500 ? 2.4 : 3.4;
        for (boolean child : new boolean[] {false, true}) {
            for (Dot dot : dots) {
                if (dot.child() == child) {
                    canvas.dot(
                            width() / 2 + scale * (dot.x() - midX),
                            TOP + side / 2 - scale * (dot.y() - midY),
                            radius,
                            child ? Palette.CHILD : Palette.ADULT,
                            0.8);
                }
            }
        }
        canvas.text(
                EDGE,
                height() - 8,
                note,
                TextStyle.of(9.5, Anchor.START).inColour(Palette.SECONDARY));
    }

    private void legend(Canvas canvas, long children) {
        canvas.dot(EDGE + 5, 36, 4, Palette.CHILD, 1);
        canvas.text(
                EDGE + 14,
                40,
                "child identities (" + children + ")",
                TextStyle.of(11, Anchor.START));
        canvas.dot(EDGE + 165, 36, 4, Palette.ADULT, 1);
        canvas.text(
                EDGE + 174,
                40,
                "adult identities (" + (dots.size() - children) + ")",
                TextStyle.of(11, Anchor.START));
    }
}
