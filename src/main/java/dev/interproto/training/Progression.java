package dev.interproto.training;

import dev.interproto.common.UserFacingException;

/** Tells a run's listener what happens, and at which step. One thread's. */
final class Progression {
    private final TrainingListener listener;
    private long step;

    Progression(TrainingListener listener) {
        this.listener = listener;
    }

    /** Steps done so far. */
    long step() {
        return step;
    }

    void step(long done) {
        step = done;
    }

    void publish(TrainingEvent event) {
        listener.on(event);
    }

    void warn(String message) {
        publish(new TrainingEvent.Warning(step, message));
    }

    /** Says that the run is over, and hands the reason back to be thrown. */
    UserFacingException fail(UserFacingException e) {
        publish(new TrainingEvent.Failed(step, e.what(), e.meaning(), e.remedy()));
        return e;
    }
}
