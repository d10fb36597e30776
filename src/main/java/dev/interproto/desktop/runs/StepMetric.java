package dev.interproto.desktop.runs;

import dev.interproto.training.TrainingEvent.StepDone;
import java.util.function.ToDoubleFunction;

/** What is measured at every step. */
public enum StepMetric {
    TOTAL_LOSS(StepDone::totalLoss),
    MARGIN_LOSS(StepDone::marginLoss),
    INTER_PROTOTYPE_LOSS(StepDone::interPrototypeLoss),
    /** Of methods that learn from ages; missing for others. */
    AGE_LOSS(StepDone::ageLoss),
    /** Share of the batch, 0 to 1. */
    BATCH_ACCURACY(StepDone::batchAccuracy),
    LEARNING_RATE(StepDone::learningRate),
    IMAGES_PER_SECOND(StepDone::imagesPerSecond);

    private final ToDoubleFunction<StepDone> value;

    StepMetric(ToDoubleFunction<StepDone> value) {
        this.value = value;
    }

    double of(StepDone step) {
        return value.applyAsDouble(step);
    }
}
