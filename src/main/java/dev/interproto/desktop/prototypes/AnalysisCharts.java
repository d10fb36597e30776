package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.chart.ChartCard;
import dev.interproto.desktop.chart.Charts;
import dev.interproto.desktop.chart.GroupBarChart;
import dev.interproto.desktop.chart.HistogramChart;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.runs.CurveColours;
import dev.interproto.desktop.theme.Meaning;
import dev.interproto.verification.analysis.Analysis;
import dev.interproto.verification.analysis.GroupSimilarities;
import dev.interproto.verification.analysis.ImageAngles;
import dev.interproto.verification.analysis.Spread;
import java.util.List;
import java.util.Optional;
import javafx.scene.paint.Color;

/** The charts of an analysis. FX thread only. */
final class AnalysisCharts {
    /** Narrower than this nothing is read from an axis. */
    private static final double LEAST_BARS = 10;

    private final Messages messages;
    private final HistogramChart prototypes;
    private final HistogramChart means;
    private final HistogramChart own;
    private final HistogramChart others;
    private final GroupBarChart ages;

    /** A group of a chart. */
    private record Group(String key, Color colour, Spread spread) {}

    AnalysisCharts(Charts charts, Messages messages) {
        this.messages = messages;
        String cosine = messages.text("analysis.chart.cosine");
        String pairs = messages.text("analysis.chart.pairs");
        String images = messages.text("analysis.chart.images");
        prototypes = charts.histogram(messages.text("analysis.chart.prototypes"), cosine, pairs);
        means = charts.histogram(messages.text("analysis.chart.means"), cosine, pairs);
        own =
                charts.histogram(
                        messages.text("analysis.chart.own"),
                        messages.text("analysis.chart.angle"),
                        images);
        others =
                charts.histogram(
                        messages.text("analysis.chart.others"),
                        messages.text("analysis.chart.angle.mean"),
                        images);
        ages =
                charts.groupBars(
                        messages.text("analysis.chart.ages"),
                        messages.text("analysis.chart.age"),
                        messages.text("analysis.chart.angle.mean"));
        ages.setId("analysis-ages");
    }

    /** In reading order. */
    List<ChartCard> all() {
        return List.of(prototypes, means, own, others, ages);
    }

    void show(Analysis analysis) {
        show(prototypes, analysis.prototypes(), "analysis.none.prototypes");
        show(means, analysis.means(), "analysis.none.means");
        Optional<ImageAngles> angles = analysis.angles();
        String childImages = messages.text("analysis.childImages");
        String adultImages = messages.text("analysis.adultImages");
        show(
                own,
                angles.map(
                                found ->
                                        List.of(
                                                child(childImages, found.child().own()),
                                                adult(adultImages, found.adult().own())))
                        .orElse(List.of()),
                "analysis.none.angles");
        show(
                others,
                angles.map(
                                found ->
                                        List.of(
                                                child(
                                                        messages.text("analysis.toChildren"),
                                                        found.child().children()),
                                                adult(
                                                        messages.text("analysis.toAdults"),
                                                        found.child().adults())))
                        .orElse(List.of()),
                "analysis.none.angles");
        ages.setBars(
                angles.map(ImageAngles::ages).orElse(List.of()).stream()
                        .map(age -> bar(age, analysis.options().rule().childAge()))
                        .toList());
        boolean aged =
                angles.map(ImageAngles::ages).orElse(List.of()).stream()
                        .anyMatch(age -> age.own().count() > 0);
        ages.setHint(
                aged
                        ? ""
                        : messages.text(
                                angles.isPresent()
                                        ? "analysis.none.ages"
                                        : "analysis.none.angles"));
    }

    private static GroupBarChart.Bar bar(ImageAngles.OfAge age, int childAge) {
        return new GroupBarChart.Bar(
                age.bin().label(),
                age.own().count(),
                age.own().mean().orElse(Double.NaN),
                (age.bin().from() < childAge ? Meaning.CHILD : Meaning.ADULT).colour());
    }

    private void show(HistogramChart chart, Optional<GroupSimilarities> found, String none) {
        show(
                chart,
                found.map(
                                groups ->
                                        List.of(
                                                child(
                                                        messages.text("training.curve.childChild"),
                                                        groups.childChild()),
                                                adult(
                                                        messages.text("training.curve.adultAdult"),
                                                        groups.adultAdult()),
                                                new Group(
                                                        messages.text("training.curve.childAdult"),
                                                        CurveColours.NEUTRAL,
                                                        groups.childAdult())))
                        .orElse(List.of()),
                none);
    }

    /** Shares, since the groups differ in size; over what holds any. */
    private void show(HistogramChart chart, List<Group> groups, String none) {
        chart.clear();
        boolean empty = groups.stream().allMatch(group -> group.spread().count() == 0);
        chart.setHint(empty ? messages.text(none) : "");
        if (empty) {
            return;
        }
        List<Spread> spreads = Spread.readable(groups.stream().map(Group::spread).toList());
        for (int i = 0; i < spreads.size(); i++) {
            Spread spread = spreads.get(i);
            chart.setBins(
                    groups.get(i).key(),
                    new HistogramChart.Bins(
                            groups.get(i).colour(),
                            spread.from(),
                            spread.barWidth(),
                            spread.shares()));
        }
        int bars = spreads.get(0).bars().size();
        int first = bars;
        int last = 0;
        for (Spread spread : spreads) {
            for (int i = 0; i < bars; i++) {
                if (spread.bars().get(i) > 0) {
                    first = Math.min(first, i);
                    last = Math.max(last, i);
                }
            }
        }
        double middle = (first + last + 1) / 2.0;
        double half = Math.max(LEAST_BARS / 2, (last + 1 - first) / 2.0 + 1);
        Spread scale = spreads.get(0);
        chart.setHorizontalRange(
                Math.max(scale.from(), scale.from() + (middle - half) * scale.barWidth()),
                Math.min(scale.to(), scale.from() + (middle + half) * scale.barWidth()));
    }

    private static Group child(String key, Spread spread) {
        return new Group(key, Meaning.CHILD.colour(), spread);
    }

    private static Group adult(String key, Spread spread) {
        return new Group(key, Meaning.ADULT.colour(), spread);
    }
}
