package dev.interproto.desktop.pairs;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.pairs.PairSurvey;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.datasets.DatasetTab;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.DatasetOpening;
import dev.interproto.workspace.job.PairListJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The pair lists of a dataset, the one looked into, and the one to be built. */
final class PairsViewModel {
    private final Workspace workspace;
    private final TaskRunner tasks;
    private final Notifications notifications;
    private final Messages messages;
    private final PairForm form;
    private final SplitForm split;

    private final ObservableList<TestSetRequest> lists = FXCollections.observableArrayList();
    private final ObservableList<PairRow> rows = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<TestSetRequest>> chosen =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<PairFilter> filter = new SimpleObjectProperty<>(PairFilter.ALL);
    private final ReadOnlyObjectWrapper<Optional<PairSurvey>> survey =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper(false);
    private Optional<DatasetTab.Shown> shown = Optional.empty();
    private Optional<BackgroundTask<?>> task = Optional.empty();

    PairsViewModel(
            Workspace workspace, TaskRunner tasks, Notifications notifications, Messages messages) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.notifications = notifications;
        this.messages = messages;
        this.form = new PairForm(tasks, messages);
        this.split = new SplitForm(workspace, tasks, notifications, messages);
        chosen.addListener((o, old, now) -> read());
        filter.addListener((o, old, now) -> listRows());
    }

    /** The lists known of the dataset in view. */
    ObservableList<TestSetRequest> lists() {
        return lists;
    }

    /** Pairs of the chosen list that pass the filter. */
    ObservableList<PairRow> rows() {
        return rows;
    }

    ObjectProperty<Optional<TestSetRequest>> chosenProperty() {
        return chosen;
    }

    ObjectProperty<PairFilter> filterProperty() {
        return filter;
    }

    /** The chosen list, read; empty where none is chosen or it is still being read. */
    ReadOnlyObjectProperty<Optional<PairSurvey>> surveyProperty() {
        return survey.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty readingProperty() {
        return reading.getReadOnlyProperty();
    }

    PairForm form() {
        return form;
    }

    SplitForm split() {
        return split;
    }

    /** Root of the dataset in view. */
    Optional<Path> datasetRoot() {
        return shown.map(now -> now.known().root());
    }

    /** Name of the dataset in view. */
    String datasetName() {
        return shown.map(now -> now.known().name()).orElse("");
    }

    void show(Optional<DatasetTab.Shown> dataset) {
        boolean other =
                !dataset.map(now -> now.summary().dataset())
                        .equals(shown.map(now -> now.summary().dataset()));
        shown = dataset;
        form.use(faces());
        split.use(faces());
        refreshLists();
        if (other) {
            survey.set(Optional.empty());
            listRows();
        }
        if (chosen.get().filter(lists::contains).isEmpty()) {
            chosen.set(lists.stream().findFirst());
        } else if (other) {
            read();
        }
    }

    /** Looks into a list of the dataset in view, and keeps it among its lists. */
    void open(Path list) {
        shown.ifPresent(
                now -> {
                    TestSetRequest request = new TestSetRequest(list, now.known().root());
                    run(
                            messages.text("pairs.task.read", list.getFileName()),
                            progress -> look(request, faces(), progress),
                            found -> {
                                PairListJob.remember(workspace, now.known().root(), request);
                                take(request, found);
                            });
                });
    }

    /** Takes the chosen list off the dataset's lists; its file stays. */
    void forget() {
        shown.ifPresent(
                now ->
                        chosen.get()
                                .ifPresent(
                                        list -> {
                                            PairListJob.forget(workspace, now.known().root(), list);
                                            refreshLists();
                                            chosen.set(lists.stream().findFirst());
                                        }));
    }

    /** Builds the form's pairs into a file, and looks into them. */
    void build(Path file) {
        if (shown.isEmpty()) {
            return;
        }
        FaceDataset dataset = shown.get().summary().dataset();
        PairListJob job =
                new PairListJob(
                        form.rule(),
                        form.seedProperty().get(),
                        form.identitiesProperty().get(),
                        file);
        TestSetRequest request = new TestSetRequest(file, shown.get().known().root());
        run(
                messages.text("pairs.task.build", file.getFileName()),
                progress -> {
                    var written = job.run(workspace, dataset, progress.part(0, 0.7));
                    return new Built(
                            written.warnings(),
                            look(request, Optional.of(dataset), progress.part(0.7, 1)));
                },
                built -> {
                    take(request, built.survey());
                    notifications.success(
                            messages.text(
                                            "pairs.built",
                                            file.getFileName(),
                                            Formats.count(built.survey().pairs().size()))
                                    + (built.warnings().isEmpty()
                                            ? ""
                                            : " " + String.join(" ", built.warnings())));
                });
    }

    private record Built(List<String> warnings, PairSurvey survey) {}

    private Optional<FaceDataset> faces() {
        return shown.map(now -> now.summary().dataset());
    }

    private void refreshLists() {
        List<TestSetRequest> known =
                shown.flatMap(
                                now ->
                                        workspace.datasets().list().stream()
                                                .filter(d -> d.root().equals(now.known().root()))
                                                .findFirst())
                        .map(KnownDataset::testSets)
                        .orElse(List.of());
        if (!known.equals(lists)) {
            lists.setAll(known);
        }
    }

    private void take(TestSetRequest request, PairSurvey found) {
        refreshLists();
        survey.set(Optional.empty());
        taken = true;
        chosen.set(Optional.of(request));
        taken = false;
        survey.set(Optional.of(found));
        listRows();
    }

    /** Whether the chosen list is at hand already. */
    private boolean taken;

    private void read() {
        if (taken) {
            return;
        }
        survey.set(Optional.empty());
        listRows();
        chosen.get()
                .ifPresent(
                        request ->
                                run(
                                        messages.text(
                                                "pairs.task.read", request.pairs().getFileName()),
                                        progress -> look(request, faces(), progress),
                                        found -> {
                                            survey.set(Optional.of(found));
                                            listRows();
                                        }));
    }

    private static PairSurvey look(
            TestSetRequest request, Optional<FaceDataset> dataset, Progress progress) {
        return PairSurvey.of(
                DatasetOpening.open(request, progress.part(0, 0.6)),
                dataset,
                AgeLabels.none(),
                ChildRule.PAPER.childAge(),
                progress.part(0.6, 1));
    }

    /** One piece of work at a time; a newer wish cancels the one before. */
    private <T> void run(
            String title, BackgroundTask.Work<T> work, java.util.function.Consumer<T> then) {
        task.ifPresent(BackgroundTask::cancel);
        BackgroundTask<T> now = new BackgroundTask<>(title, work);
        task = Optional.of(now);
        reading.set(true);
        now.onSuccess(
                        result -> {
                            if (task.equals(Optional.of(now))) {
                                then.accept(result);
                            }
                        })
                .onFailure(failure -> notifications.failure(title, failure))
                .onEnd(
                        () -> {
                            if (task.equals(Optional.of(now))) {
                                reading.set(false);
                            }
                        });
        tasks.run(now);
    }

    private void listRows() {
        rows.setAll(
                survey.get()
                        .map(
                                found ->
                                        PairRow.of(found).stream()
                                                .filter(
                                                        row ->
                                                                filter.get()
                                                                        .accepts(
                                                                                row,
                                                                                found.childAge()))
                                                .toList())
                        .orElse(List.of()));
    }
}
