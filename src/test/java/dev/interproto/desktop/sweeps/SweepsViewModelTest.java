package dev.interproto.desktop.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.desktop.RecordedNotifications;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.task.SameThreadTaskRunner;
import dev.interproto.workspace.ProcessStamp;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.TrainingRequest;
import dev.interproto.workspace.sweep.CellState;
import dev.interproto.workspace.sweep.SweepFolder;
import dev.interproto.workspace.sweep.SweepPlan;
import dev.interproto.workspace.sweep.SweepSamples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep of three seeds whose trainings are only played; everything on one thread. */
class SweepsViewModelTest {
    @TempDir private Path folder;
    private final RecordedNotifications notifications = new RecordedNotifications();
    private final List<String> trained = new ArrayList<>();
    private Workspace workspace;
    private CellTraining training = (request, progress) -> finish(request);
    private SweepsViewModel model;

    @BeforeEach
    void open() throws IOException {
        workspace = Workspace.open(folder.resolve("workspace"));
        create("seeds");
        model =
                new SweepsViewModel(
                        workspace,
                        new SameThreadTaskRunner(failure -> notifications.failure("task", failure)),
                        notifications,
                        new Messages(),
                        (request, progress) -> {
                            trained.add(request.run());
                            training.train(request, progress);
                        },
                        Runnable::run,
                        Runnable::run);
        model.refresh();
    }

    @AfterEach
    void close() {
        model.close();
    }

    private void create(String name) throws IOException {
        Path faces = Files.createDirectories(workspace.root().resolve("faces"));
        SweepFolder.create(
                workspace,
                new SweepPlan(
                        name,
                        "demo",
                        Map.of(),
                        List.of(SweepPlan.Method.of("arcface")),
                        List.of(1.0),
                        List.of(1L, 2L, 3L),
                        List.of(SweepSamples.dataset(faces)),
                        List.of(),
                        List.of()),
                folder);
    }

    private void finish(TrainingRequest request) {
        try {
            workspace
                    .createRun(request.run())
                    .write(
                            SweepSamples.record(
                                    request, RunStatus.FINISHED, ProcessStamp.current(), Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<CellState> states() {
        return model.cells().stream().map(row -> row.status().state()).toList();
    }

    @Test
    void theFirstSweepComesIntoViewWithItsCells() {
        assertThat(model.listedProperty().get()).isTrue();
        assertThat(model.selectedProperty().get()).contains("seeds");
        assertThat(model.overview()).contains(new SweepOverview("seeds", 0, 0, 3, false, ""));
        assertThat(model.cells()).extracting(CellRow::place).containsExactly(1, 2, 3);
        assertThat(model.cells())
                .extracting(row -> row.status().cell().seed())
                .contains(1L, 2L, 3L);
        assertThat(model.tableProperty().get()).isPresent();
    }

    @Test
    void whatIsLeftIsTrainedOnceAndCounted() {
        model.start(false);

        assertThat(trained).hasSize(3).doesNotHaveDuplicates();
        assertThat(states()).containsOnly(CellState.FINISHED);
        assertThat(model.overview().orElseThrow().finished()).isEqualTo(3);
        assertThat(model.training().runningProperty().get()).as("over").isEmpty();
        assertThat(notifications.texts()).containsExactly("All cells of seeds are trained.");
        model.start(false);
        assertThat(trained).as("nothing is left").hasSize(3);
    }

    @Test
    void aFailedCellIsCountedAndTrainedAgainOnlyWhenAskedFor() {
        training =
                (request, progress) -> {
                    if (request.configuration().seed() == 2) {
                        throw new IllegalStateException("no room");
                    }
                    finish(request);
                };
        model.start(false);
        assertThat(model.overview().orElseThrow().failed()).isEqualTo(1);
        assertThat(notifications.texts().get(0)).endsWith("cells that failed: 1.");
        trained.clear();
        training = (request, progress) -> finish(request);
        model.start(false);
        assertThat(trained).isEmpty();
        model.start(true);
        assertThat(trained).hasSize(1);
        assertThat(model.overview().orElseThrow().finished()).isEqualTo(3);
    }

    @Test
    void aPauseBeginsNoFurtherCellUntilItIsTakenBack() {
        training =
                (request, progress) -> {
                    finish(request);
                    model.pause(true);
                };
        model.start(false);
        assertThat(trained).hasSize(1);
        assertThat(model.overview().orElseThrow().paused()).isTrue();
        assertThat(notifications.texts().get(0)).contains("halted");
        training = (request, progress) -> finish(request);
        model.start(false);
        assertThat(trained).hasSize(3);
        assertThat(model.overview().orElseThrow().paused()).isFalse();
    }

    @Test
    void aStopReachesTheCellInTraining() {
        List<Boolean> cancelled = new ArrayList<>();
        training =
                (request, progress) -> {
                    model.training().stop();
                    cancelled.add(progress.isCancelled());
                    throw new dev.interproto.common.CancelledException();
                };
        model.start(false);
        assertThat(cancelled).containsExactly(true);
        assertThat(trained).hasSize(1);
        assertThat(model.training().runningProperty().get()).isEmpty();
    }

    @Test
    void whileItTrainsAnotherStartIsIgnored() {
        training =
                (request, progress) -> {
                    assertThat(model.training().runningProperty().get()).contains("seeds");
                    model.start(false);
                    finish(request);
                };
        model.start(false);
        assertThat(trained).hasSize(3);
    }

    @Test
    void cellsMoveInTheQueue() {
        CellRow last = model.cells().get(2);
        model.shift(last, -1);
        assertThat(model.cells().get(1).name()).isEqualTo(last.name());
        assertThat(model.cells().get(1).place()).isEqualTo(2);
    }

    @Test
    void aSweepThatCannotBeReadIsListedWithItsProblem() throws IOException {
        create("broken");
        Path plan = SweepFolder.home(workspace).resolve("broken/sweep.json");
        Files.writeString(plan, Files.readString(plan).replace("\"seeds\"", "\"seedz\""));
        model.refresh();
        assertThat(model.sweeps()).extracting(SweepOverview::name).contains("broken", "seeds");
        assertThat(model.sweeps().get(0).problem()).contains("seedz");
        model.selectedProperty().set(Optional.of("broken"));
        model.start(false);
        assertThat(trained).isEmpty();
        assertThat(notifications.failures()).isNotEmpty();
    }
}
