package dev.interproto.desktop.task;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A piece of work with a title, a progress that anyone may sample, and what happens afterwards. A
 * task runs once. Configure it first, then give it to a {@link TaskRunner}; state and progress may
 * be read from any thread.
 *
 * @param <T> what the work gives
 */
public final class BackgroundTask<T> {

    /** The work itself; it honours cancellation by {@link Progress#checkCancelled()}. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Progress progress) throws Exception;
    }

    /** Where a task stands. */
    public enum State {
        WAITING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED;

        public boolean isOver() {
            return this == SUCCEEDED || this == FAILED || this == CANCELLED;
        }
    }

    /**
     * The newest report.
     *
     * @param fraction 0 to 1, or NaN where the end is not known
     * @param message what is being done; may be empty
     */
    public record Report(double fraction, String message) {}

    private final String title;
    private final Work<T> work;
    private final List<Consumer<T>> successes = new ArrayList<>();
    private final List<Consumer<Throwable>> failures = new ArrayList<>();
    private final List<Runnable> ends = new ArrayList<>();
    private volatile State state = State.WAITING;
    private volatile Report report = new Report(Double.NaN, "");
    private volatile boolean cancelled;
    private volatile long startNanos;
    private volatile long endNanos;

    /**
     * @param title a few words for the status bar and the task list
     * @param work runs on a thread of the runner
     */
    public BackgroundTask(String title, Work<T> work) {
        this.title = title;
        this.work = work;
    }

    public String title() {
        return title;
    }

    public State state() {
        return state;
    }

    public Report report() {
        return report;
    }

    /** Called with the result, on the runner's callback thread. */
    public BackgroundTask<T> onSuccess(Consumer<T> consumer) {
        successes.add(consumer);
        return this;
    }

    /**
     * Called with what the work threw, never for cancellation. A task without one has its failure
     * shown by the runner's failure listener.
     */
    public BackgroundTask<T> onFailure(Consumer<Throwable> consumer) {
        failures.add(consumer);
        return this;
    }

    /** Called last in every case: done, failed or cancelled. */
    public BackgroundTask<T> onEnd(Runnable runnable) {
        ends.add(runnable);
        return this;
    }

    /** Asks the work to stop; it ends as {@link State#CANCELLED} when it has noticed. */
    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelRequested() {
        return cancelled;
    }

    /** How long it has run, or ran. */
    public Duration elapsed() {
        if (state == State.WAITING) {
            return Duration.ZERO;
        }
        return Duration.ofNanos((state.isOver() ? endNanos : System.nanoTime()) - startNanos);
    }

    /** What is left at the mean speed so far; empty while there is too little to go by. */
    public Optional<Duration> timeLeft() {
        double fraction = report.fraction();
        Duration elapsed = elapsed();
        // Below two percent or a second the extrapolation jumps about and is worth nothing.
        if (state != State.RUNNING || !(fraction > 0.02) || elapsed.toMillis() < 1000) {
            return Optional.empty();
        }
        return Optional.of(
                Duration.ofMillis(Math.round(elapsed.toMillis() * (1 - fraction) / fraction)));
    }

    /**
     * Runs the work on the calling thread and hands the outcome to {@code callbacks}.
     *
     * @param unhandled gets failures that no {@link #onFailure} was given for
     */
    void execute(Executor callbacks, Consumer<Throwable> unhandled) {
        startNanos = System.nanoTime();
        state = State.RUNNING;
        try {
            progress().checkCancelled();
            T result = work.run(progress());
            finish(State.SUCCEEDED, callbacks, () -> successes.forEach(s -> s.accept(result)));
        } catch (CancelledException e) {
            finish(State.CANCELLED, callbacks, () -> {});
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            Consumer<Throwable> handler =
                    failures.isEmpty() ? unhandled : f -> failures.forEach(c -> c.accept(f));
            finish(State.FAILED, callbacks, () -> handler.accept(e));
        }
    }

    private void finish(State outcome, Executor callbacks, Runnable callback) {
        endNanos = System.nanoTime();
        state = outcome;
        callbacks.execute(
                () -> {
                    try {
                        callback.run();
                    } finally {
                        ends.forEach(Runnable::run);
                    }
                });
    }

    private Progress progress() {
        return new Progress() {
            @Override
            public void report(double fraction, String message) {
                report = new Report(fraction, message);
            }

            @Override
            public boolean isCancelled() {
                return cancelled;
            }
        };
    }
}
