package dev.interproto.workspace.report;

import dev.interproto.verification.RocPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ROC curves of one or more evaluations, with the diagonal of guessing. */
public record RocFigure(String title, List<Curve> curves) implements Figure {
    /** One evaluation's curve. */
    public record Curve(String name, int colour, List<RocPoint> points) {}

    public RocFigure {
        curves = List.copyOf(curves);
    }

    @Override
    public double width() {
        return asLines().width();
    }

    @Override
    public double height() {
        return asLines().height();
    }

    @Override
    public void draw(Canvas canvas) {
        asLines().draw(canvas);
    }

    private LineFigure asLines() {
        List<LineFigure.Series> series = new ArrayList<>();
        double[] ends = {0, 1};
        series.add(new LineFigure.Series("guessing", Palette.SECONDARY, ends, ends, true));
        for (Curve curve : curves) {
            series.add(
                    new LineFigure.Series(
                            curve.name(),
                            curve.colour(),
                            curve.points().stream().mapToDouble(RocPoint::far).toArray(),
                            curve.points().stream().mapToDouble(RocPoint::tar).toArray(),
                            false));
        }
        return new LineFigure(
                title,
                "false accept rate",
                false,
                "true accept rate",
                series,
                Optional.of(0.0),
                Optional.of(1.0));
    }
}
