package dev.interproto.workspace.report;

import dev.interproto.verification.IdentificationReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The cumulative match characteristic of an identification, above that of guessing. */
public record CmcFigure(String title, IdentificationReport report) implements Figure {

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
        double[] ranks = IntStream.rangeClosed(1, report.cmc().size()).asDoubleStream().toArray();
        double[] rates = report.cmc().stream().mapToDouble(rate -> 100 * rate).toArray();
        double[] chance = report.chance().stream().mapToDouble(rate -> 100 * rate).toArray();
        return new LineFigure(
                title,
                "rank among " + report.galleryIdentities() + " identities",
                true,
                "queries found (%)",
                List.of(
                        new LineFigure.Series("guessing", Palette.SECONDARY, ranks, chance, true),
                        new LineFigure.Series(
                                report.queries() + " queries",
                                Palette.ACCENT,
                                ranks,
                                rates,
                                false)),
                Optional.of(0.0),
                Optional.of(100.0));
    }
}
