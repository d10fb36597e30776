package dev.interproto.desktop.sweeps;

import dev.interproto.common.Progress;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.workspace.sweep.CellStatus;
import dev.interproto.workspace.sweep.SweepCell;
import dev.interproto.workspace.sweep.SweepFolder;
import dev.interproto.workspace.sweep.SweepRunner;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Trains sweeps in this window, one at a time. FX thread only; the cells are trained elsewhere. */
final class SweepTraining {
    private final TaskRunner tasks;
    private final Notifications notifications;
    private final Messages messages;
    private final CellTraining training;
    private final Runnable changed;
    private final ReadOnlyObjectWrapper<Optional<String>> running =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final AtomicBoolean stopping = new AtomicBoolean();

    /**
     * @param changed told, on any thread, when a cell began or ended
     */
    SweepTraining(
            TaskRunner tasks,
            Notifications notifications,
            Messages messages,
            CellTraining training,
            Runnable changed) {
        this.tasks = tasks;
        this.notifications = notifications;
        this.messages = messages;
        this.training = training;
        this.changed = changed;
    }

    /** The sweep that this window trains. */
    ReadOnlyObjectProperty<Optional<String>> runningProperty() {
        return running.getReadOnlyProperty();
    }

    /**
     * Trains what is left of a sweep, and takes back a pause. Nothing while one is trained here.
     *
     * @param cells how many it has
     */
    void start(SweepFolder sweep, int cells, boolean retryFailed) {
        if (running.get().isPresent()) {
            return;
        }
        sweep.pause(false);
        stopping.set(false);
        int all = Math.max(1, cells);
        BackgroundTask<SweepRunner.Outcome> work =
                new BackgroundTask<SweepRunner.Outcome>(
                                messages.text("sweeps.task", sweep.name()),
                                progress -> train(sweep, all, retryFailed, progress))
                        .onSuccess(outcome -> ended(sweep, outcome))
                        .onEnd(
                                () -> {
                                    running.set(Optional.empty());
                                    changed.run();
                                });
        running.set(Optional.of(sweep.name()));
        tasks.run(work);
    }

    private SweepRunner.Outcome train(
            SweepFolder sweep, int all, boolean retryFailed, Progress progress)
            throws InterruptedException {
        int[] place = {0};
        String[] name = {""};
        Progress ofCell =
                new Progress() {
                    @Override
                    public void report(double fraction, String message) {
                        double within = Double.isNaN(fraction) ? 0 : fraction;
                        progress.report(Math.min(1, (place[0] + within) / all), name[0]);
                    }

                    @Override
                    public boolean isCancelled() {
                        return progress.isCancelled() || stopping.get();
                    }
                };
        SweepRunner.Listener listener =
                new SweepRunner.Listener() {
                    @Override
                    public void begins(SweepCell cell, int at, int of) {
                        place[0] = at - 1;
                        name[0] = cell.name();
                        changed.run();
                    }

                    @Override
                    public void ended(CellStatus cell) {
                        changed.run();
                    }
                };
        return new SweepRunner(
                        sweep,
                        request -> training.train(request, ofCell),
                        ofCell::isCancelled,
                        listener)
                .run(Integer.MAX_VALUE, retryFailed);
    }

    private void ended(SweepFolder sweep, SweepRunner.Outcome outcome) {
        switch (outcome.end()) {
            case NOTHING_LEFT, ENOUGH ->
                    notifications.success(
                            outcome.failed() == 0
                                    ? messages.text("sweeps.done", sweep.name())
                                    : messages.text(
                                            "sweeps.doneFailed", sweep.name(), outcome.failed()));
            case PAUSED, STOPPED ->
                    notifications.status(messages.text("sweeps.halted", sweep.name()));
        }
    }

    /** Ends the cell in training after its batch, with its state saved, and the sweep with it. */
    void stop() {
        stopping.set(true);
    }
}
