package dev.interproto.desktop.training;

import dev.interproto.training.TrainingEvent;
import dev.interproto.training.TrainingListener;
import java.util.ArrayList;
import java.util.List;

/**
 * Between the training thread and the screen: takes events without ever waiting, gives them in
 * order. When nobody empties it for long, single steps are thinned, since a curve can spare some of
 * them; no other event is ever lost. Thread-safe.
 */
final class EventBuffer implements TrainingListener {
    private final int capacity;
    private List<TrainingEvent> waiting = new ArrayList<>();

    /**
     * @param capacity events held before steps are thinned
     */
    EventBuffer(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized void on(TrainingEvent event) {
        if (waiting.size() >= capacity) {
            thin();
        }
        waiting.add(event);
    }

    /** All events since the last call. */
    synchronized List<TrainingEvent> drain() {
        List<TrainingEvent> drained = waiting;
        waiting = new ArrayList<>();
        return drained;
    }

    /** Drops every second step. */
    private void thin() {
        List<TrainingEvent> kept = new ArrayList<>(waiting.size());
        boolean drop = false;
        for (TrainingEvent event : waiting) {
            boolean step = event instanceof TrainingEvent.StepDone;
            if (!step || !drop) {
                kept.add(event);
            }
            drop = step && !drop;
        }
        waiting = kept;
    }
}
