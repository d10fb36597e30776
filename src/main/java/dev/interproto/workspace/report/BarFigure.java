package dev.interproto.workspace.report;

import dev.interproto.workspace.report.Ink.Anchor;
import dev.interproto.workspace.report.Ink.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A bar for each of some groups, from zero.
 *
 * @param title above
 * @param xLabel what the groups are
 * @param yLabel with its unit
 */
public record BarFigure(String title, String xLabel, String yLabel, List<Bar> bars)
        implements Figure {
    /** Of the room between two groups. */
    private static final double WIDTH = 0.7;

    /**
     * A group.
     *
     * @param name below the bar
     * @param value 0 or more; absent where the group is empty, which is said in its place
     * @param note above the bar, below the value
     * @param colour 0xRRGGBB
     */
    public record Bar(String name, OptionalDouble value, String note, int colour) {}

    public BarFigure {
        bars = List.copyOf(bars);
    }

    @Override
    public double width() {
        return 520;
    }

    @Override
    public double height() {
        return 330;
    }

    @Override
    public void draw(Canvas canvas) {
        double highest = bars.stream().mapToDouble(bar -> bar.value().orElse(0)).max().orElse(0);
        // The air above the highest bar holds its value and note.
        Range up = new Range(0, highest > 0 ? 1.2 * highest : 1);
        PlotArea area =
                new PlotArea(canvas, width(), height(), new Range(-0.5, bars.size() - 0.5), up);
        area.title(title);
        area.axes(bars.stream().map(Bar::name).toList(), xLabel, yLabel);
        for (int i = 0; i < bars.size(); i++) {
            draw(canvas, area, i, bars.get(i));
        }
    }

    private static void draw(Canvas canvas, PlotArea area, int place, Bar bar) {
        double top = area.py(bar.value().orElse(0));
        double left = area.px(place - WIDTH / 2);
        canvas.rectangle(
                left,
                top,
                area.px(place + WIDTH / 2) - left,
                area.bottom() - top,
                bar.colour(),
                0.85);
        TextStyle small = TextStyle.of(9, Anchor.MIDDLE);
        String value =
                bar.value().isPresent()
                        ? String.format(Locale.ROOT, "%.1f", bar.value().getAsDouble())
                        : "none";
        canvas.text(area.px(place), top - 14, value, small);
        canvas.text(area.px(place), top - 4, bar.note(), small.inColour(Palette.SECONDARY));
    }
}
