package dev.interproto.desktop.chart;

import dev.interproto.desktop.theme.Fonts;
import dev.interproto.desktop.theme.Theme;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/** Gives a chart the workbench's colours, thin lines and typeface. */
final class ChartStyle {
    static final Font LABELS = new Font(Fonts.FAMILY, Font.PLAIN, 11);
    static final Font TITLE = new Font(Fonts.FAMILY, Font.BOLD, 15);
    static final BasicStroke HAIRLINE = new BasicStroke(1f);
    static final BasicStroke LINE =
            new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final BasicStroke DASHED =
            new BasicStroke(
                    2f,
                    BasicStroke.CAP_ROUND,
                    BasicStroke.JOIN_ROUND,
                    10f,
                    new float[] {6f, 5f},
                    0f);

    /**
     * Never drawn with otherwise. FXGraphics2D keeps its last paint from one drawing to the next
     * while the canvas forgets it, and then takes setting the same paint again for done: the first
     * paint of a drawing must differ from the last one of the drawing before.
     */
    private static final Color FIRST_PAINT = new Color(1, 2, 3, 0);

    private ChartStyle() {}

    static void apply(JFreeChart chart, Theme theme) {
        // The card behind the chart is its ground.
        chart.setBackgroundPaint(FIRST_PAINT);
        chart.setBorderVisible(false);
        chart.setAntiAlias(true);
        chart.setTextAntiAlias(true);
        chart.setPadding(new RectangleInsets(4, 0, 2, 8));
        XYPlot plot = chart.getXYPlot();
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(awt(theme.line()));
        plot.setRangeGridlineStroke(HAIRLINE);
        plot.setDomainZeroBaselineVisible(false);
        for (int i = 0; i < plot.getDomainAxisCount(); i++) {
            style(plot.getDomainAxis(i), theme, true);
        }
        for (int i = 0; i < plot.getRangeAxisCount(); i++) {
            style(plot.getRangeAxis(i), theme, false);
        }
        if (chart.getTitle() != null) {
            chart.getTitle().setPaint(awt(theme.text()));
        }
        if (chart.getLegend() != null) {
            chart.getLegend().setItemPaint(awt(theme.text()));
            chart.getLegend().setItemFont(LABELS);
            chart.getLegend().setBackgroundPaint(null);
            chart.getLegend().setFrame(org.jfree.chart.block.BlockBorder.NONE);
        }
    }

    private static void style(ValueAxis axis, Theme theme, boolean horizontal) {
        axis.setLabelFont(LABELS);
        axis.setTickLabelFont(LABELS);
        axis.setLabelPaint(awt(theme.secondaryText()));
        axis.setTickLabelPaint(awt(theme.secondaryText()));
        axis.setAxisLineVisible(horizontal);
        axis.setAxisLinePaint(awt(theme.line()));
        axis.setTickMarksVisible(false);
        axis.setTickLabelInsets(new RectangleInsets(3, 6, 3, 6));
        if (axis instanceof NumberAxis number) {
            number.setAutoRangeIncludesZero(false);
        }
    }

    static Color awt(javafx.scene.paint.Color colour) {
        return awt(colour, 1);
    }

    static Color awt(javafx.scene.paint.Color colour, double opacity) {
        return new Color(
                (float) colour.getRed(),
                (float) colour.getGreen(),
                (float) colour.getBlue(),
                (float) (colour.getOpacity() * opacity));
    }
}
