package dev.interproto.desktop.prototypes;

import dev.interproto.dataset.ChildRule;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.run.Candidate;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.verification.analysis.AnalysisOptions;
import dev.interproto.workspace.KnownDatasets;
import dev.interproto.workspace.StoredAnalysis;
import dev.interproto.workspace.job.AnalysisJob;
import dev.interproto.workspace.job.AnalysisRequest;
import dev.interproto.workspace.job.DatasetOpening;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The analysis of the network that is chosen on the prototypes page, without any control. */
final class AnalysisViewModel {
    private final TaskRunner tasks;
    private final Messages messages;
    private final DatasetOpening opening;
    private final KnownDatasets datasets;
    private final PrototypesViewModel page;
    private final ObservableList<AnalysedData> choices = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<AnalysedData>> data =
            new SimpleObjectProperty<>(Optional.empty());
    private final IntegerProperty childAge = new SimpleIntegerProperty(ChildRule.PAPER.childAge());
    private final IntegerProperty childFilter =
            new SimpleIntegerProperty(ChildRule.PAPER.childFilter());
    private final IntegerProperty identities =
            new SimpleIntegerProperty(AnalysisOptions.IDENTITIES);
    private final IntegerProperty images = new SimpleIntegerProperty(AnalysisOptions.IMAGES);
    private final IntegerProperty seed = new SimpleIntegerProperty(0);
    private final ReadOnlyObjectWrapper<Optional<StoredAnalysis>> analysis =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper sought = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<BackgroundTask<?>>> running =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * @param page whose run or model and checkpoint are analysed
     */
    AnalysisViewModel(
            TaskRunner tasks,
            Messages messages,
            DatasetOpening opening,
            KnownDatasets datasets,
            PrototypesViewModel page) {
        this.tasks = tasks;
        this.messages = messages;
        this.opening = opening;
        this.datasets = datasets;
        this.page = page;
        page.runs().selectedProperty().addListener((o, old, now) -> chosen(now));
        page.checkpointProperty().addListener((o, old, now) -> checkpointChosen(now));
        data.addListener((o, old, now) -> open());
    }

    /** Networks and datasets, and which of them are chosen. */
    PrototypesViewModel page() {
        return page;
    }

    /** What the network can be analysed with. */
    ObservableList<AnalysedData> choices() {
        return choices;
    }

    ObjectProperty<Optional<AnalysedData>> dataProperty() {
        return data;
    }

    IntegerProperty childAgeProperty() {
        return childAge;
    }

    IntegerProperty childFilterProperty() {
        return childFilter;
    }

    IntegerProperty identitiesProperty() {
        return identities;
    }

    IntegerProperty imagesProperty() {
        return images;
    }

    IntegerProperty seedProperty() {
        return seed;
    }

    /** What is known of the chosen network with the chosen faces. */
    ReadOnlyObjectProperty<Optional<StoredAnalysis>> analysisProperty() {
        return analysis.getReadOnlyProperty();
    }

    /** Whether a kept analysis was looked for, so that none means that there is none. */
    ReadOnlyBooleanProperty soughtProperty() {
        return sought.getReadOnlyProperty();
    }

    /** The analysis under way. */
    ReadOnlyObjectProperty<Optional<BackgroundTask<?>>> runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** The faces may have become more; an analysis may have been made by command. */
    void refresh() {
        chosen(page.runs().selectedProperty().get());
    }

    /** Analyses in the background; the result is kept in the run's or model's folder. */
    void analyse() {
        Optional<Candidate> network = page.runs().selectedProperty().get();
        if (network.isEmpty() || data.get().isEmpty() || running.get().isPresent()) {
            return;
        }
        Optional<AnalysedData> faces = data.get();
        String checkpoint = checkpoint(network.get());
        AnalysisJob job = new AnalysisJob(opening, request(network.get(), checkpoint, faces.get()));
        BackgroundTask<StoredAnalysis> task =
                new BackgroundTask<>(messages.text("analysis.task", network.get().name()), job::run)
                        .onSuccess(
                                stored -> {
                                    if (isStill(network, checkpoint, faces)) {
                                        analysis.set(Optional.of(stored));
                                    }
                                })
                        .onEnd(() -> running.set(Optional.empty()));
        running.set(Optional.of(task));
        tasks.run(task);
    }

    /** Ends the analysis under way; nothing of it is kept. */
    void stop() {
        running.get().ifPresent(BackgroundTask::cancel);
    }

    private AnalysisRequest request(Candidate network, String checkpoint, AnalysedData faces) {
        return new AnalysisRequest(
                network.home(),
                checkpoint,
                // A run's own training set may be gone: its prototypes are there all the same.
                faces.trained() ? Optional.empty() : Optional.of(faces.root()),
                faces.ageLabels(),
                OptionalInt.of(childAge.get()),
                OptionalInt.of(childFilter.get()),
                identities.get(),
                images.get(),
                seed.get(),
                "auto",
                "auto",
                Optional.empty());
    }

    private boolean isStill(
            Optional<Candidate> network, String checkpoint, Optional<AnalysedData> faces) {
        Optional<Candidate> now = page.runs().selectedProperty().get();
        return now.map(Candidate::home).equals(network.map(Candidate::home))
                && now.map(this::checkpoint).equals(Optional.of(checkpoint))
                && data.get().equals(faces);
    }

    /** The name of the file that the network is loaded from; a model of the shelf has one. */
    private String checkpoint(Candidate network) {
        if (network instanceof Candidate.OfRun
                && page.checkpointProperty().get().orElse(null)
                        instanceof MapSubject.Prototypes of) {
            return of.file().getFileName().toString();
        }
        return "last";
    }

    private void chosen(Optional<Candidate> network) {
        if (network.isPresent() && network.get() instanceof Candidate.OfRun of) {
            TrainingConfiguration trained = of.run().record().configuration();
            childAge.set(trained.childAge());
            childFilter.set(trained.childFilter());
        }
        List<AnalysedData> offered =
                network.map(chosen -> AnalysedData.of(chosen, datasets.list())).orElse(List.of());
        if (!choices.equals(offered)) {
            choices.setAll(offered);
        }
        Optional<AnalysedData> next =
                data.get().filter(choices::contains).or(() -> choices.stream().findFirst());
        if (next.equals(data.get())) {
            open();
        } else {
            data.set(next);
        }
    }

    /** Of a model of the shelf a dataset is mapped: that one is meant here, too. */
    private void checkpointChosen(Optional<MapSubject> subject) {
        if (subject.orElse(null) instanceof MapSubject.Means means) {
            choices.stream()
                    .filter(choice -> choice.root().equals(means.dataset().root()))
                    .findFirst()
                    .ifPresent(choice -> data.set(Optional.of(choice)));
        } else {
            open();
        }
    }

    private void open() {
        analysis.set(Optional.empty());
        sought.set(false);
        Optional<Candidate> network = page.runs().selectedProperty().get();
        Optional<AnalysedData> faces = data.get();
        if (network.isEmpty()) {
            return;
        }
        String checkpoint = checkpoint(network.get());
        tasks.run(
                new BackgroundTask<>(
                                messages.text("analysis.task.open", network.get().name()),
                                progress -> kept(network.get(), checkpoint, faces))
                        .onSuccess(
                                found -> {
                                    if (isStill(network, checkpoint, faces)) {
                                        analysis.set(found);
                                    }
                                })
                        .onEnd(
                                () -> {
                                    if (isStill(network, checkpoint, faces)) {
                                        sought.set(true);
                                    }
                                }));
    }

    private static Optional<StoredAnalysis> kept(
            Candidate network, String checkpoint, Optional<AnalysedData> faces) {
        Optional<Path> root = faces.map(AnalysedData::root);
        return network.home().analyses().stream()
                .filter(
                        stored ->
                                network instanceof Candidate.OfModel
                                        || stored.origin()
                                                .checkpoint()
                                                .replaceAll("\\.npz$", "")
                                                .equals(checkpoint.replaceAll("\\.npz$", "")))
                .filter(
                        stored ->
                                stored.origin().data().isEmpty()
                                        ? faces.filter(AnalysedData::trained).isPresent()
                                        : stored.origin().data().map(Path::of).equals(root))
                .findFirst();
    }
}
