package dev.interproto.desktop.training;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.pairs.IdentityNames;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DatasetLibrary;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.training.UpdateOptions;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.TestSetRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Keeps what a training will cost up to date with its settings: first the data is looked at, then a
 * step is measured. FX thread only.
 */
final class CostWatch {
    /** Ticks of the page's timer (150 ms each) without a change before the data is looked at. */
    private static final int QUIET_TICKS = 3;

    /**
     * What costs are asked of.
     *
     * @param identities file of those to train on; empty for all of them
     */
    record Settings(
            KnownDataset dataset,
            Optional<Path> identities,
            TrainingConfiguration configuration,
            List<TestSetRequest> testSets) {

        /** What is trained on. Reads the disk. */
        FaceDataset data(DatasetLibrary library, Progress progress) {
            FaceDataset all = library.open(dataset, progress).dataset();
            return identities.map(list -> IdentityNames.read(list).only(all)).orElse(all);
        }
    }

    /** What a step's time and memory depend on. */
    private record MeasuredFor(
            String backbone,
            int batchSize,
            String device,
            String precision,
            boolean pushed,
            String head,
            UpdateOptions update,
            double partialFc,
            int images,
            int identities,
            int children) {}

    private final TaskRunner tasks;
    private final Messages messages;
    private final CostCheck costs;
    private final CostMeasurement measurement;
    private final Supplier<Optional<Settings>> settings;
    private final ReadOnlyObjectWrapper<Optional<CostReport>> report =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<UserFacingException>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper(false);
    private final Map<MeasuredFor, CostReport.Figures> measured = new HashMap<>();
    private Optional<BackgroundTask<CostReport>> check = Optional.empty();
    private Optional<BackgroundTask<CostReport.Figures>> measuring = Optional.empty();
    private int ticksUntilCheck = -1;

    /**
     * @param settings as they are when asked; empty while something is missing or wrong
     */
    CostWatch(
            TaskRunner tasks,
            Messages messages,
            CostCheck costs,
            CostMeasurement measurement,
            Supplier<Optional<Settings>> settings) {
        this.tasks = tasks;
        this.messages = messages;
        this.costs = costs;
        this.measurement = measurement;
        this.settings = settings;
    }

    /** What it will cost; empty while it is not known. */
    ReadOnlyObjectProperty<Optional<CostReport>> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** Why it could not start. */
    ReadOnlyObjectProperty<Optional<UserFacingException>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether the data is being looked at. */
    ReadOnlyBooleanProperty checkingProperty() {
        return checking.getReadOnlyProperty();
    }

    /** Looks again once the person has stopped typing. */
    void soon() {
        ticksUntilCheck = QUIET_TICKS;
    }

    /** What was wrong with other data. */
    void forgetProblem() {
        problem.set(Optional.empty());
    }

    /** Ends what it does on the training thread, and looks no more until asked. */
    void stop() {
        measuring.ifPresent(BackgroundTask::cancel);
        ticksUntilCheck = -1;
    }

    /** Called by the page's timer. */
    void tick() {
        if (ticksUntilCheck > 0 && --ticksUntilCheck == 0) {
            ticksUntilCheck = -1;
            checkNow();
        }
    }

    private void checkNow() {
        check.ifPresent(BackgroundTask::cancel);
        measuring.ifPresent(BackgroundTask::cancel);
        Optional<Settings> asked = settings.get();
        if (asked.isEmpty()) {
            check = Optional.empty();
            report.set(Optional.empty());
            checking.set(false);
            return;
        }
        Settings now = asked.get();
        checking.set(true);
        BackgroundTask<CostReport> task =
                new BackgroundTask<>(
                        messages.text("training.check.task", now.dataset().name()),
                        progress -> costs.check(now, progress));
        check = Optional.of(task);
        tasks.run(
                task.onSuccess(
                                found -> {
                                    show(task, Optional.of(found), Optional.empty());
                                    measure(task, now.configuration(), found);
                                })
                        .onFailure(
                                failure ->
                                        show(task, Optional.empty(), Optional.of(asUser(failure))))
                        .onEnd(() -> endChecking(task)));
    }

    /** It may have been cancelled from the list of tasks. */
    private void endChecking(BackgroundTask<CostReport> task) {
        if (check.filter(newest -> newest == task).isPresent() && measuring.isEmpty()) {
            checking.set(false);
        }
    }

    private void show(
            BackgroundTask<CostReport> task,
            Optional<CostReport> found,
            Optional<UserFacingException> failure) {
        if (check.filter(newest -> newest == task).isPresent()) {
            report.set(found);
            problem.set(failure);
            checking.set(false);
        }
    }

    /** The data is known; now the machine. */
    private void measure(
            BackgroundTask<CostReport> of, TrainingConfiguration configuration, CostReport found) {
        if (check.filter(newest -> newest == of).isEmpty()) {
            return;
        }
        MeasuredFor key =
                new MeasuredFor(
                        configuration.backbone(),
                        configuration.batchSize(),
                        configuration.device(),
                        configuration.precision(),
                        configuration.lambdaChild() > 0,
                        configuration.head().name(),
                        configuration.refinements().update(),
                        configuration.refinements().partialFc(),
                        found.images(),
                        found.identities(),
                        found.childIdentities());
        if (measured.containsKey(key)) {
            show(of, Optional.of(found.with(measured.get(key))), Optional.empty());
            return;
        }
        BackgroundTask<CostReport.Figures> task =
                new BackgroundTask<>(
                        messages.text("training.measure.task"),
                        progress ->
                                measurement.measure(
                                        configuration,
                                        found.images(),
                                        found.identities(),
                                        found.childIdentities(),
                                        progress));
        measuring = Optional.of(task);
        checking.set(true);
        task.onSuccess(
                figures -> {
                    measured.put(key, figures);
                    show(of, Optional.of(found.with(figures)), Optional.empty());
                });
        task.onFailure(
                failure -> {
                    CostReport.Note why = new CostReport.Note(true, asUser(failure).what());
                    show(of, Optional.of(found.with(why)), Optional.empty());
                });
        tasks.run(task.onEnd(() -> endMeasuring(task)));
    }

    private void endMeasuring(BackgroundTask<CostReport.Figures> task) {
        if (measuring.filter(newest -> newest == task).isPresent()) {
            measuring = Optional.empty();
            checking.set(false);
        }
    }

    private UserFacingException asUser(Throwable failure) {
        return failure instanceof UserFacingException known
                ? known
                : new UserFacingException(
                        messages.text("training.check.failed", failure),
                        messages.text("training.check.failed.meaning"),
                        messages.text("training.check.failed.remedy"),
                        failure);
    }
}
