package dev.interproto.desktop.chart;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.theme.Theme;
import javafx.beans.value.ObservableValue;

/** Makes charts that follow the theme and can be saved. */
public final class Charts {
    private final ObservableValue<Theme> theme;
    private final Messages messages;
    private final FigureExport export;

    public Charts(ObservableValue<Theme> theme, Messages messages, FigureExport export) {
        this.theme = theme;
        this.messages = messages;
        this.export = export;
    }

    /**
     * Lines over a common axis.
     *
     * @param x name and unit of the horizontal axis
     * @param y name and unit of the vertical axis
     */
    public CurveChart curves(String title, String x, String y) {
        return new CurveChart(this, title, x, y);
    }

    /** Bars of counts over intervals. */
    public HistogramChart histogram(String title, String x, String y) {
        return new HistogramChart(this, title, x, y);
    }

    /** A bar for each of some groups. */
    public GroupBarChart groupBars(String title, String x, String y) {
        return new GroupBarChart(this, title, x, y);
    }

    /** Counts over two whole numbers, one of which combinations is chosen. */
    public HeatMapChart heatMap(String title, String x, String y) {
        return new HeatMapChart(this, title, x, y);
    }

    /** True acceptance over false acceptance. */
    public RocChart roc(String title, String falseAcceptance, String trueAcceptance) {
        return new RocChart(this, title, falseAcceptance, trueAcceptance);
    }

    /** Saves figures that pages draw themselves. */
    public FigureExport export() {
        return export;
    }

    ObservableValue<Theme> theme() {
        return theme;
    }

    Messages messages() {
        return messages;
    }
}
