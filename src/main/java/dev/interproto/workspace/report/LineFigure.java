package dev.interproto.workspace.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Curves over one axis.
 *
 * @param title above
 * @param xLabel with its unit
 * @param wholeX whether x counts something, such as epochs
 * @param yLabel with its unit
 * @param series drawn in order
 * @param yFrom lowest y shown, where it is fixed
 * @param yTo highest y shown, where it is fixed
 */
public record LineFigure(
        String title,
        String xLabel,
        boolean wholeX,
        String yLabel,
        List<Series> series,
        Optional<Double> yFrom,
        Optional<Double> yTo)
        implements Figure {

    /**
     * One curve. Points whose y is not a number leave a gap.
     *
     * @param colour 0xRRGGBB
     * @param faint drawn thin and pale, as raw values behind a smoothed curve; not in the legend
     */
    public record Series(String name, int colour, double[] x, double[] y, boolean faint) {}

    public LineFigure {
        series = List.copyOf(series);
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
        Range across = Range.of(series.stream().map(Series::x).toList());
        Range x = wholeX ? across.ofWhole() : across;
        Range upwards = Range.of(series.stream().map(Series::y).toList()).padded(0.04);
        Range y = new Range(yFrom.orElse(upwards.from()), yTo.orElse(upwards.to()));
        PlotArea area = new PlotArea(canvas, width(), height(), x, y);
        area.title(title);
        area.axes(xLabel, yLabel);
        area.legend(
                series.stream()
                        .filter(line -> !line.faint())
                        .map(line -> new PlotArea.Key(line.name(), line.colour()))
                        .toList());
        for (Series line : series) {
            draw(canvas, area, line);
        }
    }

    private static void draw(Canvas canvas, PlotArea area, Series line) {
        List<double[]> piece = new ArrayList<>();
        for (int i = 0; i <= line.x().length; i++) {
            if (i < line.x().length && Double.isFinite(line.y()[i])) {
                piece.add(new double[] {area.px(line.x()[i]), area.py(line.y()[i])});
            } else if (!piece.isEmpty()) {
                stroke(canvas, piece, line);
                piece.clear();
            }
        }
    }

    private static void stroke(Canvas canvas, List<double[]> piece, Series line) {
        double[] x = piece.stream().mapToDouble(point -> point[0]).toArray();
        double[] y = piece.stream().mapToDouble(point -> point[1]).toArray();
        canvas.line(x, y, line.colour(), line.faint() ? 0.8 : 1.8, line.faint() ? 0.3 : 1);
        if (!line.faint() && piece.size() <= 40) {
            for (double[] point : piece) {
                canvas.dot(point[0], point[1], 2.4, line.colour(), 1);
            }
        }
    }
}
