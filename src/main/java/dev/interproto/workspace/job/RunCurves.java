package dev.interproto.workspace.job;

import dev.interproto.training.TrainingEvent;
import dev.interproto.workspace.EpochAccuracy;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.report.LineFigure;
import dev.interproto.workspace.report.PanelFigure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The curves of one or more runs as figures. */
public final class RunCurves {
    /** Of the exponential mean that makes a loss curve readable; the raw values stay behind it. */
    private static final double SMOOTHING = 0.9;

    /**
     * A run and how it is drawn.
     *
     * @param name in the legend
     * @param colour 0xRRGGBB
     */
    public record Drawn(RunFolder run, String name, int colour) {}

    private final List<Drawn> runs;

    public RunCurves(List<Drawn> runs) {
        this.runs = List.copyOf(runs);
    }

    /**
     * Losses over the steps; training accuracy, child–child similarity and test accuracies over the
     * epochs.
     *
     * @throws IOException when a table cannot be read
     */
    public PanelFigure panels() throws IOException {
        List<LineFigure> panels = new ArrayList<>();
        panels.add(overSteps("Margin loss", TrainingEvent.StepDone::marginLoss));
        panels.add(overSteps("Inter-Prototype loss", TrainingEvent.StepDone::interPrototypeLoss));
        LineFigure ages = overSteps("Age loss", TrainingEvent.StepDone::ageLoss);
        if (ages.series().stream().anyMatch(RunCurves::hasValues)) {
            panels.add(ages);
        }
        panels.add(
                overEpochs(
                        "Training accuracy",
                        "accuracy (%)",
                        done -> 100 * done.trainingAccuracy()));
        panels.add(
                overEpochs(
                        "Child–child prototype similarity",
                        "mean cosine",
                        done -> done.similarities().childChild()));
        for (String testSet : testSets()) {
            panels.add(accuracy(testSet));
        }
        return new PanelFigure(panels, 2);
    }

    private LineFigure overSteps(String title, ToDoubleFunction<TrainingEvent.StepDone> value)
            throws IOException {
        List<LineFigure.Series> series = new ArrayList<>();
        List<LineFigure.Series> smooth = new ArrayList<>();
        for (Drawn drawn : runs) {
            List<TrainingEvent.StepDone> steps = drawn.run().steps();
            double[] x = steps.stream().mapToDouble(TrainingEvent.StepDone::step).toArray();
            double[] y = steps.stream().mapToDouble(value).toArray();
            series.add(new LineFigure.Series(drawn.name(), drawn.colour(), x, y, true));
            smooth.add(new LineFigure.Series(drawn.name(), drawn.colour(), x, smoothed(y), false));
        }
        series.addAll(smooth);
        return new LineFigure(
                title, "step", true, "loss (smoothed)", series, Optional.empty(), Optional.empty());
    }

    private static boolean hasValues(LineFigure.Series series) {
        return Arrays.stream(series.y()).anyMatch(Double::isFinite);
    }

    /** Exponential mean, corrected for its beginning as Adam's moments are. */
    static double[] smoothed(double[] values) {
        double[] smoothed = new double[values.length];
        double mean = 0;
        double weight = 0;
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                mean = SMOOTHING * mean + (1 - SMOOTHING) * values[i];
                weight = SMOOTHING * weight + (1 - SMOOTHING);
            }
            smoothed[i] = weight == 0 ? Double.NaN : mean / weight;
        }
        return smoothed;
    }

    private LineFigure overEpochs(
            String title, String unit, ToDoubleFunction<TrainingEvent.EpochDone> value)
            throws IOException {
        List<LineFigure.Series> series = new ArrayList<>();
        for (Drawn drawn : runs) {
            List<TrainingEvent.EpochDone> epochs = drawn.run().epochs();
            series.add(
                    new LineFigure.Series(
                            drawn.name(),
                            drawn.colour(),
                            epochs.stream().mapToDouble(done -> done.epoch() + 1).toArray(),
                            epochs.stream().mapToDouble(value).toArray(),
                            false));
        }
        return new LineFigure(
                title, "epoch", true, unit, series, Optional.empty(), Optional.empty());
    }

    private Set<String> testSets() throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (Drawn drawn : runs) {
            drawn.run().accuracies().forEach(row -> names.add(row.testSet()));
        }
        return names;
    }

    private LineFigure accuracy(String testSet) throws IOException {
        List<LineFigure.Series> series = new ArrayList<>();
        for (Drawn drawn : runs) {
            List<EpochAccuracy> rows =
                    drawn.run().accuracies().stream()
                            .filter(row -> row.testSet().equals(testSet))
                            .toList();
            series.add(
                    new LineFigure.Series(
                            drawn.name(),
                            drawn.colour(),
                            rows.stream().mapToDouble(row -> row.epoch() + 1).toArray(),
                            rows.stream()
                                    .mapToDouble(row -> 100 * row.bestThresholdAccuracy())
                                    .toArray(),
                            false));
        }
        return new LineFigure(
                testSet + ": best-threshold accuracy (paper protocol)",
                "epoch",
                true,
                "accuracy (%)",
                series,
                Optional.empty(),
                Optional.empty());
    }
}
