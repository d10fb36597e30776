package dev.interproto.workspace.report;

import dev.interproto.projection.MapExtent;
import dev.interproto.projection.ProjectionQuality;
import dev.interproto.projection.PrototypeMap;
import dev.interproto.workspace.report.Ink.Anchor;
import dev.interproto.workspace.report.Ink.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A map of prototypes: children over adults, since there are fewer of them. Its axes mean nothing
 * and are left out.
 *
 * @param extent what is seen of the plane; the same for pictures that are to be compared
 */
public record MapFigure(String title, String note, List<Dot> dots, MapExtent extent)
        implements Figure {
    /** One prototype's place. */
    public record Dot(double x, double y, boolean child) {}

    private static final double MARGIN = 1.06;
    private static final double EDGE = 18;
    private static final double TOP = 50;

    public MapFigure {
        dots = List.copyOf(dots);
    }

    /** The whole of a map. */
    public static MapFigure of(String title, String note, PrototypeMap map) {
        return of(title, note, map, MapExtent.of(map.points()));
    }

    /** The part of a map that lies within an extent. */
    public static MapFigure of(String title, String note, PrototypeMap map, MapExtent extent) {
        return new MapFigure(
                title,
                note,
                map.points().stream()
                        .map(point -> new Dot(point.x(), point.y(), point.child()))
                        .toList(),
                extent);
    }

    /** Child–child cosine and neighbourhood purity of the prototypes on a map, in a line. */
    public static String numbers(ProjectionQuality quality) {
        return "child–child cosine "
                + text(quality.childChild(), 1, "%.3f")
                + "; children among a child's "
                + quality.neighbours()
                + " nearest "
                + text(quality.childPurity(), 100, "%.1f %%")
                + " (by chance "
                + text(quality.expectedPurity(), 100, "%.1f %%")
                + ")";
    }

    private static String text(OptionalDouble value, double factor, String format) {
        return value.isPresent()
                ? String.format(Locale.ROOT, format, factor * value.getAsDouble())
                : "–";
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
        // One scale for both directions: distances are what a map is read for.
        double side = width() - 2 * EDGE;
        double longest = Math.max(extent.width(), extent.height());
        double scale = side / (longest > 0 ? MARGIN * longest : 1);
        long children = dots.stream().filter(Dot::child).count();
        canvas.text(EDGE, 20, title, TextStyle.of(13, Anchor.START).inBold());
        legend(canvas, children);
        double radius = dots.size() > 3000 ? 1.6 : dots.size() > 500 ? 2.4 : 3.4;
        for (boolean child : new boolean[] {false, true}) {
            for (Dot dot : dots) {
                if (dot.child() == child) {
                    canvas.dot(
                            width() / 2 + scale * (dot.x() - extent.centreX()),
                            TOP + side / 2 - scale * (dot.y() - extent.centreY()),
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
