package dev.interproto.desktop.chart;

import dev.interproto.desktop.control.CsvTable;
import dev.interproto.desktop.theme.Meaning;
import dev.interproto.desktop.theme.Theme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import javafx.scene.Cursor;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.RangeType;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * Bars of counts; several series lie over one another, translucent, or stand on one another. FX
 * thread only.
 */
public final class HistogramChart extends ChartCard {
    /** How near a press must come to take hold of the threshold, logical pixels. */
    private static final double GRIP = 8;

    /**
     * Bars of one colour.
     *
     * @param start left edge of the first bin
     * @param width of a bin
     * @param counts one per bin
     */
    public record Bins(Color colour, double start, double width, double[] counts) {}

    private final Map<String, Bins> series = new LinkedHashMap<>();
    private final XYBarRenderer renderer = new XYBarRenderer(0.0);
    private boolean stacked;
    private Optional<IntervalMarker> shade = Optional.empty();
    private Optional<ValueMarker> threshold = Optional.empty();
    private Optional<ValueMarker> mark = Optional.empty();
    private Optional<DoubleConsumer> dragged = Optional.empty();
    private boolean dragging;

    HistogramChart(Charts charts, String title, String x, String y) {
        super(charts, title, new XYPlot());
        NumberAxis horizontal = new NumberAxis(x);
        horizontal.setLowerMargin(0);
        horizontal.setUpperMargin(0);
        NumberAxis vertical = new NumberAxis(y);
        vertical.setRangeType(RangeType.POSITIVE);
        vertical.setUpperMargin(0.2); // room for the name of a shaded range
        vertical.setNumberFormatOverride(new java.text.DecimalFormat("#,##0.###"));
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setDrawBarOutline(true);
        plot().setDomainAxis(horizontal);
        plot().setRangeAxis(vertical);
        plot().setRenderer(renderer);
        restyle(theme());
        viewer().addEventFilter(MouseEvent.ANY, this::drag);
    }

    /** The bars of later keys stand on those of earlier ones, instead of lying over them. */
    public void setStacked() {
        stacked = true;
        renderer.setUseYInterval(true);
    }

    /** Sets, replaces or adds the bars of a key. */
    public void setBins(String key, Bins bins) {
        series.put(key, bins);
        rebuild();
    }

    /** Removes all bars. */
    public void clear() {
        series.keySet().forEach(this::dropFromLegend);
        series.clear();
        rebuild();
    }

    /** Keeps the horizontal axis fixed. */
    public void setHorizontalRange(double low, double high) {
        plot().getDomainAxis().setRange(low, high);
    }

    /** Ticks at whole numbers only, as counts and years have them. */
    public void setWholeNumbers() {
        plot().getDomainAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        plot().getRangeAxis().setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    }

    /** Shades a range behind the bars and names it. */
    public void setShaded(double from, double to, Color colour, String label) {
        shade.ifPresent(old -> plot().removeDomainMarker(old, Layer.BACKGROUND));
        IntervalMarker marker = new IntervalMarker(from, to, ChartStyle.awt(colour, 0.12));
        marker.setLabel(label);
        marker.setLabelFont(ChartStyle.LABELS);
        marker.setLabelPaint(ChartStyle.awt(theme().text()));
        marker.setLabelBackgroundColor(new java.awt.Color(0, 0, 0, 0));
        marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
        marker.setLabelTextAnchor(TextAnchor.TOP_LEFT);
        shade = Optional.of(marker);
        plot().addDomainMarker(marker, Layer.BACKGROUND);
    }

    /** Draws the threshold, or moves it. */
    public void setThreshold(double value) {
        if (threshold.isEmpty()) {
            ValueMarker marker = new ValueMarker(value);
            marker.setPaint(ChartStyle.awt(Meaning.THRESHOLD.colour()));
            marker.setStroke(ChartStyle.LINE);
            threshold = Optional.of(marker);
            plot().addDomainMarker(marker, Layer.FOREGROUND);
        } else {
            threshold.get().setValue(value);
        }
    }

    /**
     * Draws a line at a value and names it, in place of the one before; the name stands on the side
     * that has room on the axis as it is now.
     */
    public void setMark(double value, String label) {
        mark.ifPresent(old -> plot().removeDomainMarker(old, Layer.FOREGROUND));
        ValueMarker marker = new ValueMarker(value);
        marker.setStroke(ChartStyle.LINE);
        marker.setLabel(label);
        marker.setLabelFont(ChartStyle.LABELS);
        marker.setLabelBackgroundColor(new java.awt.Color(0, 0, 0, 0));
        boolean left = value > plot().getDomainAxis().getRange().getCentralValue();
        marker.setLabelAnchor(left ? RectangleAnchor.TOP_LEFT : RectangleAnchor.TOP_RIGHT);
        marker.setLabelTextAnchor(left ? TextAnchor.TOP_RIGHT : TextAnchor.TOP_LEFT);
        mark = Optional.of(marker);
        paintMark(theme());
        plot().addDomainMarker(marker, Layer.FOREGROUND);
    }

    private void paintMark(Theme now) {
        mark.ifPresent(
                marker -> {
                    marker.setPaint(ChartStyle.awt(now.text()));
                    marker.setLabelPaint(ChartStyle.awt(now.text()));
                });
    }

    /** Lets the person drag the threshold; told of every move, without the chart moving it. */
    public void onThresholdDragged(DoubleConsumer consumer) {
        dragged = Optional.of(consumer);
    }

    @Override
    public CsvTable data() {
        List<List<String>> rows = new ArrayList<>();
        series.forEach(
                (key, bins) -> {
                    for (int i = 0; i < bins.counts().length; i++) {
                        double from = bins.start() + i * bins.width();
                        rows.add(
                                List.of(
                                        key,
                                        Double.toString(from),
                                        Double.toString(from + bins.width()),
                                        Double.toString(bins.counts()[i])));
                    }
                });
        return new CsvTable(
                List.of("series", "from", "to", plot().getRangeAxis().getLabel()), rows);
    }

    @Override
    void restyle(Theme now) {
        super.restyle(now);
        ((NumberAxis) plot().getRangeAxis()).setAutoRangeIncludesZero(true);
        shade.ifPresent(marker -> marker.setLabelPaint(ChartStyle.awt(now.text())));
        paintMark(now);
        // Bars touch; a line of the ground's colour parts them.
        int index = 0;
        for (Bins bins : series.values()) {
            double opacity = series.size() > 1 && !stacked ? 0.65 : 1;
            renderer.setSeriesPaint(index, ChartStyle.awt(bins.colour(), opacity), false);
            renderer.setSeriesOutlinePaint(index, ChartStyle.awt(now.card()), false);
            renderer.setSeriesOutlineStroke(index, ChartStyle.HAIRLINE, false);
            index++;
        }
    }

    private void rebuild() {
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        Map<Integer, Double> heights = new HashMap<>();
        series.forEach(
                (key, bins) -> {
                    XYIntervalSeries bars = new XYIntervalSeries(key);
                    for (int i = 0; i < bins.counts().length; i++) {
                        double from = bins.start() + i * bins.width();
                        double base = stacked ? heights.getOrDefault(i, 0.0) : 0;
                        double top = base + bins.counts()[i];
                        heights.put(i, top);
                        bars.add(
                                from + bins.width() / 2, from, from + bins.width(), top, base, top);
                    }
                    data.addSeries(bars);
                    if (series.size() > 1) {
                        showInLegend(key, bins.colour(), false);
                    }
                });
        plot().setDataset(data);
        restyled(theme());
    }

    private void drag(MouseEvent event) {
        if (dragged.isEmpty() || threshold.isEmpty()) {
            return;
        }
        double value = domainAt(event.getX());
        double grip = Math.abs(domainAt(event.getX() + GRIP) - value);
        boolean near = Math.abs(value - threshold.get().getValue()) <= grip;
        if (event.getEventType() == MouseEvent.MOUSE_MOVED) {
            viewer().setCursor(near ? Cursor.H_RESIZE : Cursor.DEFAULT);
        } else if (event.getEventType() == MouseEvent.MOUSE_PRESSED) {
            dragging = near;
        } else if (event.getEventType() == MouseEvent.MOUSE_RELEASED) {
            dragging = false;
        } else if (event.getEventType() == MouseEvent.MOUSE_DRAGGED && dragging) {
            dragged.get()
                    .accept(
                            Math.max(
                                    plot().getDomainAxis().getLowerBound(),
                                    Math.min(plot().getDomainAxis().getUpperBound(), value)));
        }
        if (dragging) {
            event.consume();
        }
    }
}
