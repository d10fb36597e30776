package dev.interproto.desktop.training;

import dev.interproto.desktop.runs.RunHistory;
import dev.interproto.desktop.runs.SimilarityMetric;
import dev.interproto.training.LossLevels;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.training.TrainingEvent.StepDone;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Steadies what jumps from step to step, so that it can be read as a number. */
final class LiveFigures {
    /** Of the past in a steadied number: about the last thirty steps. */
    private static final double PAST = 0.97;

    private double loss;
    private double secondsPerImage;
    private double accuracy;
    private double weight;
    private long lastStep;
    private Optional<LossLevels> levels = Optional.empty();

    /** Begins anew. */
    void clear() {
        loss = 0;
        secondsPerImage = 0;
        accuracy = 0;
        weight = 0;
        lastStep = 0;
        levels = Optional.empty();
    }

    void add(List<StepDone> steps) {
        for (StepDone step : steps) {
            lastStep = step.step();
            if (Double.isFinite(step.totalLoss()) && step.imagesPerSecond() > 0) {
                loss = mix(loss, step.totalLoss());
                // The mean time a step takes, not the mean speed, tells how long the rest takes.
                secondsPerImage = mix(secondsPerImage, 1 / step.imagesPerSecond());
                accuracy = mix(accuracy, step.batchAccuracy());
                weight = PAST * weight + (1 - PAST);
            }
        }
    }

    /**
     * @param images in the training set; 0 while not known
     * @param identities in the training set; 0 while not known
     * @param trained time spent so far
     */
    RunView.Figures figures(
            TrainingConfiguration configuration,
            int images,
            int identities,
            RunHistory history,
            Duration trained,
            String device,
            String precision,
            String kernels) {
        int perEpoch = CostCheck.stepsPerEpoch(images, configuration.batchSize());
        long steps = (long) perEpoch * configuration.epochs();
        int epochsDone = history.lastEpoch().map(done -> done.epoch() + 1).orElse(0);
        int epoch =
                Math.min(
                        configuration.epochs(),
                        history.lastStep().map(step -> step.epoch() + 1).orElse(0));
        boolean known = weight > 0;
        Optional<Duration> left =
                known && steps > lastStep
                        ? Optional.of(
                                Duration.ofMillis(
                                        Math.round(
                                                1000.0
                                                        * (steps - lastStep)
                                                        * configuration.batchSize()
                                                        * secondsPerImage
                                                        / weight)))
                        : Optional.empty();
        // A newer program's head has levels that are not known here.
        if (levels.isEmpty() && identities > 1 && configuration.head().kind().isPresent()) {
            levels = Optional.of(LossLevels.of(configuration, identities));
        }
        return new RunView.Figures(
                Math.max(epoch, epochsDone),
                configuration.epochs(),
                lastStep,
                steps,
                known ? loss / weight : Double.NaN,
                levels.map(LossLevels::chance).orElse(Double.NaN),
                levels.map(LossLevels::start).orElse(Double.NaN),
                known ? weight / secondsPerImage : Double.NaN,
                left,
                trained,
                history.lastSimilarities().map(SimilarityMetric.CHILD_CHILD::of).orElse(Double.NaN),
                known ? accuracy / weight : Double.NaN,
                device,
                precision,
                kernels);
    }

    private static double mix(double before, double now) {
        return PAST * before + (1 - PAST) * now;
    }
}
