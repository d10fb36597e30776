package dev.interproto.desktop.prototypes;

import dev.interproto.common.Progress;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.run.Candidate;
import dev.interproto.desktop.run.RunChoice;
import dev.interproto.desktop.shell.DatasetLibrary;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.projection.MapSeries;
import dev.interproto.projection.ProjectionQuality;
import dev.interproto.projection.PrototypeMap;
import dev.interproto.projection.TsneOptions;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.StoredMap;
import dev.interproto.workspace.StoredMapSeries;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.PrototypeMapJob;
import dev.interproto.workspace.job.ThroughTrainingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the prototype page shows and does, without any control. */
final class PrototypesViewModel {

    /** Iterations from one picture of a growing map to the next. */
    private static final int WATCHED_ITERATIONS = 10;

    private final Workspace workspace;
    private final TaskRunner tasks;
    private final Messages messages;
    private final DatasetLibrary library;
    private final PrototypeSource source;
    private final RunChoice runs;
    private final ObservableList<MapSubject> checkpoints = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<MapSubject>> checkpoint =
            new SimpleObjectProperty<>(Optional.empty());
    private final TimelineViewModel timeline = new TimelineViewModel();
    private final ReadOnlyBooleanWrapper nothingKept = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<MapView>> map =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper mapSought = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<PrototypeSet>> prototypes =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ProjectionQuality>> quality =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final MapOptions options = new MapOptions();
    private final MapComputation computation;
    private final MapFaces faces;
    private final SelectedPrototype selected;

    /**
     * @param screen runs what a growing map shows, on the callbacks' thread
     */
    PrototypesViewModel(
            Workspace workspace,
            TaskRunner tasks,
            Notifications notifications,
            Messages messages,
            DatasetLibrary library,
            PrototypeSource source,
            Executor screen) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.messages = messages;
        this.library = library;
        this.source = source;
        this.computation = new MapComputation(tasks, screen);
        this.faces = new MapFaces(tasks, notifications, messages, library);
        this.runs = new RunChoice(workspace, tasks, messages, PrototypesViewModel::isUsable);
        runs.selectedProperty().addListener((o, old, now) -> runChosen(old, now));
        checkpoint.addListener((o, old, now) -> open());
        this.selected =
                new SelectedPrototype(
                        tasks, messages, timeline, map::get, prototypes, this::chosenHome);
        timeline.seriesProperty().addListener((o, old, now) -> showMoment());
        timeline.positionProperty().addListener((o, old, now) -> showMoment());
    }

    private static boolean isUsable(ModelHome home) {
        return RunChoice.hasNetwork(home)
                || Files.isRegularFile(StoredMap.table(home, Optional.empty()));
    }

    RunChoice runs() {
        return runs;
    }

    /** What can be mapped of the chosen run or model. */
    ObservableList<MapSubject> checkpoints() {
        return checkpoints;
    }

    ObjectProperty<Optional<MapSubject>> checkpointProperty() {
        return checkpoint;
    }

    /** How the next map is to be laid out. */
    MapOptions options() {
        return options;
    }

    /** The map that is being computed. */
    MapComputation computation() {
        return computation;
    }

    /** Faces of the identities. */
    MapFaces faces() {
        return faces;
    }

    /** The selected point and its neighbours. */
    SelectedPrototype selected() {
        return selected;
    }

    /** The maps through a training, while these are what is shown. */
    TimelineViewModel timeline() {
        return timeline;
    }

    /** Whether the maps through a training are wanted of a run that kept no prototypes. */
    ReadOnlyBooleanProperty nothingKeptProperty() {
        return nothingKept.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<MapView>> mapProperty() {
        return map.getReadOnlyProperty();
    }

    /** Whether a saved map was looked for, so that none means that there is none. */
    ReadOnlyBooleanProperty mapSoughtProperty() {
        return mapSought.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<PrototypeSet>> prototypesProperty() {
        return prototypes.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<ProjectionQuality>> qualityProperty() {
        return quality.getReadOnlyProperty();
    }

    /** The point of an identity. */
    OptionalInt find(String identity) {
        return map.get().map(now -> now.find(identity)).orElse(OptionalInt.empty());
    }

    /** Points whose identity's name holds the typed text. */
    List<Integer> matches(String typed) {
        return map.get().map(now -> now.matches(typed)).orElse(List.of());
    }

    /** Computes the map in the background; a cancel keeps the map so far. */
    void compute() {
        Optional<Candidate> run = runs.selectedProperty().get();
        Optional<MapSubject> file = checkpoint.get();
        if (run.isEmpty() || file.isEmpty() || computation.isRunning()) {
            return;
        }
        TsneOptions chosen = options.chosen().withCallbackEvery(WATCHED_ITERATIONS);
        computation.begin(
                file.get() instanceof MapSubject.ThroughTraining
                                && run.get().home() instanceof RunFolder folder
                        ? throughTraining(folder, chosen, run, file)
                        : oneMap(chosen, run, file));
    }

    private BackgroundTask<MapView> oneMap(
            TsneOptions options, Optional<Candidate> run, Optional<MapSubject> file) {
        PrototypeMapJob job = job(run.orElseThrow().home(), file.orElseThrow(), options);
        return new BackgroundTask<MapView>(
                        messages.text("prototypes.task.compute", run.get().name()),
                        progress ->
                                job.run(
                                                Optional.empty(),
                                                Optional.empty(),
                                                progress,
                                                soFar -> {
                                                    grow(() -> growTo(soFar), run, file, progress);
                                                })
                                        .stored()
                                        .map(MapView::of)
                                        .orElseThrow())
                .onSuccess(
                        view -> {
                            if (isStill(run, file)) {
                                map.set(Optional.of(view));
                                if (prototypes.get().isEmpty()) {
                                    readPrototypes(run, file.get());
                                }
                            }
                        });
    }

    private BackgroundTask<StoredMapSeries> throughTraining(
            RunFolder folder,
            TsneOptions options,
            Optional<Candidate> run,
            Optional<MapSubject> file) {
        ThroughTrainingJob job = new ThroughTrainingJob(folder, options);
        return new BackgroundTask<StoredMapSeries>(
                        messages.text("prototypes.task.compute", run.orElseThrow().name()),
                        progress ->
                                job.run(
                                        progress,
                                        soFar ->
                                                grow(
                                                        () -> timeline.grow(soFar),
                                                        run,
                                                        file,
                                                        progress)))
                .onSuccess(
                        stored -> {
                            if (isStill(run, file)) {
                                timeline.show(stored);
                                timeline.toggle();
                            }
                        });
    }

    private PrototypeMapJob job(ModelHome home, MapSubject subject, TsneOptions options) {
        if (subject instanceof MapSubject.Means means) {
            return PrototypeMapJob.ofIdentities(
                    library.opening(),
                    home,
                    "last",
                    means.dataset().root(),
                    means.dataset().ageLabels(),
                    "auto",
                    "auto",
                    options);
        }
        Path file = ((MapSubject.Prototypes) subject).file();
        return PrototypeMapJob.of(home, file.getFileName().toString(), options);
    }

    /** Shows how a map grows, where it is still what is wanted. */
    private void grow(
            Runnable showing,
            Optional<Candidate> run,
            Optional<MapSubject> file,
            Progress progress) {
        computation.grow(
                () -> {
                    if (isStill(run, file)) {
                        showing.run();
                    }
                },
                progress);
    }

    private void growTo(PrototypeMap soFar) {
        map.set(Optional.of(MapView.growing(soFar.points())));
    }

    /** The moment of the training that the timeline stands at. */
    private void showMoment() {
        timeline.view()
                .ifPresent(
                        view -> {
                            map.set(Optional.of(view));
                            Optional<ProjectionQuality> now =
                                    timeline.frame().map(MapSeries.Frame::quality);
                            if (!quality.get().equals(now)) {
                                quality.set(now);
                                selected.findNeighbours();
                            }
                        });
    }

    private Optional<ModelHome> chosenHome() {
        return runs.selectedProperty().get().map(Candidate::home);
    }

    private boolean isStill(Optional<Candidate> run, Optional<MapSubject> file) {
        return chosenHome().equals(run.map(Candidate::home)) && checkpoint.get().equals(file);
    }

    private void runChosen(Optional<Candidate> before, Optional<Candidate> run) {
        boolean other = !before.map(Candidate::home).equals(run.map(Candidate::home));
        if (other) {
            faces.clear();
            if (run.orElse(null) instanceof Candidate.OfRun of) {
                faces.open(of.run().record().data(), () -> isChosen(of.home()));
            }
        }
        if (run.isEmpty()) {
            checkpoints.clear();
            checkpoint.set(Optional.empty());
            return;
        }
        tasks.run(
                new BackgroundTask<>(
                                messages.text("prototypes.task.open", run.get().name()),
                                progress -> MapSubject.of(run.get(), workspace.datasets().list()))
                        .onSuccess(
                                found -> {
                                    if (runs.selectedProperty().get().equals(run)) {
                                        chooseCheckpoint(found);
                                    }
                                }));
    }

    private void chooseCheckpoint(List<MapSubject> found) {
        checkpoints.setAll(found);
        Optional<MapSubject> next =
                checkpoint.get().filter(found::contains).or(() -> found.stream().findFirst());
        if (next.equals(checkpoint.get())) {
            open();
        } else {
            checkpoint.set(next);
        }
    }

    private boolean isChosen(ModelHome home) {
        return chosenHome().equals(Optional.of(home));
    }

    private void open() {
        Optional<Candidate> run = runs.selectedProperty().get();
        Optional<MapSubject> file = checkpoint.get();
        selected.pointProperty().set(OptionalInt.empty());
        map.set(Optional.empty());
        prototypes.set(Optional.empty());
        quality.set(Optional.empty());
        mapSought.set(false);
        nothingKept.set(false);
        timeline.clear();
        if (run.isEmpty()) {
            return;
        }
        if (file.isPresent()
                && file.get() instanceof MapSubject.ThroughTraining
                && run.get().home() instanceof RunFolder folder) {
            openThroughTraining(folder, run, file);
            return;
        }
        Optional<Path> table = file.map(subject -> subject.table(run.get().home()));
        tasks.run(
                new BackgroundTask<>(
                                messages.text("prototypes.task.open", run.get().name()),
                                progress -> read(run.get().home(), table))
                        .onSuccess(
                                saved -> {
                                    if (isStill(run, file) && map.get().isEmpty()) {
                                        map.set(saved);
                                    }
                                })
                        .onEnd(
                                () -> {
                                    if (isStill(run, file)) {
                                        mapSought.set(true);
                                    }
                                }));
        file.ifPresent(known -> readPrototypes(run, known));
        if (run.get() instanceof Candidate.OfModel) {
            faces.clear();
        }
        if (file.isPresent() && file.get() instanceof MapSubject.Means means) {
            faces.open(means.dataset(), () -> isStill(run, file));
        }
    }

    private void openThroughTraining(
            RunFolder folder, Optional<Candidate> run, Optional<MapSubject> file) {
        tasks.run(
                new BackgroundTask<>(
                                messages.text("prototypes.task.open", run.orElseThrow().name()),
                                progress -> {
                                    boolean kept = !folder.prototypeHistory().epochs().isEmpty();
                                    return new Opened(kept, StoredMapSeries.read(folder));
                                })
                        .onSuccess(
                                opened -> {
                                    if (isStill(run, file) && map.get().isEmpty()) {
                                        nothingKept.set(!opened.kept());
                                        opened.stored().ifPresent(timeline::show);
                                    }
                                })
                        .onEnd(
                                () -> {
                                    if (isStill(run, file)) {
                                        mapSought.set(true);
                                    }
                                }));
    }

    /** Whether a run kept prototypes of its epochs, and the maps of them. */
    private record Opened(boolean kept, Optional<StoredMapSeries> stored) {}

    private static Optional<MapView> read(ModelHome home, Optional<Path> table) throws IOException {
        return StoredMap.read(table.orElseGet(() -> StoredMap.table(home, Optional.empty())))
                .map(MapView::of);
    }

    private void readPrototypes(Optional<Candidate> run, MapSubject file) {
        tasks.run(
                new BackgroundTask<>(
                                messages.text("prototypes.task.read", run.orElseThrow().name()),
                                progress -> source.read(run.orElseThrow().home(), file))
                        .onSuccess(
                                set -> {
                                    if (set.isPresent() && isStill(run, Optional.of(file))) {
                                        prototypes.set(set);
                                        measure(set.get());
                                    }
                                }));
    }

    private void measure(PrototypeSet set) {
        tasks.run(
                new BackgroundTask<>(
                                messages.text("prototypes.task.measure"),
                                progress -> ProjectionQuality.of(set.rows(), set.child()))
                        .onSuccess(
                                found -> {
                                    if (prototypes.get().equals(Optional.of(set))) {
                                        quality.set(Optional.of(found));
                                    }
                                }));
    }
}
