package dev.interproto.desktop.prototypes;

import dev.interproto.common.Progress;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Picture;
import dev.interproto.desktop.run.Candidate;
import dev.interproto.desktop.run.RunChoice;
import dev.interproto.desktop.shell.DatasetLibrary;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.PauseSwitch;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.projection.MapSeries;
import dev.interproto.projection.ProjectionQuality;
import dev.interproto.projection.PrototypeMap;
import dev.interproto.projection.PrototypeMap.MappedPrototype;
import dev.interproto.projection.TsneOptions;
import dev.interproto.training.PrototypeSnapshot;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.RunSummary;
import dev.interproto.workspace.StoredMap;
import dev.interproto.workspace.StoredMapSeries;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.PrototypeMapJob;
import dev.interproto.workspace.job.ThroughTrainingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the prototype page shows and does, without any control. */
final class PrototypesViewModel {
    static final int NEIGHBOURS = 12;
    private static final int MOST_MATCHES = 50;

    /** Iterations from one picture of a growing map to the next. */
    private static final int WATCHED_ITERATIONS = 10;

    private final Workspace workspace;
    private final TaskRunner tasks;
    private final Notifications notifications;
    private final Messages messages;
    private final DatasetLibrary library;
    private final PrototypeSource source;
    private final Executor screen;
    private final RunChoice runs;
    private final ObservableList<MapSubject> checkpoints = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<MapSubject>> checkpoint =
            new SimpleObjectProperty<>(Optional.empty());
    private final DoubleProperty perplexity =
            new SimpleDoubleProperty(TsneOptions.defaults().perplexity());
    private final IntegerProperty iterations =
            new SimpleIntegerProperty(TsneOptions.defaults().iterations());
    private final IntegerProperty seed = new SimpleIntegerProperty(0);
    private final ObjectProperty<TsneOptions.Initialisation> start =
            new SimpleObjectProperty<>(TsneOptions.defaults().initialisation());
    private final TimelineViewModel timeline = new TimelineViewModel();
    private final ReadOnlyBooleanWrapper nothingKept = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
    private final PauseSwitch pause = new PauseSwitch();

    /**
     * Whether a picture of the growing map waits to be drawn: the screen is given one at a time.
     */
    private final AtomicBoolean drawing = new AtomicBoolean();

    private final ReadOnlyObjectWrapper<Optional<MapView>> map =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper mapSought = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<PrototypeSet>> prototypes =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ProjectionQuality>> quality =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<BackgroundTask<?>>> computing =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<OptionalInt> selected =
            new SimpleObjectProperty<>(OptionalInt.empty());
    private final ReadOnlyObjectWrapper<List<PrototypeSet.Neighbour>> neighbours =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<IdentityFaces>> faces =
            new ReadOnlyObjectWrapper<>(Optional.empty());

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
        this.notifications = notifications;
        this.messages = messages;
        this.library = library;
        this.source = source;
        this.screen = screen;
        this.runs = new RunChoice(workspace, tasks, messages, PrototypesViewModel::isUsable);
        runs.selectedProperty().addListener((o, old, now) -> runChosen(old, now));
        checkpoint.addListener((o, old, now) -> open());
        selected.addListener((o, old, now) -> findNeighbours());
        prototypes.addListener((o, old, now) -> findNeighbours());
        timeline.seriesProperty().addListener((o, old, now) -> showMoment());
        timeline.positionProperty().addListener((o, old, now) -> showMoment());
        timeline.playingProperty().addListener((o, old, now) -> findNeighbours());
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

    DoubleProperty perplexityProperty() {
        return perplexity;
    }

    IntegerProperty iterationsProperty() {
        return iterations;
    }

    IntegerProperty seedProperty() {
        return seed;
    }

    ObjectProperty<TsneOptions.Initialisation> startProperty() {
        return start;
    }

    /** The maps through a training, while these are what is shown. */
    TimelineViewModel timeline() {
        return timeline;
    }

    /** Whether the maps through a training are wanted of a run that kept no prototypes. */
    ReadOnlyBooleanProperty nothingKeptProperty() {
        return nothingKept.getReadOnlyProperty();
    }

    /** Whether the computation is held. */
    ReadOnlyBooleanProperty pausedProperty() {
        return paused.getReadOnlyProperty();
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

    /** The computation under way. */
    ReadOnlyObjectProperty<Optional<BackgroundTask<?>>> computingProperty() {
        return computing.getReadOnlyProperty();
    }

    /** Number of the selected point. */
    ObjectProperty<OptionalInt> selectedProperty() {
        return selected;
    }

    /** The selected prototype's neighbours, most alike first. */
    ReadOnlyObjectProperty<List<PrototypeSet.Neighbour>> neighboursProperty() {
        return neighbours.getReadOnlyProperty();
    }

    /** The training set's faces, once it is open. */
    ReadOnlyObjectProperty<Optional<IdentityFaces>> facesProperty() {
        return faces.getReadOnlyProperty();
    }

    /** Faces of an identity; none while the training set is not open, or is gone. */
    List<Picture> faces(String identity, int count) {
        return faces.get().map(known -> known.of(identity, count)).orElse(List.of());
    }

    /** The point of an identity. */
    OptionalInt find(String identity) {
        List<MappedPrototype> points = map.get().map(MapView::points).orElse(List.of());
        return IntStream.range(0, points.size())
                .filter(i -> points.get(i).identity().equals(identity))
                .findFirst();
    }

    /** Points whose identity's name holds the typed text, those that begin with it first. */
    List<Integer> matches(String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<MappedPrototype> points = map.get().map(MapView::points).orElse(List.of());
        List<Integer> begins = new ArrayList<>();
        List<Integer> holds = new ArrayList<>();
        for (int i = 0; i < points.size() && begins.size() < MOST_MATCHES; i++) {
            String name = points.get(i).identity().toLowerCase(Locale.ROOT);
            if (name.startsWith(wanted)) {
                begins.add(i);
            } else if (name.contains(wanted) && holds.size() < MOST_MATCHES) {
                holds.add(i);
            }
        }
        begins.addAll(holds);
        return begins.subList(0, Math.min(MOST_MATCHES, begins.size()));
    }

    /** Computes the map in the background; a cancel keeps the map so far. */
    void compute() {
        Optional<Candidate> run = runs.selectedProperty().get();
        Optional<MapSubject> file = checkpoint.get();
        if (run.isEmpty() || file.isEmpty() || computing.get().isPresent()) {
            return;
        }
        TsneOptions options =
                TsneOptions.defaults()
                        .withPerplexity(Math.max(1, perplexity.get()))
                        .withIterations(iterations.get())
                        .withSeed(seed.get())
                        .withInitialisation(start.get())
                        .withCallbackEvery(WATCHED_ITERATIONS);
        setPaused(false);
        BackgroundTask<?> task =
                file.get() instanceof MapSubject.ThroughTraining
                                && run.get().home() instanceof RunFolder folder
                        ? throughTraining(folder, options, run, file)
                        : oneMap(options, run, file);
        computing.set(Optional.of(task));
        tasks.run(task);
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
                        })
                .onEnd(() -> computing.set(Optional.empty()));
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
                        })
                .onEnd(() -> computing.set(Optional.empty()));
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

    /** Ends the computation; the map so far stays. */
    void stop() {
        computing.get().ifPresent(BackgroundTask::cancel);
    }

    /** Holds the computation, or lets it go on as if it had never been held. */
    void togglePause() {
        if (computing.get().isPresent()) {
            setPaused(!paused.get());
        }
    }

    private void setPaused(boolean now) {
        paused.set(now);
        pause.set(now);
    }

    /** Shows how the map grows, then waits while it is held; on the computation's thread. */
    private void grow(
            Runnable showing,
            Optional<Candidate> run,
            Optional<MapSubject> file,
            Progress progress) {
        if (drawing.compareAndSet(false, true)) {
            screen.execute(
                    () -> {
                        drawing.set(false);
                        if (computing.get().isPresent() && isStill(run, file)) {
                            showing.run();
                        }
                    });
        }
        pause.await(progress::isCancelled);
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
                                findNeighbours();
                            }
                        });
    }

    private boolean isStill(Optional<Candidate> run, Optional<MapSubject> file) {
        return runs.selectedProperty().get().map(Candidate::home).equals(run.map(Candidate::home))
                && checkpoint.get().equals(file);
    }

    private void runChosen(Optional<Candidate> before, Optional<Candidate> run) {
        boolean other = !before.map(Candidate::home).equals(run.map(Candidate::home));
        if (other) {
            faces.set(Optional.empty());
            run.filter(Candidate.OfRun.class::isInstance)
                    .map(Candidate.OfRun.class::cast)
                    .ifPresent(of -> openDataset(of.run()));
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

    private void openDataset(RunSummary run) {
        RunRecord.DataReference data = run.record().data();
        Optional<Path> ages =
                data.ageLabels().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Path.of(data.ageLabels()));
        openFaces(run.folder(), new KnownDataset(data.name(), Path.of(data.root()), ages));
    }

    private void openFaces(ModelHome home, KnownDataset dataset) {
        if (!Files.exists(dataset.root())) {
            return;
        }
        tasks.run(
                new BackgroundTask<>(
                                messages.text("prototypes.task.faces", dataset.name()),
                                progress ->
                                        new IdentityFaces(
                                                library.open(dataset, progress).dataset()))
                        .onSuccess(
                                found -> {
                                    if (runs.selectedProperty()
                                            .get()
                                            .map(Candidate::home)
                                            .equals(Optional.of(home))) {
                                        faces.set(Optional.of(found));
                                    }
                                })
                        // The map is whole without faces.
                        .onFailure(
                                failure ->
                                        notifications.status(
                                                messages.text(
                                                        "prototypes.noFaces", dataset.name()))));
    }

    private void open() {
        Optional<Candidate> run = runs.selectedProperty().get();
        Optional<MapSubject> file = checkpoint.get();
        selected.set(OptionalInt.empty());
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
            faces.set(Optional.empty());
        }
        if (file.isPresent() && file.get() instanceof MapSubject.Means means) {
            openFaces(run.get().home(), means.dataset());
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

    private void findNeighbours() {
        neighbours.set(List.of());
        if (selected.get().isEmpty() || map.get().isEmpty() || timeline.playingProperty().get()) {
            return;
        }
        int point = selected.get().getAsInt();
        String identity = map.get().get().points().get(point).identity();
        Optional<Integer> epoch = timeline.frame().map(MapSeries.Frame::epoch);
        Optional<PrototypeSet> set = prototypes.get();
        if (epoch.isEmpty() && set.isEmpty()) {
            return;
        }
        ModelHome home = runs.selectedProperty().get().orElseThrow().home();
        tasks.run(
                new BackgroundTask<>(
                                messages.text("prototypes.task.neighbours", identity),
                                progress ->
                                        set.orElseGet(() -> kept(home, epoch.orElseThrow()))
                                                .nearest(identity, NEIGHBOURS))
                        .onSuccess(
                                found -> {
                                    if (selected.get().equals(OptionalInt.of(point))
                                            && prototypes.get().equals(set)
                                            && timeline.frame()
                                                    .map(MapSeries.Frame::epoch)
                                                    .equals(epoch)) {
                                        neighbours.set(found);
                                    }
                                }));
    }

    /** The prototypes that a run kept of an epoch. */
    private static PrototypeSet kept(ModelHome home, int epoch) {
        PrototypeSnapshot snapshot = ((RunFolder) home).prototypeHistory().read(epoch);
        return new PrototypeSet(
                snapshot.facts().identities(),
                snapshot.facts().child(),
                snapshot.prototypes().normalised());
    }
}
