package dev.interproto.desktop.training;

import dev.interproto.common.Progress;
import dev.interproto.training.TrainingControl;
import dev.interproto.training.TrainingEvent;
import dev.interproto.workspace.job.TrainingRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** One training on this window's training thread, as everyone else sees it. Thread-safe. */
final class TrainingSession {
    /** A minute of the quickest demo steps, a quarter of an hour of serious ones. */
    private static final int BUFFERED_EVENTS = 16_384;

    private static final long TELL_MILLIS = 250;

    private final TrainingRequest request;
    private final TrainingControl control = new TrainingControl();
    private final EventBuffer events = new EventBuffer(BUFFERED_EVENTS);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile String preparing = "";
    private volatile double fraction = Double.NaN;
    private volatile long steps;
    private volatile Optional<TrainingEvent.Failed> failure = Optional.empty();

    TrainingSession(TrainingRequest request) {
        this.request = request;
    }

    TrainingRequest request() {
        return request;
    }

    String run() {
        return request.run();
    }

    TrainingControl control() {
        return control;
    }

    /** What happened since the last call. */
    List<TrainingEvent> drain() {
        return events.drain();
    }

    void publish(TrainingEvent event) {
        if (event instanceof TrainingEvent.Started begin) {
            steps = Math.max(1L, (long) begin.stepsPerEpoch() * request.configuration().epochs());
            preparing = "";
        }
        if (steps > 0) {
            fraction = Math.min(1, (double) event.step() / steps);
        }
        if (event instanceof TrainingEvent.Failed failed) {
            failure = Optional.of(failed);
        }
        events.on(event);
    }

    /** How it broke, where it did. */
    Optional<TrainingEvent.Failed> failure() {
        return failure;
    }

    /** What is done before the first step, in a few words; may be empty. */
    String preparing() {
        return preparing;
    }

    /** Progress of the preparation, cancelled by stopping. */
    Progress preparation() {
        return new Progress() {
            @Override
            public void report(double done, String message) {
                fraction = done;
                preparing = message;
            }

            @Override
            public boolean isCancelled() {
                return control.isStopping();
            }
        };
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    void end() {
        over.countDown();
    }

    /**
     * Waits for the end and reports how far it is; cancelling stops the training.
     *
     * @throws InterruptedException when the waiting thread is interrupted; training goes on
     */
    void accompany(Progress progress) throws InterruptedException {
        while (!awaitEnd(TELL_MILLIS)) {
            progress.report(fraction, preparing);
            if (progress.isCancelled()) {
                control.stop();
            }
        }
    }

    /** Waits for the end. */
    boolean awaitEnd(long millis) throws InterruptedException {
        return over.await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
    }
}
