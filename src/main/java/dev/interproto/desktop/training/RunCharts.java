package dev.interproto.desktop.training;

import dev.interproto.desktop.chart.Charts;
import dev.interproto.desktop.chart.CurveChart;
import dev.interproto.desktop.chart.LinkedAxes;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.runs.CurveColours;
import dev.interproto.desktop.runs.DrawnCurve;
import dev.interproto.desktop.runs.RunHistory;
import dev.interproto.desktop.runs.SimilarityMetric;
import dev.interproto.desktop.runs.StepMetric;
import dev.interproto.desktop.theme.Meaning;
import dev.interproto.training.TrainingEvent.SimilaritiesMeasured;
import dev.interproto.workspace.EpochAccuracy;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The charts of a run over one common axis of steps. FX thread only. */
final class RunCharts {
    private final Messages messages;
    private final CurveChart loss;
    private final CurveChart accuracy;
    private final CurveChart rate;
    private final CurveChart speed;
    private final CurveChart similarity;
    private final LinkedAxes axes;
    private final Map<SimilarityMetric, DrawnCurve> similarities =
            new EnumMap<>(SimilarityMetric.class);
    private final Map<String, DrawnCurve> testSets = new LinkedHashMap<>();
    private DrawnCurve total;
    private DrawnCurve margin;
    private DrawnCurve interPrototype;
    private DrawnCurve batchAccuracy;
    private DrawnCurve rateCurve;
    private DrawnCurve speedCurve;
    private double chance = Double.NaN;

    RunCharts(Charts charts, Messages messages) {
        this.messages = messages;
        String step = messages.text("training.chart.step");
        loss =
                charts.curves(
                        messages.text("training.chart.loss"),
                        step,
                        messages.text("training.chart.loss.y"));
        accuracy =
                charts.curves(
                        messages.text("training.chart.accuracy"),
                        step,
                        messages.text("training.chart.accuracy.y"));
        rate =
                charts.curves(
                        messages.text("training.chart.rate"),
                        step,
                        messages.text("training.chart.rate.y"));
        speed =
                charts.curves(
                        messages.text("training.chart.speed"),
                        step,
                        messages.text("training.chart.speed.y"));
        similarity =
                charts.curves(
                        messages.text("training.chart.similarity"),
                        step,
                        messages.text("runs.chart.similarity"));
        similarity.setId("similarity-chart");
        loss.setId("loss-chart");
        accuracy.setId("accuracy-chart");
        accuracy.setVerticalFormat(
                new DecimalFormat("0 %", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        axes = LinkedAxes.link(loss, accuracy, rate, speed, similarity);
        all().forEach(chart -> HBox.setHgrow(chart, Priority.ALWAYS));
        all().forEach(chart -> chart.setMinWidth(0));
        all().forEach(chart -> chart.setPrefWidth(400));
        clear();
    }

    List<Node> learning() {
        return List.of(loss, accuracy);
    }

    List<Node> machine() {
        return List.of(rate, speed);
    }

    List<Node> prototypes() {
        return List.of(similarity);
    }

    /** For another run. */
    void clear() {
        all().forEach(CurveChart::clear);
        testSets.clear();
        chance = Double.NaN;
        total =
                new DrawnCurve(
                        loss, messages.text("training.curve.total"), CurveColours.NEUTRAL, false);
        margin =
                new DrawnCurve(
                        loss, messages.text("training.curve.margin"), CurveColours.of(0), false);
        // It is about child prototypes, so it has their colour.
        interPrototype =
                new DrawnCurve(
                        loss,
                        messages.text("training.curve.interPrototype"),
                        Meaning.CHILD.colour(),
                        false);
        batchAccuracy =
                new DrawnCurve(
                        accuracy,
                        messages.text("training.curve.training"),
                        CurveColours.NEUTRAL,
                        false);
        rateCurve =
                new DrawnCurve(
                        rate, messages.text("training.chart.rate"), CurveColours.of(0), true);
        speedCurve =
                new DrawnCurve(
                        speed, messages.text("training.chart.speed"), CurveColours.of(2), false);
        for (SimilarityMetric metric : SimilarityMetric.values()) {
            similarities.put(metric, similarityCurve(metric));
        }
    }

    private DrawnCurve similarityCurve(SimilarityMetric metric) {
        return switch (metric) {
            case CHILD_CHILD ->
                    new DrawnCurve(
                            similarity,
                            messages.text("training.curve.childChild"),
                            Meaning.CHILD.colour(),
                            true);
            case ADULT_ADULT ->
                    new DrawnCurve(
                            similarity,
                            messages.text("training.curve.adultAdult"),
                            Meaning.ADULT.colour(),
                            true);
            case CHILD_ADULT ->
                    new DrawnCurve(
                            similarity,
                            messages.text("training.curve.childAdult"),
                            CurveColours.NEUTRAL,
                            true);
        };
    }

    void setSmoothing(double share) {
        // The learning rate is set, not measured: smoothing it would be wrong.
        List.of(loss, accuracy, speed).forEach(chart -> chart.setSmoothing(share));
    }

    /** Draws what is new. */
    void draw(RunHistory history, double chanceLevel, double startLevel) {
        var steps = history.steps();
        total.update(steps, StepMetric.TOTAL_LOSS);
        margin.update(steps, StepMetric.MARGIN_LOSS);
        interPrototype.update(steps, StepMetric.INTER_PROTOTYPE_LOSS);
        batchAccuracy.update(steps, StepMetric.BATCH_ACCURACY);
        rateCurve.update(steps, StepMetric.LEARNING_RATE);
        speedCurve.update(steps, StepMetric.IMAGES_PER_SECOND);
        similarities.forEach(
                (metric, curve) ->
                        curve.update(
                                history.epochGeneration(),
                                history.similarities(),
                                SimilaritiesMeasured::step,
                                metric::of));
        for (String testSet : history.testSets()) {
            testSets.computeIfAbsent(
                            testSet,
                            name ->
                                    new DrawnCurve(
                                            accuracy, name, CurveColours.of(testSets.size()), true))
                    .update(
                            history.epochGeneration(),
                            history.accuracies(testSet),
                            EpochAccuracy::step,
                            EpochAccuracy::bestThresholdAccuracy);
        }
        if (chanceLevel > 0 && chanceLevel != chance) {
            chance = chanceLevel;
            loss.setReference(
                    "chance",
                    chance,
                    messages.text("training.curve.chance", Formats.decimal(chance, 2)));
            loss.setReference(
                    "start",
                    startLevel,
                    messages.text("training.curve.start", Formats.decimal(startLevel, 1)));
        }
        all().forEach(CurveChart::flush);
        axes.align();
    }

    private List<CurveChart> all() {
        return List.of(loss, accuracy, rate, speed, similarity);
    }
}
