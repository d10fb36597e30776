package dev.interproto.desktop.runs;

/** Which curve of several runs is laid over one another. */
sealed interface CurveChoice {

    /** One of the losses, over the steps. */
    record Loss(StepMetric metric) implements CurveChoice {}

    /** Mean cosine between prototypes, over the steps. */
    record Similarity(SimilarityMetric metric) implements CurveChoice {}

    /** Accuracy on the training set, over the steps, an epoch a point. */
    record TrainingAccuracy() implements CurveChoice {}

    /** Best-threshold accuracy on a test set, an epoch a point. */
    record TestSet(String name) implements CurveChoice {}
}
