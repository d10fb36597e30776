package dev.interproto.desktop.sweeps;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.projection.TsneOptions;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.sweep.BestEvaluations;
import dev.interproto.workspace.sweep.CellState;
import dev.interproto.workspace.sweep.CellStatus;
import dev.interproto.workspace.sweep.ComparisonOptions;
import dev.interproto.workspace.sweep.ComparisonTable;
import dev.interproto.workspace.sweep.ComparisonTables;
import dev.interproto.workspace.sweep.PublishedResults;
import dev.interproto.workspace.sweep.SweepDraws;
import dev.interproto.workspace.sweep.SweepFolder;
import dev.interproto.workspace.sweep.SweepMaps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The sweeps of the workspace, and the one in view. FX thread only; the disk is read elsewhere. */
final class SweepsViewModel implements AutoCloseable {
    private final Workspace workspace;
    private final TaskRunner tasks;
    private final Notifications notifications;
    private final Messages messages;
    private final SweepTraining training;
    private final Executor disk;
    private final Executor screen;
    private final ObservableList<SweepOverview> sweeps = FXCollections.observableArrayList();
    private final ObservableList<CellRow> cells = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<String>> selected =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<String>> published =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<String>> baseline =
            new SimpleObjectProperty<>(Optional.empty());
    private final SweepDraws draws = new SweepDraws();
    private final ReadOnlyObjectWrapper<Optional<ComparisonTable>> table =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<SweepMaps.Panel>> maps =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ObjectProperty<OptionalLong> mapSeed =
            new SimpleObjectProperty<>(OptionalLong.empty());
    private final ReadOnlyBooleanWrapper listed = new ReadOnlyBooleanWrapper(false);
    private final AtomicBoolean looking = new AtomicBoolean();

    /** What the person wants to see. */
    private record Wanted(
            Optional<String> sweep, Optional<String> published, Optional<String> baseline) {

        ComparisonOptions options() {
            return new ComparisonOptions(
                    published.flatMap(PublishedResults.load()::table), baseline);
        }
    }

    /** What a look at the disk gave. */
    private record Look(
            List<SweepOverview> sweeps, List<CellRow> cells, Optional<ComparisonTable> table) {}

    /**
     * @param disk reads folders
     * @param screen brings what was read to the FX thread
     */
    SweepsViewModel(
            Workspace workspace,
            TaskRunner tasks,
            Notifications notifications,
            Messages messages,
            CellTraining training,
            Executor disk,
            Executor screen) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.notifications = notifications;
        this.messages = messages;
        this.training =
                new SweepTraining(
                        tasks,
                        notifications,
                        messages,
                        training,
                        () -> screen.execute(this::refresh));
        this.disk = disk;
        this.screen = screen;
        selected.addListener(
                (o, old, now) -> {
                    maps.set(List.of());
                    mapSeed.set(OptionalLong.empty());
                    baseline.set(Optional.empty());
                    refresh();
                });
        published.addListener((o, old, now) -> refresh());
        baseline.addListener((o, old, now) -> refresh());
    }

    ObservableList<SweepOverview> sweeps() {
        return sweeps;
    }

    /** Of the sweep in view, in the order of its queue. */
    ObservableList<CellRow> cells() {
        return cells;
    }

    ObjectProperty<Optional<String>> selectedProperty() {
        return selected;
    }

    /** Which of the paper's tables stands beside the own results. */
    ObjectProperty<Optional<String>> publishedProperty() {
        return published;
    }

    /** The method that others are compared with pair by pair; empty for the plan's first. */
    ObjectProperty<Optional<String>> baselineProperty() {
        return baseline;
    }

    ReadOnlyObjectProperty<Optional<ComparisonTable>> tableProperty() {
        return table.getReadOnlyProperty();
    }

    /** The seed whose cells are mapped; empty for each method's first that is finished. */
    ObjectProperty<OptionalLong> mapSeedProperty() {
        return mapSeed;
    }

    ReadOnlyObjectProperty<List<SweepMaps.Panel>> mapsProperty() {
        return maps.getReadOnlyProperty();
    }

    /** Whether the workspace has been looked at. */
    ReadOnlyBooleanProperty listedProperty() {
        return listed.getReadOnlyProperty();
    }

    Optional<SweepOverview> overview() {
        return selected.get()
                .flatMap(
                        name -> sweeps.stream().filter(one -> one.name().equals(name)).findFirst());
    }

    /** Looks at the disk, unless a look is under way. */
    void refresh() {
        if (looking.compareAndSet(false, true)) {
            Wanted wanted = wanted();
            disk.execute(
                    () -> {
                        Look look = look(wanted);
                        looking.set(false);
                        screen.execute(() -> show(look, wanted));
                        if (draws.hasWanted()) {
                            makeDraws();
                        }
                    });
        }
    }

    private Wanted wanted() {
        return new Wanted(selected.get(), published.get(), baseline.get());
    }

    /** They take seconds: the table is shown without its intervals first. */
    private void makeDraws() {
        try {
            draws.makeWanted(Progress.NONE);
            screen.execute(this::refresh);
        } catch (RuntimeException e) {
            screen.execute(() -> notifications.failure(messages.text("sweeps.intervals.task"), e));
        }
    }

    private Look look(Wanted wanted) {
        List<SweepOverview> found = new ArrayList<>();
        List<CellRow> rows = new ArrayList<>();
        Optional<ComparisonTable> compared = Optional.empty();
        for (SweepFolder sweep : SweepFolder.list(workspace)) {
            try {
                List<CellStatus> statuses = sweep.statuses();
                found.add(
                        new SweepOverview(
                                sweep.name(),
                                count(statuses, CellState.FINISHED),
                                count(statuses, CellState.FAILED),
                                statuses.size(),
                                sweep.queue().paused(),
                                ""));
                if (wanted.sweep().filter(sweep.name()::equals).isPresent()) {
                    statuses.forEach(status -> rows.add(new CellRow(rows.size() + 1, status)));
                    compared =
                            Optional.of(
                                    ComparisonTables.of(sweep, statuses, wanted.options(), draws));
                }
            } catch (UserFacingException e) {
                found.add(new SweepOverview(sweep.name(), 0, 0, 0, false, e.getMessage()));
            }
        }
        return new Look(found, rows, compared);
    }

    private static int count(List<CellStatus> cells, CellState state) {
        return (int) cells.stream().filter(cell -> cell.state() == state).count();
    }

    private void show(Look look, Wanted wanted) {
        if (!sweeps.equals(look.sweeps())) {
            sweeps.setAll(look.sweeps());
        }
        listed.set(true);
        if (!wanted.equals(wanted())) {
            // Something else was chosen meanwhile.
            refresh();
            return;
        }
        if (!cells.equals(look.cells())) {
            cells.setAll(look.cells());
        }
        if (!table.get().equals(look.table())) {
            table.set(look.table());
        }
        if (selected.get().isEmpty() && !sweeps.isEmpty()) {
            selected.set(Optional.of(sweeps.get(0).name()));
        }
    }

    /** Trains the sweep in view. */
    SweepTraining training() {
        return training;
    }

    /** Trains what is left of the sweep in view, and takes back a pause. */
    void start(boolean retryFailed) {
        onSelected(sweep -> training.start(sweep, cells.size(), retryFailed));
    }

    /** Begins no further cell; the one in training goes on. */
    void pause(boolean paused) {
        onSelected(sweep -> sweep.pause(paused));
        refresh();
    }

    /** Moves a cell up (−1) or down (1) in the queue. */
    void shift(CellRow row, int by) {
        onSelected(sweep -> sweep.shift(row.name(), by));
        refresh();
    }

    /** Lays out the maps of the finished cells of the chosen seed. */
    void drawMaps() {
        OptionalLong seed = mapSeed.get();
        onSelected(
                sweep ->
                        tasks.run(
                                new BackgroundTask<List<SweepMaps.Panel>>(
                                                messages.text("sweeps.maps.task", sweep.name()),
                                                progress -> panels(sweep, seed, progress))
                                        .onSuccess(
                                                panels -> {
                                                    if (selected.get()
                                                            .equals(Optional.of(sweep.name()))) {
                                                        maps.set(panels);
                                                    }
                                                })));
    }

    /** Evaluates the best checkpoints pair by pair, as far as that is not done. */
    void evaluate() {
        onSelected(
                sweep ->
                        tasks.run(
                                new BackgroundTask<BestEvaluations.Outcome>(
                                                messages.text("sweeps.evaluate.task", sweep.name()),
                                                new BestEvaluations(sweep)::run)
                                        .onSuccess(this::evaluated)
                                        .onEnd(this::refresh)));
    }

    private void evaluated(BestEvaluations.Outcome outcome) {
        if (outcome.failed().isEmpty()) {
            notifications.success(messages.text("sweeps.evaluated", outcome.made()));
            return;
        }
        BestEvaluations.Failure first = outcome.failed().get(0);
        notifications.failure(
                messages.text("sweeps.evaluate"),
                new UserFacingException(
                        messages.text("sweeps.evaluate.failed", outcome.failed().size()),
                        messages.text("sweeps.evaluate.failed.first", first.run(), first.testSet()),
                        first.reason()));
    }

    private static List<SweepMaps.Panel> panels(
            SweepFolder sweep, OptionalLong seed, Progress progress) {
        Map<RunFolder, String> runs = new LinkedHashMap<>();
        for (CellStatus status : SweepMaps.ofEachLine(sweep, seed)) {
            runs.put(status.run().orElseThrow(), status.cell().row().title());
        }
        return SweepMaps.panels(runs, TsneOptions.defaults(), progress);
    }

    private void onSelected(Consumer<SweepFolder> action) {
        selected.get()
                .ifPresent(
                        name -> {
                            try {
                                action.accept(SweepFolder.open(workspace, name));
                            } catch (RuntimeException e) {
                                notifications.failure(messages.text("sweeps.title"), e);
                            }
                        });
    }

    @Override
    public void close() {
        training.stop();
    }
}
