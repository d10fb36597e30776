package dev.interproto.desktop.runs;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.workspace.RunSummary;
import dev.interproto.workspace.TrashedRun;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs of the workspace, which of them are compared, and what can be done with them. */
final class RunsViewModel {
    private static final Logger LOG = LoggerFactory.getLogger(RunsViewModel.class);

    /** As many lines as can be told apart by colour. */
    static final int MOST_COMPARED = 8;

    /** A compared run's curves; read on the disk's thread, drawn on the screen's. */
    private static final class Compared {
        private final RunFeed feed;
        private final RunHistory history = new RunHistory();

        Compared(RunFeed feed) {
            this.feed = feed;
        }

        RunFeed feed() {
            return feed;
        }

        RunHistory history() {
            return history;
        }
    }

    private final Workspace workspace;
    private final TaskRunner tasks;
    private final Notifications notifications;
    private final Messages messages;
    private final Executor disk;
    private final Executor screen;
    private final ObservableList<RunRow> rows = FXCollections.observableArrayList();
    private final ObservableList<RunRow> selected = FXCollections.observableArrayList();
    private final ObjectProperty<List<String>> testSets = new SimpleObjectProperty<>(List.of());
    private final ReadOnlyIntegerWrapper version = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper curves = new ReadOnlyIntegerWrapper();
    private final Map<String, Compared> compared = new LinkedHashMap<>();
    private boolean seen;
    private boolean reading;
    private boolean readAgain;

    /**
     * @param disk reads curves, one look after another, off the screen's thread
     * @param screen gets what was read
     */
    RunsViewModel(
            Workspace workspace,
            TaskRunner tasks,
            Notifications notifications,
            Messages messages,
            Executor disk,
            Executor screen) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.notifications = notifications;
        this.messages = messages;
        this.disk = disk;
        this.screen = screen;
    }

    /** Takes in the runs as they are now; rows of runs that stay, stay. */
    void update(List<RunSummary> now) {
        Map<String, RunRow> known =
                rows.stream().collect(Collectors.toMap(RunRow::name, row -> row));
        List<RunRow> next = new ArrayList<>();
        Set<String> sets = new LinkedHashSet<>();
        for (RunSummary summary : now) {
            RunRow row = known.getOrDefault(summary.name(), new RunRow(summary));
            row.update(summary);
            next.add(row);
            summary.record().testSets().forEach(set -> sets.add(set.name()));
            sets.addAll(summary.record().best().keySet());
        }
        testSets.set(List.copyOf(sets));
        if (!rows.equals(next)) {
            rows.setAll(next);
        }
        seen = true;
        version.set(version.get() + 1);
        if (selected.stream().anyMatch(RunRow::isLive)) {
            readCurves();
        }
    }

    /** Whether the runs have been looked at; before, an empty table says nothing. */
    boolean isSeen() {
        return seen;
    }

    /** Chooses the runs to compare. */
    void select(List<RunRow> now) {
        if (!selected.equals(now)) {
            selected.setAll(now);
            Set<String> names =
                    comparedRows().stream().map(RunRow::name).collect(Collectors.toSet());
            compared.keySet().retainAll(names);
            for (RunRow row : comparedRows()) {
                compared.computeIfAbsent(
                        row.name(), name -> new Compared(new RunFeed(row.summary().folder())));
            }
            readCurves();
        }
    }

    /** The selected runs whose curves are drawn: the first few. */
    List<RunRow> comparedRows() {
        return selected.stream().limit(MOST_COMPARED).toList();
    }

    /** What a compared run measured, as far as it has been read. */
    Optional<RunHistory> history(RunRow row) {
        return Optional.ofNullable(compared.get(row.name())).map(Compared::history);
    }

    /** The curves there are to choose from. */
    List<CurveChoice> choices() {
        List<CurveChoice> choices = new ArrayList<>();
        choices.add(new CurveChoice.Loss(StepMetric.TOTAL_LOSS));
        choices.add(new CurveChoice.Loss(StepMetric.MARGIN_LOSS));
        choices.add(new CurveChoice.Loss(StepMetric.INTER_PROTOTYPE_LOSS));
        if (comparedRows().stream().anyMatch(row -> row.configuration().head().learnsFromAges())) {
            choices.add(new CurveChoice.Loss(StepMetric.AGE_LOSS));
        }
        for (SimilarityMetric metric : SimilarityMetric.values()) {
            choices.add(new CurveChoice.Similarity(metric));
        }
        choices.add(new CurveChoice.TrainingAccuracy());
        testSets.get().forEach(set -> choices.add(new CurveChoice.TestSet(set)));
        return choices;
    }

    String describe(CurveChoice choice) {
        if (choice instanceof CurveChoice.Loss loss) {
            return switch (loss.metric()) {
                case MARGIN_LOSS -> messages.text("runs.curve.margin");
                case INTER_PROTOTYPE_LOSS -> messages.text("runs.curve.interPrototype");
                case AGE_LOSS -> messages.text("runs.curve.age");
                default -> messages.text("runs.curve.total");
            };
        }
        if (choice instanceof CurveChoice.Similarity similarity) {
            return switch (similarity.metric()) {
                case CHILD_CHILD -> messages.text("runs.curve.childChild");
                case ADULT_ADULT -> messages.text("runs.curve.adultAdult");
                case CHILD_ADULT -> messages.text("runs.curve.childAdult");
            };
        }
        return choice instanceof CurveChoice.TestSet set
                ? messages.text("runs.curve.testSet", set.name())
                : messages.text("runs.curve.training");
    }

    List<RunComparison.Row> differences() {
        return new RunComparison(messages).differences(comparedRows());
    }

    /**
     * Gives a run another name.
     *
     * @throws UserFacingException when it cannot have it
     */
    void rename(RunRow row, String name) {
        workspace.rename(row.summary().folder(), name.strip());
    }

    /** Moves runs to the trash, and offers to bring them back. */
    void delete(List<RunRow> gone, Runnable done) {
        tasks.run(
                new BackgroundTask<List<TrashedRun>>(
                                messages.text("runs.delete"),
                                progress -> {
                                    List<TrashedRun> trashed = new ArrayList<>();
                                    for (RunRow row : gone) {
                                        trashed.add(workspace.delete(row.summary().folder()));
                                    }
                                    return trashed;
                                })
                        .onSuccess(trashed -> offerUndo(trashed, done))
                        .onEnd(done));
    }

    ObservableList<RunRow> rows() {
        return rows;
    }

    ObservableList<RunRow> selected() {
        return selected;
    }

    /** Test sets that any run knows. */
    ObjectProperty<List<String>> testSetsProperty() {
        return testSets;
    }

    /** Counts the looks at the runs. */
    ReadOnlyIntegerProperty versionProperty() {
        return version.getReadOnlyProperty();
    }

    /** Counts the looks at the compared runs' curves. */
    ReadOnlyIntegerProperty curvesProperty() {
        return curves.getReadOnlyProperty();
    }

    private void offerUndo(List<TrashedRun> trashed, Runnable done) {
        String text =
                trashed.size() == 1
                        ? messages.text("runs.deleted", trashed.get(0).name())
                        : messages.text("runs.deleted.several", trashed.size());
        notifications.success(
                text,
                messages.text("runs.undo"),
                () ->
                        tasks.run(
                                new BackgroundTask<Void>(
                                                messages.text("runs.undo"),
                                                progress -> {
                                                    trashed.forEach(workspace::restore);
                                                    return null;
                                                })
                                        .onEnd(done)));
    }

    private void readCurves() {
        if (reading) {
            readAgain = true;
            return;
        }
        List<Compared> asked = List.copyOf(compared.values());
        reading = true;
        disk.execute(
                () -> {
                    Map<Compared, List<RunFeed.News>> found = new LinkedHashMap<>();
                    asked.forEach(each -> found.put(each, read(each.feed())));
                    screen.execute(() -> take(found));
                });
    }

    private static List<RunFeed.News> read(RunFeed feed) {
        List<RunFeed.News> all = new ArrayList<>();
        try {
            RunFeed.News news = feed.read();
            while (!news.isEmpty()) {
                all.add(news);
                news = feed.read();
            }
        } catch (IOException e) {
            LOG.warn("The curves of {} cannot be read", feed.run().path(), e);
        }
        return all;
    }

    private void take(Map<Compared, List<RunFeed.News>> found) {
        found.forEach((each, news) -> news.forEach(each.history()::take));
        reading = false;
        curves.set(curves.get() + 1);
        if (readAgain) {
            readAgain = false;
            readCurves();
        }
    }
}
