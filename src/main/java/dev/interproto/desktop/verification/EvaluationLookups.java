package dev.interproto.desktop.verification;

import dev.interproto.common.Progress;
import dev.interproto.dataset.Problem;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.verification.Breakdown;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.DatasetOpening;
import dev.interproto.workspace.job.PairGridJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What else can be learned of the evaluation in view. */
final class EvaluationLookups {
    private final Workspace workspace;
    private final TaskRunner tasks;
    private final Notifications notifications;
    private final Messages messages;
    private final Supplier<Optional<StoredEvaluation>> shown;

    /**
     * @param shown the evaluation in view; empty where there is none
     */
    EvaluationLookups(
            Workspace workspace,
            TaskRunner tasks,
            Notifications notifications,
            Messages messages,
            Supplier<Optional<StoredEvaluation>> shown) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.notifications = notifications;
        this.messages = messages;
        this.shown = shown;
    }

    /**
     * Reads which pairs the evaluation left out, and why.
     *
     * @param show gets them on the callbacks' thread
     */
    void findMissing(Consumer<List<Problem>> show) {
        shown.get()
                .ifPresent(
                        stored ->
                                tasks.run(
                                        new BackgroundTask<>(
                                                        messages.text("verification.task.missing"),
                                                        progress -> missing(stored, progress))
                                                .onSuccess(show)));
    }

    /** The evaluation that is shown beside other models'; empty where none is shown. */
    Optional<ComparisonViewModel> comparison() {
        return shown.get().map(now -> new ComparisonViewModel(workspace, tasks, messages, now));
    }

    /**
     * Takes the evaluation apart by kind of pair, age and gap.
     *
     * @param show gets the figures on the callbacks' thread; empty where no ages are known
     */
    void takeApart(Consumer<Optional<Breakdown>> show) {
        shown.get()
                .ifPresent(
                        stored ->
                                tasks.run(
                                        new BackgroundTask<>(
                                                        messages.text(
                                                                "verification.apart.task",
                                                                stored.report().testSet()),
                                                        stored::breakdown)
                                                .onSuccess(show)));
    }

    private static List<Problem> missing(StoredEvaluation stored, Progress progress)
            throws IOException {
        Optional<List<Problem>> kept = stored.missing();
        if (kept.isPresent()) {
            return kept.get();
        }
        // An evaluation of an earlier version: its list tells of images that are not there.
        return DatasetOpening.open(
                        new TestSetRequest(
                                Path.of(stored.origin().pairs()),
                                Path.of(stored.origin().images())),
                        progress)
                .missing();
    }

    /**
     * Draws accepted and rejected pairs with both faces in the background.
     *
     * @param threshold at which
     * @param file picture, PNG or SVG by its ending
     */
    void drawGrid(double threshold, Path file) {
        Optional<StoredEvaluation> drawn = shown.get();
        if (drawn.isEmpty()) {
            return;
        }
        PairGridJob job = new PairGridJob(drawn.get(), threshold, 0);
        tasks.run(
                new BackgroundTask<>(
                                messages.text(
                                        "verification.task.grid", drawn.get().report().testSet()),
                                progress -> {
                                    job.run(file, progress);
                                    return file;
                                })
                        .onSuccess(
                                saved ->
                                        notifications.status(messages.text("chart.saved", saved))));
    }
}
