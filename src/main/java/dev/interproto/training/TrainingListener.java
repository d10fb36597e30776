package dev.interproto.training;

/** Receives a run's events, on the training thread: return at once. */
@FunctionalInterface
public interface TrainingListener {
    void on(TrainingEvent event);
}
