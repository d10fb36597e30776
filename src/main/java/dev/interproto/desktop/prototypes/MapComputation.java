package dev.interproto.desktop.prototypes;

import dev.interproto.common.Progress;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.PauseSwitch;
import dev.interproto.desktop.task.TaskRunner;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The map that is being computed, one at a time: watched as it grows, held and let go on. */
final class MapComputation {
    private final TaskRunner tasks;
    private final Executor screen;
    private final ReadOnlyObjectWrapper<Optional<BackgroundTask<?>>> running =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
    private final PauseSwitch pause = new PauseSwitch();

    /**
     * Whether a picture of the growing map waits to be drawn: the screen is given one at a time.
     */
    private final AtomicBoolean drawing = new AtomicBoolean();

    /**
     * @param screen runs what a growing map shows, on the callbacks' thread
     */
    MapComputation(TaskRunner tasks, Executor screen) {
        this.tasks = tasks;
        this.screen = screen;
    }

    /** The computation under way. */
    ReadOnlyObjectProperty<Optional<BackgroundTask<?>>> runningProperty() {
        return running.getReadOnlyProperty();
    }

    boolean isRunning() {
        return running.get().isPresent();
    }

    /** Whether it is held. */
    ReadOnlyBooleanProperty pausedProperty() {
        return paused.getReadOnlyProperty();
    }

    /** Begins one, where none is under way. */
    void begin(BackgroundTask<?> task) {
        setPaused(false);
        running.set(Optional.of(task.onEnd(() -> running.set(Optional.empty()))));
        tasks.run(task);
    }

    /** Ends it; the map so far stays. */
    void stop() {
        running.get().ifPresent(BackgroundTask::cancel);
    }

    /** Holds it, or lets it go on as if it had never been held. */
    void togglePause() {
        if (isRunning()) {
            setPaused(!paused.get());
        }
    }

    private void setPaused(boolean now) {
        paused.set(now);
        pause.set(now);
    }

    /**
     * Shows how the map grows, then waits while it is held; on the computation's thread.
     *
     * @param showing runs on the callbacks' thread, while the computation is under way
     */
    void grow(Runnable showing, Progress progress) {
        if (drawing.compareAndSet(false, true)) {
            screen.execute(
                    () -> {
                        drawing.set(false);
                        if (isRunning()) {
                            showing.run();
                        }
                    });
        }
        pause.await(progress::isCancelled);
    }
}
