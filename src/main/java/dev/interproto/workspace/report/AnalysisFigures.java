package dev.interproto.workspace.report;

import dev.interproto.verification.analysis.Analysis;
import dev.interproto.verification.analysis.GroupSimilarities;
import dev.interproto.verification.analysis.ImageAngles;
import dev.interproto.verification.analysis.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The figures of an analysis. */
public final class AnalysisFigures {
    private static final int MIXED = 0x868E96;

    /** A line of a figure. */
    private record Line(String name, int colour, Spread spread) {}

    private AnalysisFigures() {}

    /**
     * One for each part that was measured, by the name of its file.
     *
     * @param model whose, for the titles
     */
    public static Map<String, Figure> of(Analysis analysis, String model) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        analysis.prototypes()
                .ifPresent(
                        found ->
                                figures.put(
                                        "prototypes",
                                        similarities("Similarity of prototypes", model, found)));
        analysis.means()
                .ifPresent(
                        found ->
                                figures.put(
                                        "identity-means",
                                        similarities(
                                                "Similarity of identity means", model, found)));
        analysis.angles()
                .ifPresent(
                        found -> {
                            figures.put("own-prototype", own(model, found));
                            figures.put("other-prototypes", others(model, found));
                            figures.put("ages", ages(analysis, model, found));
                        });
        return figures;
    }

    private static Figure similarities(String title, String model, GroupSimilarities found) {
        return spreads(
                title,
                model,
                "cosine similarity",
                "pairs",
                List.of(
                        new Line("child–child", Palette.CHILD, found.childChild()),
                        new Line("adult–adult", Palette.ADULT, found.adultAdult()),
                        new Line("child–adult", MIXED, found.childAdult())));
    }

    private static Figure own(String model, ImageAngles found) {
        return spreads(
                "Images to their own prototype",
                model,
                "angle (degrees)",
                "images",
                List.of(
                        new Line("child images", Palette.CHILD, found.child().own()),
                        new Line("adult images", Palette.ADULT, found.adult().own())));
    }

    private static Figure others(String model, ImageAngles found) {
        return spreads(
                "Child images to prototypes of others",
                model,
                "mean angle of an image (degrees)",
                "images",
                List.of(
                        new Line("to child prototypes", Palette.CHILD, found.child().children()),
                        new Line("to adult prototypes", Palette.ADULT, found.child().adults())));
    }

    private static Figure ages(Analysis analysis, String model, ImageAngles found) {
        int childAge = analysis.options().rule().childAge();
        BarFigure figure =
                new BarFigure(
                        "Images to their own prototype, by age",
                        "age in years (images measured above the bars)",
                        "mean angle (degrees)",
                        found.ages().stream().map(age -> bar(age, childAge)).toList());
        return new CaptionedFigure(figure, model);
    }

    private static BarFigure.Bar bar(ImageAngles.OfAge age, int childAge) {
        return new BarFigure.Bar(
                age.bin().label(),
                age.own().mean(),
                Long.toString(age.own().count()),
                age.bin().from() < childAge ? Palette.CHILD : Palette.ADULT);
    }

    /** Shares of what is counted, since the groups differ in size; empty groups are said. */
    private static Figure spreads(
            String title, String model, String x, String counted, List<Line> lines) {
        List<Spread> spreads = Spread.readable(lines.stream().map(Line::spread).toList());
        List<LineFigure.Series> series = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (spreads.get(i).count() > 0) {
                series.add(series(lines.get(i), spreads.get(i)));
            }
        }
        LineFigure figure =
                new LineFigure(
                        title,
                        x,
                        false,
                        "share of " + counted + " (%)",
                        series,
                        Optional.of(0.0),
                        Optional.empty());
        String means =
                lines.stream()
                        .map(line -> mean(line, counted))
                        .collect(Collectors.joining(" · ", "Means: ", ""));
        return new CaptionedFigure(new CaptionedFigure(figure, means), model);
    }

    private static String mean(Line line, String counted) {
        Spread spread = line.spread();
        return spread.mean().isPresent()
                ? String.format(
                        Locale.ROOT,
                        "%s %.3f (%d %s)",
                        line.name(),
                        spread.mean().getAsDouble(),
                        spread.count(),
                        counted)
                : line.name() + " none";
    }

    /** The middles of the bars from the first that holds anything to the last. */
    private static LineFigure.Series series(Line line, Spread spread) {
        double[] shares = spread.shares();
        int[] filled = IntStream.range(0, shares.length).filter(i -> shares[i] > 0).toArray();
        int first = Math.max(0, filled[0] - 1);
        int last = Math.min(shares.length - 1, filled[filled.length - 1] + 1);
        return new LineFigure.Series(
                line.name(),
                line.colour(),
                IntStream.rangeClosed(first, last)
                        .mapToDouble(i -> spread.from() + (i + 0.5) * spread.barWidth())
                        .toArray(),
                IntStream.rangeClosed(first, last).mapToDouble(i -> shares[i]).toArray(),
                false);
    }
}
