package dev.interproto.desktop.training;

import dev.interproto.desktop.runs.RunFeed;
import dev.interproto.desktop.runs.RunHistory;
import dev.interproto.training.Arithmetic;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.training.TrainingEvent;
import dev.interproto.workspace.EpochAccuracy;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.LogLines;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * One run, trained by this window or by any other process, or long over: its curves, figures and
 * log. FX thread only; {@link #tick} is called by the page's timer.
 */
final class RunViewModel {
    /** Ticks of the page's timer (150 ms each) between two looks at another process's files. */
    private static final int TICKS_BETWEEN_LOOKS = 7;

    private static final int MOST_LOG_LINES = 500;

    private final Workspace workspace;
    private final Executor disk;
    private final Executor screen;
    private final RunHistory history = new RunHistory();
    private final LiveFigures live = new LiveFigures();
    private final TrainingClock clock = new TrainingClock();
    private final ObservableList<String> log = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<RunView>> view =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    private Optional<RunFeed> feed = Optional.empty();
    private Optional<TrainingSession> session = Optional.empty();
    private Optional<RunRecord> record = Optional.empty();
    private Optional<TrainingEvent.Started> started = Optional.empty();
    private Optional<RunRecord.Failure> failure = Optional.empty();
    private String datasetName = "";
    private RunStatus status = RunStatus.PREPARED;
    private boolean hasCheckpoint;
    private boolean looking;
    private boolean historyRead;
    private int ticks;

    /**
     * @param disk reads files, one after another, off the screen's thread
     * @param screen gets what was read
     */
    RunViewModel(Workspace workspace, Executor disk, Executor screen) {
        this.workspace = workspace;
        this.disk = disk;
        this.screen = screen;
    }

    /**
     * Shows a training of this window. What came before, because it was resumed or another run was
     * looked at meanwhile, is read from its files first.
     */
    void show(TrainingSession own) {
        clear();
        session = Optional.of(own);
        datasetName = datasetName(own.request().data());
        feed = workspace.findRun(own.run()).map(RunFeed::new);
        historyRead = feed.isEmpty();
        look();
        publish();
    }

    /** Shows a run from its folder, and follows it while another process trains it. */
    void show(RunFolder folder) {
        clear();
        feed = Optional.of(new RunFeed(folder));
        look();
    }

    /** Takes in what happened since the last call. */
    void tick() {
        if (session.isPresent()) {
            if (historyRead) {
                drain(session.get());
            }
        } else if (feed.isPresent() && ++ticks >= TICKS_BETWEEN_LOOKS) {
            ticks = 0;
            look();
        }
    }

    /** The run now; empty before one is shown. */
    ReadOnlyObjectProperty<Optional<RunView>> viewProperty() {
        return view.getReadOnlyProperty();
    }

    /** What the charts draw; grows between two changes of {@link #viewProperty}. */
    RunHistory history() {
        return history;
    }

    ObservableList<String> log() {
        return log;
    }

    /** The run's record as last read; empty before it is written. */
    Optional<RunRecord> record() {
        return record;
    }

    Optional<TrainingSession> session() {
        return session;
    }

    private void clear() {
        history.clear();
        live.clear();
        log.clear();
        feed = Optional.empty();
        session = Optional.empty();
        record = Optional.empty();
        started = Optional.empty();
        failure = Optional.empty();
        datasetName = "";
        status = RunStatus.PREPARED;
        hasCheckpoint = false;
        looking = false;
        ticks = 0;
        clock.reset(Duration.ZERO);
        view.set(Optional.empty());
    }

    /** As the record will name it, once it is written. */
    private String datasetName(Path root) {
        return workspace.datasets().list().stream()
                .filter(known -> known.root().equals(root))
                .map(KnownDataset::name)
                .findFirst()
                .orElse(root.getFileName().toString());
    }

    private void drain(TrainingSession own) {
        boolean over = own.isOver();
        List<TrainingEvent> events = own.drain();
        List<TrainingEvent.StepDone> steps = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (TrainingEvent event : events) {
            if (event instanceof TrainingEvent.StepDone step) {
                steps.add(step);
                history.add(step);
            } else {
                take(event);
                LogLines.of(event).ifPresent(lines::add);
            }
        }
        live.add(steps);
        addLog(lines);
        if (over) {
            clock.stop();
            // From now on it is a run like any other; its record holds the last word.
            session = Optional.empty();
            feed = workspace.findRun(own.run()).map(RunFeed::new);
            look();
        }
        publish(Optional.of(own));
    }

    private void take(TrainingEvent event) {
        if (event instanceof TrainingEvent.Started begin) {
            started = Optional.of(begin);
            status = RunStatus.RUNNING;
            clock.start();
        } else if (event instanceof TrainingEvent.EpochDone done) {
            history.add(done);
        } else if (event instanceof TrainingEvent.SimilaritiesMeasured measured) {
            history.add(measured);
        } else if (event instanceof TrainingEvent.Evaluated e) {
            history.add(EpochAccuracy.of(e));
        } else if (event instanceof TrainingEvent.CheckpointSaved) {
            hasCheckpoint = true;
        } else if (event instanceof TrainingEvent.Paused) {
            clock.stop();
            status = RunStatus.PAUSED;
        } else if (event instanceof TrainingEvent.Resumed) {
            status = RunStatus.RUNNING;
            clock.start();
        } else if (event instanceof TrainingEvent.Finished end) {
            status = end.complete() ? RunStatus.FINISHED : RunStatus.STOPPED;
        } else if (event instanceof TrainingEvent.Failed broke) {
            status = RunStatus.FAILED;
            failure =
                    Optional.of(
                            new RunRecord.Failure(broke.what(), broke.meaning(), broke.remedy()));
        }
    }

    private void addLog(List<String> lines) {
        if (!lines.isEmpty()) {
            log.addAll(lines);
            if (log.size() > MOST_LOG_LINES) {
                log.remove(0, log.size() - MOST_LOG_LINES);
            }
        }
    }

    private void look() {
        if (looking || feed.isEmpty()) {
            return;
        }
        looking = true;
        RunFeed asked = feed.get();
        disk.execute(
                () -> {
                    RunLook seen = RunLook.at(asked);
                    screen.execute(() -> take(asked, seen));
                });
    }

    private void take(RunFeed asked, RunLook seen) {
        if (feed.isEmpty() || feed.get() != asked) {
            return;
        }
        looking = false;
        for (RunFeed.News news : seen.news()) {
            if (news.restarted()) {
                live.clear();
            }
            boolean fresh = history.lastStep().isEmpty() || news.restarted();
            long last = history.lastStep().map(TrainingEvent.StepDone::step).orElse(0L);
            history.take(news);
            live.add(
                    fresh
                            ? news.steps()
                            : news.steps().stream().filter(s -> s.step() > last).toList());
        }
        if (!seen.log().isEmpty() && !seen.log().equals(log)) {
            log.setAll(seen.log());
        }
        hasCheckpoint = seen.hasCheckpoint();
        seen.record()
                .ifPresent(
                        now -> {
                            record = seen.record();
                            clock.reset(TrainingClock.seconds(now.trainingSeconds()));
                        });
        if (session.isPresent()) {
            historyRead = true;
            if (status == RunStatus.PREPARED
                    && (seen.status() == RunStatus.RUNNING || seen.status() == RunStatus.PAUSED)) {
                status = seen.status();
                if (status == RunStatus.RUNNING) {
                    clock.start();
                }
            }
        } else if (seen.record().isPresent()) {
            status = seen.status();
            if (status == RunStatus.FAILED && failure.isEmpty()) {
                failure = seen.record().flatMap(RunRecord::failure);
            }
        }
        publish();
    }

    private void publish() {
        publish(session);
    }

    /** What the run computes with: from its start, or from its record. */
    private String computesWith(String key, Function<Arithmetic, String> of) {
        return started.map(TrainingEvent.Started::arithmetic)
                .map(of)
                .or(() -> record.map(r -> r.environment().getOrDefault(key, "")))
                .orElse("");
    }

    private void publish(Optional<TrainingSession> own) {
        Optional<TrainingConfiguration> configuration =
                record.map(RunRecord::configuration)
                        .or(() -> own.map(s -> s.request().configuration()));
        if (configuration.isEmpty()) {
            return;
        }
        String name =
                own.map(TrainingSession::run).orElseGet(() -> feed.orElseThrow().run().name());
        int images =
                started.map(TrainingEvent.Started::images)
                        .orElseGet(() -> record.map(r -> r.data().images()).orElse(0));
        int identities =
                started.map(TrainingEvent.Started::identities)
                        .orElseGet(() -> record.map(r -> r.data().identities()).orElse(0));
        boolean isOwn = session.isPresent();
        boolean live = status == RunStatus.RUNNING || status == RunStatus.PAUSED;
        view.set(
                Optional.of(
                        new RunView(
                                name,
                                configuration.get(),
                                record.map(r -> r.data().name()).orElse(datasetName),
                                status,
                                isOwn,
                                isOwn && own.orElseThrow().control().isStopping(),
                                isOwn && status == RunStatus.PREPARED
                                        ? own.orElseThrow().preparing()
                                        : "",
                                this.live.figures(
                                        configuration.get(),
                                        images,
                                        identities,
                                        history,
                                        clock.time(),
                                        computesWith("device", Arithmetic::device),
                                        computesWith("precision", a -> a.precision().id()),
                                        computesWith("kernels", Arithmetic::description)),
                                failure,
                                !isOwn && !live && status != RunStatus.FINISHED && hasCheckpoint,
                                isOwn || !live
                                        ? Optional.empty()
                                        : record.map(r -> r.process().processId()))));
    }
}
