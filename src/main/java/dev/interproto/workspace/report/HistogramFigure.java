package dev.interproto.workspace.report;

import dev.interproto.verification.SimilarityHistogram;
import java.util.List;
import java.util.OptionalDouble;

/** How the similarities of genuine and impostor pairs spread, with the threshold between them. */
public record HistogramFigure(String title, SimilarityHistogram histogram, OptionalDouble threshold)
        implements Figure {

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
        int highest = 1;
        for (int i = 0; i < histogram.genuine().size(); i++) {
            highest = Math.max(highest, histogram.genuine().get(i));
            highest = Math.max(highest, histogram.impostor().get(i));
        }
        PlotArea area =
                new PlotArea(
                        canvas,
                        width(),
                        height(),
                        new Range(histogram.from(), histogram.to()),
                        new Range(0, 1.05 * highest));
        area.title(title);
        area.axes("cosine similarity", "pairs");
        area.legend(
                List.of(
                        new PlotArea.Key("genuine", Palette.GENUINE),
                        new PlotArea.Key("impostor", Palette.IMPOSTOR),
                        new PlotArea.Key("threshold", Palette.THRESHOLD)));
        bars(canvas, area, histogram.impostor(), Palette.IMPOSTOR);
        bars(canvas, area, histogram.genuine(), Palette.GENUINE);
        threshold.ifPresent(
                at ->
                        canvas.segment(
                                area.px(at),
                                area.top(),
                                area.px(at),
                                area.bottom(),
                                Palette.THRESHOLD,
                                2));
    }

    private void bars(Canvas canvas, PlotArea area, List<Integer> counts, int colour) {
        for (int i = 0; i < counts.size(); i++) {
            double left = area.px(histogram.from() + i * histogram.barWidth());
            double right = area.px(histogram.from() + (i + 1) * histogram.barWidth());
            double top = area.py(counts.get(i));
            canvas.rectangle(left, top, right - left, area.bottom() - top, colour, 0.6);
        }
    }
}
