package dev.interproto.desktop.chart;

import dev.interproto.desktop.control.CsvTable;
import dev.interproto.desktop.theme.Meaning;
import dev.interproto.desktop.theme.Theme;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * A receiver operating characteristic with the threshold's place on it. Both axes run from 0 to 1.
 * FX thread only.
 */
public final class RocChart extends ChartCard {
    private final XYSeriesCollection curves = new XYSeriesCollection();
    private final XYSeries point = new XYSeries("threshold");
    private final XYLineAndShapeRenderer lines = new XYLineAndShapeRenderer(true, false);
    private final XYLineAndShapeRenderer marks = new XYLineAndShapeRenderer(false, true);
    private final List<Color> colours = new ArrayList<>();
    private double[] falseAcceptance = {};
    private double[] trueAcceptance = {};
    private Optional<IntConsumer> dragged = Optional.empty();

    RocChart(Charts charts, String title, String x, String y) {
        super(charts, title, new XYPlot());
        plot().setDomainAxis(fixed(x));
        plot().setRangeAxis(fixed(y));
        marks.setSeriesPaint(0, ChartStyle.awt(Meaning.THRESHOLD.colour()));
        marks.setSeriesShape(0, new Ellipse2D.Double(-6, -6, 12, 12));
        marks.setDefaultSeriesVisibleInLegend(false);
        plot().setDataset(0, new XYSeriesCollection(point));
        plot().setRenderer(0, marks);
        plot().setDataset(1, curves);
        plot().setRenderer(1, lines);
        restyle(theme());
        viewer().addEventFilter(MouseEvent.ANY, this::drag);
    }

    /**
     * Shows a curve; the first one shown carries the threshold's point.
     *
     * @param falseAcceptance rates, ascending, 0 to 1
     * @param trueAcceptance rates beside them
     */
    public void addCurve(
            String key, Color colour, double[] falseAcceptance, double[] trueAcceptance) {
        XYSeries series = new XYSeries(key, false);
        for (int i = 0; i < falseAcceptance.length; i++) {
            series.add(falseAcceptance[i], trueAcceptance[i], false);
        }
        if (colours.isEmpty()) {
            this.falseAcceptance = falseAcceptance.clone();
            this.trueAcceptance = trueAcceptance.clone();
        }
        colours.add(colour);
        curves.addSeries(series);
        showInLegend(key, colour, false);
        restyled(theme());
    }

    /** Removes all curves and the point. */
    public void clear() {
        for (Object series : curves.getSeries()) {
            dropFromLegend(((XYSeries) series).getKey().toString());
        }
        colours.clear();
        curves.removeAllSeries();
        point.clear();
    }

    /** Puts the threshold's point at a pair of rates. */
    public void setPoint(double falseAcceptanceRate, double trueAcceptanceRate) {
        point.clear();
        point.add(falseAcceptanceRate, trueAcceptanceRate);
    }

    /**
     * Lets the person drag the point along the first curve; told the index of its nearest place.
     */
    public void onPointDragged(IntConsumer consumer) {
        dragged = Optional.of(consumer);
    }

    @Override
    public CsvTable data() {
        List<List<String>> rows = new ArrayList<>();
        for (Object entry : curves.getSeries()) {
            XYSeries series = (XYSeries) entry;
            for (int i = 0; i < series.getItemCount(); i++) {
                rows.add(
                        List.of(
                                series.getKey().toString(),
                                series.getX(i).toString(),
                                series.getY(i).toString()));
            }
        }
        return new CsvTable(List.of("series", "false_acceptance", "true_acceptance"), rows);
    }

    @Override
    void restyle(Theme now) {
        super.restyle(now);
        for (int i = 0; i < colours.size(); i++) {
            lines.setSeriesPaint(i, ChartStyle.awt(colours.get(i)), false);
            lines.setSeriesStroke(i, ChartStyle.LINE, false);
        }
        plot().setDomainGridlinesVisible(true);
        plot().setDomainGridlinePaint(ChartStyle.awt(now.line()));
        plot().setDomainGridlineStroke(ChartStyle.HAIRLINE);
    }

    private static NumberAxis fixed(String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setRange(-0.005, 1.005);
        return axis;
    }

    private void drag(MouseEvent event) {
        boolean moves =
                event.getEventType() == MouseEvent.MOUSE_DRAGGED
                        || event.getEventType() == MouseEvent.MOUSE_PRESSED;
        if (dragged.isEmpty() || falseAcceptance.length == 0 || !moves) {
            return;
        }
        var area = viewer().getRenderingInfo().getPlotInfo().getDataArea();
        if (area.getHeight() <= 0) {
            return;
        }
        double x = domainAt(event.getX());
        double y =
                plot().getRangeAxis().java2DToValue(event.getY(), area, plot().getRangeAxisEdge());
        dragged.get().accept(nearest(x, y));
        event.consume();
    }

    private int nearest(double x, double y) {
        int best = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < falseAcceptance.length; i++) {
            double distance = Math.hypot(falseAcceptance[i] - x, trueAcceptance[i] - y);
            if (distance < smallest) {
                smallest = distance;
                best = i;
            }
        }
        return best;
    }
}
