package dev.interproto.desktop.chart;

import dev.interproto.desktop.control.CsvTable;
import dev.interproto.desktop.theme.Meaning;
import dev.interproto.desktop.theme.Theme;
import java.awt.BasicStroke;
import java.awt.Paint;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.util.Duration;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.data.xy.DefaultXYZDataset;

/**
 * Counts over two whole numbers, as colours and figures; one combination is chosen, by a click or
 * the arrow keys. One hue whose lightness alone tells the counts apart, so that colour blindness
 * does not matter. FX thread only.
 */
public final class HeatMapChart extends ChartCard {
    private static final BasicStroke OUTLINE = new BasicStroke(2.5f);

    /** Figures of five digits and more would run over their cells. */
    private static final int LONGEST_FIGURE = 10_000;

    /**
     * What is counted.
     *
     * @param firstX of the first column
     * @param firstY of the first row
     * @param counts by row, then column; all rows of one length
     */
    public record Cells(int firstX, int firstY, int[][] counts) {
        int columns() {
            return counts[0].length;
        }

        boolean hold(int x, int y) {
            return x >= firstX
                    && x < firstX + columns()
                    && y >= firstY
                    && y < firstY + counts.length;
        }

        int at(int x, int y) {
            return counts[y - firstY][x - firstX];
        }
    }

    private record Cell(int x, int y) {}

    private final String xTitle;
    private final String yTitle;
    private final XYBlockRenderer renderer = new XYBlockRenderer();
    private final Tooltip tooltip = new Tooltip();
    private Optional<Cells> cells = Optional.empty();
    private Optional<Cell> chosen = Optional.empty();
    private BiConsumer<Integer, Integer> onChosen = (x, y) -> {};
    private BiFunction<Integer, Integer, String> explained = (x, y) -> "";

    HeatMapChart(Charts charts, String title, String x, String y) {
        super(charts, title, new XYPlot());
        this.xTitle = x;
        this.yTitle = y;
        plot().setDomainAxis(axis(x));
        plot().setRangeAxis(axis(y));
        plot().setRenderer(renderer);
        plot().setRangeGridlinesVisible(false);
        viewer().setFocusTraversable(true);
        viewer().addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        viewer().addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        viewer().addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        tooltip.setShowDelay(Duration.millis(150));
        Tooltip.install(viewer(), tooltip);
        restyle(theme());
    }

    private static NumberAxis axis(String title) {
        NumberAxis axis = new NumberAxis(title);
        axis.setTickUnit(new NumberTickUnit(1));
        return axis;
    }

    /** Shows counts. */
    public void setCells(Cells now) {
        cells = Optional.of(now);
        int columns = now.columns();
        double[][] values = new double[3][columns * now.counts().length];
        for (int row = 0; row < now.counts().length; row++) {
            for (int column = 0; column < columns; column++) {
                int i = row * columns + column;
                values[0][i] = now.firstX() + column;
                values[1][i] = now.firstY() + row;
                values[2][i] = now.counts()[row][column];
            }
        }
        DefaultXYZDataset data = new DefaultXYZDataset();
        data.addSeries("counts", values);
        plot().getDomainAxis().setRange(now.firstX() - 0.5, now.firstX() + columns - 0.5);
        plot().getRangeAxis()
                .setRange(now.firstY() - 0.5, now.firstY() + now.counts().length - 0.5);
        plot().setDataset(data);
        restyled(theme());
    }

    /** Outlines a combination; one outside the cells is not shown. */
    public void setChosen(int x, int y) {
        chosen = Optional.of(new Cell(x, y));
        restyled(theme());
    }

    /** Told of the combination that the person chooses; the chart does not outline it by itself. */
    public void onChosen(BiConsumer<Integer, Integer> consumer) {
        onChosen = consumer;
    }

    /** Gives the tooltip of a combination. */
    public void setExplanation(BiFunction<Integer, Integer, String> text) {
        explained = text;
    }

    @Override
    public CsvTable data() {
        List<List<String>> rows = new ArrayList<>();
        cells.ifPresent(
                now -> {
                    for (int row = 0; row < now.counts().length; row++) {
                        for (int column = 0; column < now.columns(); column++) {
                            rows.add(
                                    List.of(
                                            Integer.toString(now.firstX() + column),
                                            Integer.toString(now.firstY() + row),
                                            Integer.toString(now.counts()[row][column])));
                        }
                    }
                });
        return new CsvTable(List.of(xTitle, yTitle, "count"), rows);
    }

    @Override
    void restyle(Theme now) {
        super.restyle(now);
        plot().clearAnnotations();
        cells.ifPresent(grid -> paint(grid, now));
    }

    private void paint(Cells grid, Theme now) {
        int most = 1;
        for (int[] row : grid.counts()) {
            for (int count : row) {
                most = Math.max(most, count);
            }
        }
        Ramp ramp = new Ramp(now, most);
        renderer.setPaintScale(ramp);
        for (int row = 0; row < grid.counts().length; row++) {
            for (int column = 0; column < grid.columns(); column++) {
                int count = grid.counts()[row][column];
                XYTextAnnotation figure =
                        new XYTextAnnotation(
                                figure(count), grid.firstX() + column, grid.firstY() + row);
                figure.setFont(ChartStyle.LABELS);
                figure.setPaint(ramp.ink(count));
                plot().addAnnotation(figure, false);
            }
        }
        chosen.filter(cell -> grid.hold(cell.x(), cell.y()))
                .ifPresent(
                        cell ->
                                plot().addAnnotation(
                                                new XYBoxAnnotation(
                                                        cell.x() - 0.5,
                                                        cell.y() - 0.5,
                                                        cell.x() + 0.5,
                                                        cell.y() + 0.5,
                                                        OUTLINE,
                                                        ChartStyle.awt(now.text())),
                                                false));
    }

    private static String figure(int count) {
        return count < LONGEST_FIGURE
                ? Integer.toString(count)
                : String.format(Locale.ROOT, "%dk", Math.round(count / 1000.0));
    }

    /** From the card's ground to the colour of children; by the root, so that few differ too. */
    private record Ramp(Theme theme, int most) implements PaintScale {
        private Color colour(double count) {
            return count <= 0
                    ? theme.window()
                    : theme.card()
                            .interpolate(
                                    Meaning.CHILD.colour(), 0.12 + 0.88 * Math.sqrt(count / most));
        }

        /** Dark on light cells and light on dark ones. */
        java.awt.Color ink(int count) {
            if (count == 0) {
                return ChartStyle.awt(theme.secondaryText());
            }
            Color ground = colour(count);
            double luminance =
                    0.2126 * linear(ground.getRed())
                            + 0.7152 * linear(ground.getGreen())
                            + 0.0722 * linear(ground.getBlue());
            // Where black and white stand out alike: (L + 0.05)² = 0.05 · 1.05.
            return luminance > 0.179 ? java.awt.Color.BLACK : java.awt.Color.WHITE;
        }

        private static double linear(double channel) {
            return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
        }

        @Override
        public double getLowerBound() {
            return 0;
        }

        @Override
        public double getUpperBound() {
            return most;
        }

        @Override
        public Paint getPaint(double value) {
            return ChartStyle.awt(colour(value));
        }
    }

    private Optional<Cell> cellAt(MouseEvent event) {
        Rectangle2D area = viewer().getRenderingInfo().getPlotInfo().getDataArea();
        if (area.getWidth() <= 0 || !area.contains(event.getX(), event.getY())) {
            return Optional.empty();
        }
        double x = domainAt(event.getX());
        double y =
                plot().getRangeAxis().java2DToValue(event.getY(), area, plot().getRangeAxisEdge());
        Cell cell = new Cell((int) Math.round(x), (int) Math.round(y));
        return cells.filter(grid -> grid.hold(cell.x(), cell.y())).map(grid -> cell);
    }

    private void clicked(MouseEvent event) {
        viewer().requestFocus();
        cellAt(event).ifPresent(cell -> onChosen.accept(cell.x(), cell.y()));
    }

    private void moved(MouseEvent event) {
        String text = cellAt(event).map(cell -> explained.apply(cell.x(), cell.y())).orElse("");
        tooltip.setText(text);
        tooltip.setOpacity(text.isEmpty() ? 0 : 1);
    }

    private void pressed(KeyEvent key) {
        int right = key.getCode() == KeyCode.RIGHT ? 1 : key.getCode() == KeyCode.LEFT ? -1 : 0;
        int up = key.getCode() == KeyCode.UP ? 1 : key.getCode() == KeyCode.DOWN ? -1 : 0;
        if (right == 0 && up == 0 || chosen.isEmpty() || cells.isEmpty()) {
            return;
        }
        int x = chosen.get().x() + right;
        int y = chosen.get().y() + up;
        if (cells.get().hold(x, y)) {
            onChosen.accept(x, y);
        }
        key.consume();
    }
}
