package dev.interproto.desktop.chart;

import dev.interproto.desktop.control.CsvTable;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.theme.Theme;
import java.awt.Paint;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.paint.Color;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.RangeType;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** A bar from zero for each of some groups, whose sizes stand beside their names. */
public final class GroupBarChart extends ChartCard {
    /** Of the room between two groups. */
    private static final double WIDTH = 0.7;

    /**
     * A group.
     *
     * @param name below the bar
     * @param count its size, behind the name
     * @param value 0 or more; NaN for a group that is empty
     */
    public record Bar(String name, long count, double value, Color colour) {}

    private final XYBarRenderer renderer =
            new XYBarRenderer(0.0) {
                @Override
                public Paint getItemPaint(int series, int item) {
                    return ChartStyle.awt(bars.get(item).colour());
                }
            };
    private List<Bar> bars = List.of();

    GroupBarChart(Charts charts, String title, String x, String y) {
        super(charts, title, new XYPlot());
        NumberAxis vertical = new NumberAxis(y);
        vertical.setRangeType(RangeType.POSITIVE);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setUseYInterval(true);
        plot().setDomainAxis(new SymbolAxis(x, new String[0]));
        plot().setRangeAxis(vertical);
        plot().setRenderer(renderer);
        restyle(theme());
    }

    /** Shows these groups, from the left. */
    public void setBars(List<Bar> groups) {
        bars = List.copyOf(groups);
        SymbolAxis axis =
                new SymbolAxis(
                        plot().getDomainAxis().getLabel(),
                        bars.stream()
                                .map(bar -> bar.name() + " (" + Formats.count(bar.count()) + ")")
                                .toArray(String[]::new));
        axis.setGridBandsVisible(false);
        axis.setRange(-0.5, Math.max(1, bars.size()) - 0.5);
        XYIntervalSeries series = new XYIntervalSeries("groups");
        for (int i = 0; i < bars.size(); i++) {
            double top = Double.isNaN(bars.get(i).value()) ? 0 : bars.get(i).value();
            series.add(i, i - WIDTH / 2, i + WIDTH / 2, top, 0, top);
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(series);
        plot().setDomainAxis(axis);
        plot().setDataset(data);
        restyled(theme());
    }

    @Override
    public CsvTable data() {
        List<List<String>> rows = new ArrayList<>();
        for (Bar bar : bars) {
            rows.add(
                    List.of(
                            bar.name(),
                            Long.toString(bar.count()),
                            Double.isNaN(bar.value()) ? "" : Double.toString(bar.value())));
        }
        return new CsvTable(
                List.of(
                        plot().getDomainAxis().getLabel(),
                        "count",
                        plot().getRangeAxis().getLabel()),
                rows);
    }

    @Override
    void restyle(Theme now) {
        super.restyle(now);
        ((NumberAxis) plot().getRangeAxis()).setAutoRangeIncludesZero(true);
    }
}
