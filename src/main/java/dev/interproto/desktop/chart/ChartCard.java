package dev.interproto.desktop.chart;

import dev.interproto.desktop.control.CsvTable;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.theme.Fonts;
import dev.interproto.desktop.theme.Theme;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.fx.ChartViewer;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.kordamp.ikonli.feather.Feather;

/** A chart on a card: title, legend, menu, plot. */
public abstract class ChartCard extends BorderPane {
    private final Charts charts;
    private final String title;
    private final JFreeChart chart;
    private final ChartViewer viewer;
    private final HBox legend = new HBox(12);
    private final Label hint = new Label();
    private final Map<String, Label> legendLabels = new LinkedHashMap<>();
    // Held here: the theme outlives the chart and must not keep it alive.
    private final ChangeListener<Theme> themeListener = (o, old, now) -> restyled(now);

    ChartCard(Charts charts, String title, XYPlot plot) {
        this.charts = charts;
        this.title = title;
        this.chart = new JFreeChart(null, null, plot, false);
        getStyleClass().add("chart-card");
        viewer = new ChartViewer(chart, false);
        // What FXGraphics2D takes for set already (see ChartStyle) must be so on the canvas.
        viewer.getCanvas()
                .getGraphicsContext2D()
                .setFont(javafx.scene.text.Font.font(Fonts.FAMILY, ChartStyle.LABELS.getSize()));
        viewer.setMinSize(120, 96);
        hint.getStyleClass().add("chart-hint");
        hint.setWrapText(true);
        StackPane frame = new StackPane(viewer, hint);
        frame.setMinSize(160, 120);
        setTop(header());
        setCenter(frame);
        charts.theme().addListener(new javafx.beans.value.WeakChangeListener<>(themeListener));
        viewer.getCanvas().setDomainZoomable(false);
        viewer.getCanvas().setRangeZoomable(false);
    }

    /** Shows a sentence over the plot, such as why it is empty; an empty one shows the plot. */
    public final void setHint(String sentence) {
        hint.setText(sentence);
        viewer.setVisible(sentence.isEmpty());
    }

    /** The numbers drawn, as a table. */
    public abstract CsvTable data();

    final JFreeChart chart() {
        return chart;
    }

    final XYPlot plot() {
        return chart.getXYPlot();
    }

    final ChartViewer viewer() {
        return viewer;
    }

    final Theme theme() {
        return charts.theme().getValue();
    }

    /** Where a place on the viewer lies on the horizontal axis; NaN before the first drawing. */
    final double domainAt(double x) {
        Rectangle2D area = viewer.getRenderingInfo().getPlotInfo().getDataArea();
        return area.getWidth() <= 0
                ? Double.NaN
                : plot().getDomainAxis().java2DToValue(x, area, plot().getDomainAxisEdge());
    }

    /** For a chart whose title, or whose neighbour, says the same. */
    public final void hideLegend() {
        legend.setVisible(false);
        legend.setManaged(false);
    }

    /** Adds or recolours an entry of the legend. */
    final void showInLegend(String key, Color colour, boolean dashed) {
        Line sample = new Line(0, 0, 14, 0);
        sample.setStroke(colour);
        sample.setStrokeWidth(3);
        if (dashed) {
            sample.getStrokeDashArray().setAll(4.0, 4.0);
        }
        Label label = legendLabels.computeIfAbsent(key, Label::new);
        label.setGraphic(sample);
        label.getStyleClass().setAll("label", "secondary");
        if (!legend.getChildren().contains(label)) {
            legend.getChildren().add(label);
        }
    }

    final void dropFromLegend(String key) {
        legend.getChildren().remove(legendLabels.remove(key));
    }

    /** Restyles and draws once. */
    final void restyled(Theme now) {
        chart.setNotify(false);
        restyle(now);
        chart.setNotify(true);
    }

    /** Colours everything anew; draws nothing. */
    void restyle(Theme now) {
        ChartStyle.apply(chart, now);
    }

    /** Draws the chart for paper: on white, with its title and legend. */
    public final void drawForPaper(Graphics2D graphics, double width, double height) {
        boolean notify = chart.isNotify();
        chart.setNotify(false);
        TextTitle heading = new TextTitle(title, ChartStyle.TITLE);
        LegendTitle entries = new LegendTitle(plot());
        chart.setTitle(heading);
        if (legendLabels.size() > 1) {
            chart.addLegend(entries);
        }
        try {
            restyle(Theme.LIGHT);
            chart.setBackgroundPaint(java.awt.Color.WHITE);
            chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        } finally {
            chart.setTitle((TextTitle) null);
            chart.removeSubtitle(entries);
            restyle(theme());
            chart.setNotify(notify);
        }
    }

    private HBox header() {
        Label name = new Label(title);
        name.getStyleClass().add("section-title");
        name.setMinWidth(Region.USE_PREF_SIZE);
        legend.setAlignment(Pos.CENTER_RIGHT);
        HBox.setHgrow(legend, Priority.ALWAYS);
        MenuButton menu = new MenuButton("", Icons.of(Feather.MORE_HORIZONTAL));
        menu.getStyleClass().addAll("quiet", "icon-only");
        menu.setTooltip(new Tooltip(charts.messages().text("chart.menu")));
        menu.getItems()
                .addAll(
                        charts.export()
                                .menuItems(
                                        () ->
                                                title.toLowerCase(Locale.ROOT)
                                                        .replaceAll("\\W+", "-"),
                                        this::drawForPaper,
                                        720,
                                        440,
                                        this::data));
        HBox header = new HBox(name, legend, menu);
        header.getStyleClass().add("chart-header");
        return header;
    }
}
