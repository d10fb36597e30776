package dev.interproto.desktop.chart;

import dev.interproto.desktop.control.CsvTable;
import dev.interproto.desktop.theme.Meaning;
import dev.interproto.desktop.theme.Theme;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.paint.Color;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Lines that grow while the work runs: append as many points as have come, then {@link #flush()}
 * once. FX thread only. Drag zooms along the horizontal axis, a double click shows all again.
 */
public final class CurveChart extends ChartCard {
    /** What smoothing leaves of the unsmoothed line. */
    private static final double FAINT = 0.25;

    /** One line: what came, and what is drawn of it. */
    private static final class Curve {
        final XYSeries raw;
        final XYSeries smooth;
        final Color colour;
        final boolean dashed;
        boolean exact;
        double average;
        double weight;

        Curve(String key, Color colour, boolean dashed) {
            this.raw = new XYSeries(key, false);
            this.smooth = new XYSeries(key + " ", false);
            this.colour = colour;
            this.dashed = dashed;
            raw.setNotify(false);
            smooth.setNotify(false);
        }
    }

    private final Map<String, Curve> curves = new LinkedHashMap<>();
    private final XYSeriesCollection raw = new XYSeriesCollection();
    private final XYSeriesCollection smooth = new XYSeriesCollection();
    private final XYLineAndShapeRenderer rawRenderer = renderer();
    private final XYLineAndShapeRenderer smoothRenderer = renderer();
    private double smoothing;
    private final Map<String, ValueMarker> references = new LinkedHashMap<>();
    private Optional<ValueMarker> mark = Optional.empty();

    CurveChart(Charts charts, String title, String x, String y) {
        super(charts, title, new XYPlot());
        NumberAxis horizontal = new NumberAxis(x);
        NumberAxis vertical = new NumberAxis(y);
        // Steps are counted: between two of them there is nothing.
        horizontal.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        horizontal.setLowerMargin(0.01);
        horizontal.setUpperMargin(0.01);
        plot().setDomainAxis(horizontal);
        plot().setRangeAxis(vertical);
        plot().setDataset(0, smooth);
        plot().setRenderer(0, smoothRenderer);
        plot().setDataset(1, raw);
        plot().setRenderer(1, rawRenderer);
        ChartStyle.apply(chart(), theme());
        viewer().getCanvas().setDomainZoomable(true);
        viewer().addEventFilter(
                        javafx.scene.input.MouseEvent.MOUSE_CLICKED,
                        click -> {
                            if (click.getClickCount() == 2) {
                                plot().getDomainAxis().setAutoRange(true);
                            }
                        });
    }

    /**
     * Adds an empty line; its key is shown in the legend.
     *
     * @param dashed for what is compared against
     */
    public void addCurve(String key, Color colour, boolean dashed) {
        removeCurve(key);
        Curve curve = new Curve(key, colour, dashed);
        curves.put(key, curve);
        raw.addSeries(curve.raw);
        smooth.addSeries(curve.smooth);
        showInLegend(key, colour, dashed);
        restyled(theme());
    }

    /** Removes a line; does nothing where there is none of that key. */
    public void removeCurve(String key) {
        Curve curve = curves.remove(key);
        if (curve != null) {
            raw.removeSeries(curve.raw);
            smooth.removeSeries(curve.smooth);
            dropFromLegend(key);
            restyled(theme());
        }
    }

    /** Lets a line be: few points, or set ones, would be bent by smoothing. */
    public void keepExact(String key) {
        curves.get(key).exact = true;
    }

    public boolean hasCurve(String key) {
        return curves.containsKey(key);
    }

    /** Removes all lines. */
    public void clear() {
        List.copyOf(curves.keySet()).forEach(this::removeCurve);
    }

    /** Adds a point to a line; drawn at the next {@link #flush()}. NaN leaves a gap. */
    public void append(String key, double x, double y) {
        Curve curve = curves.get(key);
        curve.raw.add(x, y, false);
        curve.smooth.add(x, smoothed(curve, y), false);
    }

    /** Draws what has been appended. */
    public void flush() {
        smooth.seriesChanged(new org.jfree.data.general.SeriesChangeEvent(this));
        raw.seriesChanged(new org.jfree.data.general.SeriesChangeEvent(this));
    }

    /**
     * Exponential smoothing; the unsmoothed line stays, faintly.
     *
     * @param share 0 (none) to 0.99 of the past
     */
    public void setSmoothing(double share) {
        smoothing = Math.max(0, Math.min(0.99, share));
        for (Curve curve : curves.values()) {
            curve.average = 0;
            curve.weight = 0;
            curve.smooth.clear();
            for (int i = 0; i < curve.raw.getItemCount(); i++) {
                curve.smooth.add(
                        curve.raw.getX(i), smoothed(curve, curve.raw.getY(i).doubleValue()), false);
            }
        }
        restyled(theme());
    }

    /** Makes the horizontal axis logarithmic, base 10; all its values must be above 0. */
    public void setHorizontalLogarithmic() {
        LogAxis axis = new LogAxis(plot().getDomainAxis().getLabel());
        axis.setNumberFormatOverride(
                new DecimalFormat("0.#####", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        axis.setLowerMargin(0.01);
        axis.setUpperMargin(0.01);
        plot().setDomainAxis(axis);
        restyled(theme());
    }

    /** Marks one place of the horizontal axis with a line, in place of the one before. */
    public void setMark(double x, String label) {
        clearMark();
        ValueMarker marker = marker(x, label);
        marker.setLabelAnchor(RectangleAnchor.TOP_LEFT);
        marker.setLabelTextAnchor(TextAnchor.TOP_RIGHT);
        marker.setStroke(ChartStyle.LINE);
        mark = Optional.of(marker);
        plot().addDomainMarker(marker, Layer.FOREGROUND);
        restyled(theme());
    }

    /** Takes the mark away. */
    public void clearMark() {
        mark.ifPresent(marker -> plot().removeDomainMarker(marker, Layer.FOREGROUND));
        mark = Optional.empty();
    }

    /** Fixes the vertical axis, such as 0 to 1. */
    public void setVerticalRange(double low, double high) {
        plot().getRangeAxis().setRange(low, high);
    }

    /** Gives a vertical axis its number format, such as {@code 0.0 %}. */
    public void setVerticalFormat(java.text.NumberFormat format) {
        ((NumberAxis) plot().getRangeAxis()).setNumberFormatOverride(format);
    }

    /**
     * Draws a dashed horizontal line with a name, such as the chance level.
     *
     * @param key a line of the same key is replaced
     */
    public void setReference(String key, double y, String label) {
        ValueMarker old = references.get(key);
        if (old != null) {
            plot().removeRangeMarker(old, Layer.BACKGROUND);
        }
        ValueMarker marker = marker(y, label);
        marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
        marker.setLabelTextAnchor(TextAnchor.BOTTOM_RIGHT);
        marker.setStroke(ChartStyle.DASHED);
        references.put(key, marker);
        plot().addRangeMarker(marker, Layer.BACKGROUND);
        restyled(theme());
    }

    private static ValueMarker marker(double value, String label) {
        ValueMarker marker = new ValueMarker(value);
        marker.setLabel(label);
        marker.setLabelFont(ChartStyle.LABELS);
        marker.setLabelBackgroundColor(new java.awt.Color(0, 0, 0, 0));
        return marker;
    }

    /** The points of a line as they came. */
    public int pointCount(String key) {
        return curves.get(key).raw.getItemCount();
    }

    @Override
    public CsvTable data() {
        List<List<String>> rows = new ArrayList<>();
        curves.forEach(
                (key, curve) -> {
                    for (int i = 0; i < curve.raw.getItemCount(); i++) {
                        rows.add(
                                List.of(
                                        key,
                                        curve.raw.getX(i).toString(),
                                        curve.raw.getY(i).toString()));
                    }
                });
        return new CsvTable(
                List.of(
                        "series",
                        plot().getDomainAxis().getLabel(),
                        plot().getRangeAxis().getLabel()),
                rows);
    }

    @Override
    void restyle(Theme now) {
        super.restyle(now);
        int index = 0;
        for (Curve curve : curves.values()) {
            var stroke = curve.dashed ? ChartStyle.DASHED : ChartStyle.LINE;
            smoothRenderer.setSeriesPaint(index, ChartStyle.awt(curve.colour), false);
            smoothRenderer.setSeriesStroke(index, stroke, false);
            rawRenderer.setSeriesPaint(index, ChartStyle.awt(curve.colour, FAINT), false);
            rawRenderer.setSeriesStroke(index, ChartStyle.HAIRLINE, false);
            index++;
        }
        rawRenderer.setDefaultSeriesVisible(smoothing > 0, false);
        rawRenderer.setDefaultSeriesVisibleInLegend(false, false);
        mark.ifPresent(
                marker -> {
                    marker.setPaint(ChartStyle.awt(Meaning.THRESHOLD.colour()));
                    marker.setLabelPaint(ChartStyle.awt(now.text()));
                });
        for (ValueMarker marker : references.values()) {
            marker.setPaint(ChartStyle.awt(now.secondaryText(), 0.6));
            marker.setLabelPaint(ChartStyle.awt(now.secondaryText()));
        }
    }

    /** Debiased, so that the first points are themselves and not near zero. */
    private double smoothed(Curve curve, double y) {
        if (smoothing == 0 || curve.exact || Double.isNaN(y)) {
            return y;
        }
        curve.average = smoothing * curve.average + (1 - smoothing) * y;
        curve.weight = smoothing * curve.weight + (1 - smoothing);
        return curve.average / curve.weight;
    }

    private static XYLineAndShapeRenderer renderer() {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setAutoPopulateSeriesStroke(false);
        return renderer;
    }
}
