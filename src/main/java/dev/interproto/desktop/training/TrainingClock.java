package dev.interproto.desktop.training;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** How long a run has trained: runs while it trains, stands while it is paused. */
final class TrainingClock {
    private final LongSupplier nanos;
    private long before;
    private OptionalLong running = OptionalLong.empty();

    TrainingClock() {
        this(System::nanoTime);
    }

    /**
     * @param nanos the time now, from any moment on
     */
    TrainingClock(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** A time as runs record it, in seconds. */
    static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (1e9 * seconds));
    }

    /** Sets the time trained until now; a clock that runs goes on from it. */
    void reset(Duration trained) {
        before = trained.toNanos();
        if (running.isPresent()) {
            running = OptionalLong.of(nanos.getAsLong());
        }
    }

    /** Lets it run; nothing where it runs already. */
    void start() {
        if (running.isEmpty()) {
            running = OptionalLong.of(nanos.getAsLong());
        }
    }

    void stop() {
        before = time().toNanos();
        running = OptionalLong.empty();
    }

    Duration time() {
        long since = running.isPresent() ? nanos.getAsLong() - running.getAsLong() : 0;
        return Duration.ofNanos(before + since);
    }
}
