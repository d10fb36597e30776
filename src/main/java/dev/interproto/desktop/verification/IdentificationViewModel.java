package dev.interproto.desktop.verification;

import dev.interproto.common.Progress;
import dev.interproto.dataset.ChildRule;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.run.Candidate;
import dev.interproto.desktop.run.RunChoice;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.verification.IdentificationImages;
import dev.interproto.verification.IdentifiedQuery;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.KnownDatasets;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.StoredIdentification;
import dev.interproto.workspace.job.IdentificationRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Children looked for among adults with the network chosen on the page, without any control. */
final class IdentificationViewModel {
    private final TaskRunner tasks;
    private final Notifications notifications;
    private final Messages messages;
    private final KnownDatasets known;
    private final RunChoice runs;
    private final Identifier identifier;
    private final ObservableList<KnownDataset> datasets = FXCollections.observableArrayList();
    private final ObservableList<StoredIdentification> identifications =
            FXCollections.observableArrayList();
    private final ObservableList<Path> checkpoints = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<Path>> checkpoint =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObservableList<IdentifiedQuery> queries = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<KnownDataset>> data =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<KnownDataset>> distractors =
            new SimpleObjectProperty<>(Optional.empty());
    private final IntegerProperty childAge = new SimpleIntegerProperty(ChildRule.PAPER.childAge());
    private final IntegerProperty gap = new SimpleIntegerProperty(0);
    private final BooleanProperty flip = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<StoredIdentification>> chosen =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyBooleanWrapper listed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<BackgroundTask<?>>> running =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    /** Identifies and keeps the result in the run's or model's folder. */
    @FunctionalInterface
    interface Identifier {
        /**
         * @throws dev.interproto.common.UserFacingException where something is missing
         * @throws dev.interproto.common.CancelledException when cancelled
         */
        StoredIdentification identify(IdentificationRequest request, Progress progress);
    }

    /**
     * @param known the workspace's datasets
     * @param runs which network is chosen
     */
    IdentificationViewModel(
            TaskRunner tasks,
            Notifications notifications,
            Messages messages,
            KnownDatasets known,
            RunChoice runs,
            Identifier identifier) {
        this.tasks = tasks;
        this.notifications = notifications;
        this.messages = messages;
        this.known = known;
        this.runs = runs;
        this.identifier = identifier;
        runs.selectedProperty().addListener((o, old, now) -> list(Optional.empty()));
        chosen.addListener((o, old, now) -> load(now));
    }

    /** Which network is chosen. */
    RunChoice runs() {
        return runs;
    }

    /** In which can be looked; also where further people come from. */
    ObservableList<KnownDataset> datasets() {
        return datasets;
    }

    ObjectProperty<Optional<KnownDataset>> dataProperty() {
        return data;
    }

    ObjectProperty<Optional<KnownDataset>> distractorsProperty() {
        return distractors;
    }

    IntegerProperty childAgeProperty() {
        return childAge;
    }

    /** Years; 0 for any. */
    IntegerProperty gapProperty() {
        return gap;
    }

    BooleanProperty flipProperty() {
        return flip;
    }

    /** The network's files, the last checkpoint first. */
    ObservableList<Path> checkpoints() {
        return checkpoints;
    }

    /** With which of them is identified. */
    ObjectProperty<Optional<Path>> checkpointProperty() {
        return checkpoint;
    }

    /** The network's, newest first. */
    ObservableList<StoredIdentification> identifications() {
        return identifications;
    }

    ObjectProperty<Optional<StoredIdentification>> chosenProperty() {
        return chosen;
    }

    /** Of the chosen identification. */
    ObservableList<IdentifiedQuery> queries() {
        return queries;
    }

    /** Whether the network's identifications have been read. */
    ReadOnlyBooleanProperty listedProperty() {
        return listed.getReadOnlyProperty();
    }

    /** The identification under way. */
    ReadOnlyObjectProperty<Optional<BackgroundTask<?>>> runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** The page comes to the front: datasets may have become more. */
    void refresh() {
        List<KnownDataset> now = known.list();
        if (!datasets.equals(now)) {
            datasets.setAll(now);
        }
        if (data.get().filter(datasets::contains).isEmpty()) {
            data.set(datasets.stream().findFirst());
        }
        if (distractors.get().filter(datasets::contains).isEmpty()) {
            distractors.set(Optional.empty());
        }
        list(Optional.empty());
    }

    /** Identifies in the background. */
    void identify() {
        Optional<Candidate> network = runs.selectedProperty().get();
        if (network.isEmpty()
                || checkpoint.get().isEmpty()
                || data.get().isEmpty()
                || running.get().isPresent()) {
            return;
        }
        ModelHome home = network.get().home();
        KnownDataset people = data.get().get();
        IdentificationRequest request =
                new IdentificationRequest(
                        home,
                        checkpoint.get().get().getFileName().toString(),
                        people.root(),
                        people.ageLabels(),
                        distractors.get().map(KnownDataset::root),
                        new IdentificationImages.Rule(childAge.get(), gap.get()),
                        "auto",
                        "auto",
                        flip.get(),
                        Optional.empty());
        BackgroundTask<StoredIdentification> task =
                new BackgroundTask<StoredIdentification>(
                                messages.text("identification.task", people.name(), home.name()),
                                progress -> identifier.identify(request, progress))
                        .onSuccess(stored -> identified(home, stored))
                        .onEnd(() -> running.set(Optional.empty()));
        running.set(Optional.of(task));
        tasks.run(task);
    }

    /** Ends the identification under way; nothing of it is kept. */
    void stop() {
        running.get().ifPresent(BackgroundTask::cancel);
    }

    private void identified(ModelHome home, StoredIdentification stored) {
        notifications.success(
                messages.text(
                        "identification.done",
                        Formats.count(stored.report().queries()),
                        Formats.count(stored.report().galleryIdentities())));
        if (isChosen(home)) {
            list(Optional.of(stored));
        }
    }

    private boolean isChosen(ModelHome home) {
        return runs.selectedProperty().get().filter(now -> now.home().equals(home)).isPresent();
    }

    private void list(Optional<StoredIdentification> wanted) {
        Optional<Candidate> network = runs.selectedProperty().get();
        if (network.isEmpty()) {
            identifications.clear();
            checkpoints.clear();
            checkpoint.set(Optional.empty());
            chosen.set(Optional.empty());
            return;
        }
        ModelHome home = network.get().home();
        tasks.run(
                new BackgroundTask<>(
                                messages.text("identification.task.list", home.name()),
                                progress ->
                                        new Known(
                                                StoredIdentification.of(home),
                                                network.get().files()))
                        .onSuccess(
                                known -> {
                                    if (isChosen(home)) {
                                        offer(known.checkpoints());
                                        show(known.identifications(), wanted);
                                    }
                                }));
    }

    private record Known(List<StoredIdentification> identifications, List<Path> checkpoints) {}

    private void offer(List<Path> files) {
        Optional<Path> keep = checkpoint.get().filter(files::contains);
        if (!checkpoints.equals(files)) {
            checkpoints.setAll(files);
        }
        checkpoint.set(keep.or(() -> files.stream().findFirst()));
    }

    private void show(List<StoredIdentification> found, Optional<StoredIdentification> wanted) {
        Optional<StoredIdentification> keep =
                wanted.or(chosen::get).filter(found::contains).or(() -> found.stream().findFirst());
        if (!identifications.equals(found)) {
            identifications.setAll(found);
        }
        chosen.set(keep);
        listed.set(true);
    }

    private void load(Optional<StoredIdentification> now) {
        if (now.isEmpty()) {
            queries.clear();
            return;
        }
        String title = messages.text("identification.task.read", now.get().report().dataset());
        tasks.run(
                new BackgroundTask<>(title, progress -> now.get().queries())
                        .onSuccess(
                                read -> {
                                    if (chosen.get().equals(now)) {
                                        queries.setAll(read);
                                    }
                                })
                        .onFailure(failure -> notifications.failure(title, failure)));
    }
}
