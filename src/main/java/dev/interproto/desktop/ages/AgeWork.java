package dev.interproto.desktop.ages;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeEdit;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.workspace.DatasetAges;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.AgeEstimation;
import dev.interproto.workspace.job.AgeEstimationJob;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Changes ages in the background, one change after the other, and hands the changed dataset on.
 * Shared by both tabs; all calls on the FX thread.
 */
final class AgeWork {
    private final Workspace workspace;
    private final TaskRunner tasks;
    private final Notifications notifications;
    private final Messages messages;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyObjectWrapper<Optional<BackgroundTask<?>>> estimating =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    AgeWork(Workspace workspace, TaskRunner tasks, Notifications notifications, Messages messages) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.notifications = notifications;
        this.messages = messages;
    }

    /** What a change needs to know. */
    record On(KnownDataset known, FaceDataset dataset, Consumer<DatasetSummary> changed) {}

    /** Whether a change is under way; the next must wait for it. */
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** The estimation under way. */
    ReadOnlyObjectProperty<Optional<BackgroundTask<?>>> estimatingProperty() {
        return estimating.getReadOnlyProperty();
    }

    boolean canUndo(FaceDataset dataset) {
        return workspace.ages(dataset.root()).canUndo();
    }

    /** Sets or takes away ages. */
    void edit(On on, AgeEdit edit, int[] samples) {
        run(
                on,
                (ages, progress) -> {
                    AgeEdit.Outcome outcome = edit.of(on.dataset(), samples);
                    FaceDataset changed =
                            outcome.changed() == 0
                                    ? on.dataset()
                                    : ages.set(on.dataset(), outcome.changes(), progress);
                    return new Done(
                            changed,
                            messages.text("ages.done.set", Formats.count(outcome.changed()))
                                    + (outcome.left() == 0
                                            ? ""
                                            : " "
                                                    + messages.text(
                                                            "ages.done.left",
                                                            Formats.count(outcome.left()))));
                });
    }

    void undo(On on) {
        run(
                on,
                (ages, progress) ->
                        new Done(
                                ages.undo(on.dataset(), progress),
                                messages.text("ages.done.undone")));
    }

    void removeEstimates(On on) {
        run(
                on,
                (ages, progress) ->
                        new Done(
                                ages.removeEstimates(on.dataset(), progress),
                                messages.text("ages.done.estimatesRemoved")));
    }

    /** Takes in what somebody else exported. */
    void take(On on, Path file) {
        run(
                on,
                (ages, progress) -> {
                    DatasetAges.Import report = ages.take(on.dataset(), file, false, progress);
                    return new Done(
                            report.dataset(),
                            messages.text(
                                    "ages.done.taken",
                                    Formats.count(report.images()),
                                    Formats.count(report.replaced()),
                                    Formats.count(report.elsewhere() + report.wrong())));
                });
    }

    /** Writes a copy for somebody else. */
    void export(FaceDataset dataset, Path file) {
        tasks.run(
                new BackgroundTask<>(
                                messages.text("ages.task.export"),
                                progress -> {
                                    workspace.ages(dataset.root()).export(file);
                                    return file;
                                })
                        .onSuccess(
                                done ->
                                        notifications.success(
                                                messages.text("ages.done.exported", done))));
    }

    /** Estimates ages; what was estimated when it is cancelled stays. */
    void estimate(On on, AgeEstimation asked) {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        String title = messages.text("ages.task.estimate", on.known().name());
        BackgroundTask<AgeEstimationJob.Result> task =
                new BackgroundTask<AgeEstimationJob.Result>(
                                title,
                                progress ->
                                        new AgeEstimationJob(
                                                        workspace.ages(on.dataset().root()),
                                                        on.dataset(),
                                                        asked)
                                                .run(progress))
                        .onSuccess(result -> estimated(on, result))
                        .onFailure(failure -> notifications.failure(title, failure))
                        .onEnd(() -> ended(on));
        estimating.set(Optional.of(task));
        tasks.run(task);
    }

    /** What was written before a model failed is shown, too. */
    private void ended(On on) {
        boolean failed =
                estimating.get().filter(t -> t.state() == BackgroundTask.State.FAILED).isPresent();
        busy.set(false);
        estimating.set(Optional.empty());
        if (failed) {
            run(
                    on,
                    (ages, progress) ->
                            new Done(
                                    ages.laidOver(on.dataset().withOpenedAges(), progress),
                                    messages.text("ages.done.kept")));
        }
    }

    private void estimated(On on, AgeEstimationJob.Result result) {
        on.changed().accept(new DatasetSummary(result.dataset()));
        notifications.success(
                messages.text(
                        "ages.done.estimated",
                        Formats.count(result.estimated()),
                        Formats.count(result.without() + result.problems().size())));
    }

    private record Done(FaceDataset dataset, String said) {}

    @FunctionalInterface
    private interface Change {
        Done run(DatasetAges ages, Progress progress);
    }

    private record Shown(DatasetSummary summary, String said) {}

    private void run(On on, Change change) {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        tasks.run(
                new BackgroundTask<Shown>(
                                messages.text("ages.task.save"),
                                progress -> {
                                    Done done =
                                            change.run(
                                                    workspace.ages(on.dataset().root()), progress);
                                    return new Shown(
                                            new DatasetSummary(done.dataset()), done.said());
                                })
                        .onSuccess(
                                shown -> {
                                    on.changed().accept(shown.summary());
                                    notifications.status(shown.said());
                                })
                        .onEnd(() -> busy.set(false)));
    }
}
