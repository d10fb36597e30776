package dev.interproto.desktop.runs;

import dev.interproto.loss.PrototypeSimilarities;
import dev.interproto.training.TrainingEvent.SimilaritiesMeasured;
import java.util.function.ToDoubleFunction;

/** Between which prototypes a mean cosine is taken. */
public enum SimilarityMetric {
    CHILD_CHILD(PrototypeSimilarities::childChild),
    ADULT_ADULT(PrototypeSimilarities::adultAdult),
    CHILD_ADULT(PrototypeSimilarities::childAdult);

    private final ToDoubleFunction<PrototypeSimilarities> value;

    SimilarityMetric(ToDoubleFunction<PrototypeSimilarities> value) {
        this.value = value;
    }

    /** The mean cosine, −1 to 1; NaN where there are no such pairs. */
    public double of(SimilaritiesMeasured measured) {
        return value.applyAsDouble(measured.similarities());
    }
}
