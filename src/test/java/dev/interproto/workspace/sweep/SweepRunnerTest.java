package dev.interproto.workspace.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.UserFacingException;
import dev.interproto.workspace.ProcessStamp;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.TrainingRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A 2 × 2 × 2 sweep whose trainings are only played. */
class SweepRunnerTest {
    @TempDir private Path folder;
    private Workspace workspace;
    private SweepFolder sweep;
    private final List<TrainingRequest> trained = new ArrayList<>();

    @BeforeEach
    void create() throws IOException {
        workspace = Workspace.open(folder.resolve("workspace"));
        Path faces = Files.createDirectories(workspace.root().resolve("faces"));
        sweep =
                SweepFolder.create(
                        workspace,
                        new SweepPlan(
                                "s",
                                "demo",
                                Map.of(),
                                List.of(
                                        SweepPlan.Method.of("arcface"),
                                        SweepPlan.Method.of("cosface")),
                                List.of(0.0, 1.0),
                                List.of(1L, 2L),
                                List.of(SweepSamples.dataset(faces)),
                                List.of(),
                                List.of()),
                        folder);
    }

    private SweepRunner.Outcome run(CellTrainer trainer) throws InterruptedException {
        return run(trainer, Integer.MAX_VALUE, false);
    }

    private SweepRunner.Outcome run(CellTrainer trainer, int most, boolean retry)
            throws InterruptedException {
        CellTrainer noting =
                request -> {
                    trained.add(request);
                    trainer.train(request);
                };
        return new SweepRunner(sweep, noting, () -> false, SweepRunner.Listener.NONE)
                .run(most, retry);
    }

    private void leave(TrainingRequest request, RunStatus status) {
        leave(request, status, ProcessStamp.current());
    }

    private void leave(TrainingRequest request, RunStatus status, ProcessStamp process) {
        try {
            RunFolder run =
                    workspace
                            .findRun(request.run())
                            .orElseGet(() -> workspace.createRun(request.run()));
            run.write(SweepSamples.record(request, status, process, Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void finish(TrainingRequest request) {
        leave(request, RunStatus.FINISHED);
    }

    private List<String> names() {
        return trained.stream().map(TrainingRequest::run).toList();
    }

    private long count(CellState state) {
        return sweep.statuses().stream().filter(cell -> cell.state() == state).count();
    }

    /** A process that lives, and is not this one. */
    private static ProcessStamp anotherProcess() {
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        return new ProcessStamp(ProcessStamp.current().host(), parent, Optional.empty());
    }

    @Test
    void aCellThatAnotherProcessTookJustNowIsNotItsFailureAndNotItsEnd() throws Exception {
        SweepRunner.Outcome outcome =
                run(
                        request -> {
                            if (trained.size() == 1) {
                                leave(request, RunStatus.PREPARED, anotherProcess());
                                throw new UserFacingException("There is a run already.", "", "");
                            }
                            finish(request);
                        });

        assertThat(outcome).isEqualTo(new SweepRunner.Outcome(SweepRunner.End.NOTHING_LEFT, 8, 0));
        assertThat(sweep.queue().failures()).isEmpty();
        assertThat(count(CellState.RUNNING)).isEqualTo(1);
        assertThat(count(CellState.FINISHED)).isEqualTo(7);
    }

    @Test
    void anInterruptedSweepGoesOnWhereItWasAndTrainsNothingTwice() throws Exception {
        SweepRunner.Outcome first =
                run(
                        request ->
                                leave(
                                        request,
                                        trained.size() < 3
                                                ? RunStatus.FINISHED
                                                : RunStatus.STOPPED));
        assertThat(first).isEqualTo(new SweepRunner.Outcome(SweepRunner.End.STOPPED, 3, 0));
        assertThat(count(CellState.FINISHED)).isEqualTo(2);
        assertThat(count(CellState.STOPPED)).isEqualTo(1);
        String broken = trained.get(2).run();
        trained.clear();

        SweepRunner.Outcome second = run(this::finish);
        assertThat(second).isEqualTo(new SweepRunner.Outcome(SweepRunner.End.NOTHING_LEFT, 6, 0));
        assertThat(trained.get(0).run()).isEqualTo(broken);
        assertThat(trained).extracting(TrainingRequest::resume).startsWith(true, false);
        assertThat(count(CellState.FINISHED)).isEqualTo(8);
        trained.clear();
        assertThat(run(this::finish).trained()).isZero();
        assertThat(trained).isEmpty();
    }

    @Test
    void aCellWhoseProcessDiedIsGoneOnWith() throws Exception {
        TrainingRequest first = sweep.cells().get(0).request();
        leave(first, RunStatus.RUNNING, SweepSamples.deadProcess());
        assertThat(sweep.statuses().get(0).state()).isEqualTo(CellState.STOPPED);
        run(this::finish, 1, false);
        assertThat(names()).containsExactly(first.run());
        assertThat(trained.get(0).resume()).isTrue();
    }

    @Test
    void aCellThatFailsIsNotedAndTheNextBegins() throws Exception {
        SweepRunner.Outcome outcome =
                run(
                        request -> {
                            if (trained.size() == 2) {
                                throw new UserFacingException("No such folder.", "So.", "Look.");
                            }
                            finish(request);
                        });
        assertThat(outcome).isEqualTo(new SweepRunner.Outcome(SweepRunner.End.NOTHING_LEFT, 8, 1));
        CellStatus failed = sweep.statuses().get(1);
        assertThat(failed.state()).isEqualTo(CellState.FAILED);
        assertThat(failed.reason()).isEqualTo("No such folder. So. Look.");
        String name = trained.get(1).run();
        trained.clear();
        // Not again by itself, but when asked for.
        assertThat(run(this::finish).trained()).isZero();
        assertThat(run(this::finish, 9, true).trained()).isEqualTo(1);
        assertThat(names()).containsExactly(name);
        assertThat(sweep.queue().failures()).isEmpty();
        assertThat(count(CellState.FINISHED)).isEqualTo(8);
    }

    @Test
    void aCellThatAnotherProcessTrainsIsLeftToIt() throws Exception {
        TrainingRequest taken = sweep.cells().get(0).request();
        leave(taken, RunStatus.RUNNING);
        // And one that is taken between the look and the start.
        run(
                request -> {
                    if (trained.size() == 1) {
                        leave(request, RunStatus.RUNNING);
                        throw new UserFacingException("Being trained already.", "", "");
                    }
                    finish(request);
                });
        assertThat(names()).hasSize(7).doesNotContain(taken.run());
        assertThat(count(CellState.RUNNING)).isEqualTo(2);
        assertThat(sweep.queue().failures()).isEmpty();
    }

    @Test
    void pauseAndOrderCountFromTheNextCellOn() throws Exception {
        List<SweepCell> cells = sweep.cells();
        SweepRunner.Outcome outcome =
                run(
                        request -> {
                            finish(request);
                            if (trained.size() == 1) {
                                sweep.move(List.of(cells.get(7).name()), false);
                            } else {
                                sweep.pause(true);
                            }
                        });
        assertThat(outcome.end()).isEqualTo(SweepRunner.End.PAUSED);
        assertThat(names()).containsExactly(cells.get(0).name(), cells.get(7).name());
        sweep.pause(false);
        assertThat(run(this::finish, 2, false))
                .isEqualTo(new SweepRunner.Outcome(SweepRunner.End.ENOUGH, 2, 0));
    }

    @Test
    void aRunOfOtherSettingsIsNeitherTakenForTheCellNorOverwritten() throws Exception {
        finish(sweep.cells().get(0).request());
        Files.writeString(
                sweep.planFile(),
                Files.readString(sweep.planFile())
                        .replaceFirst("\"settings\" : \\{ }", "\"settings\" : {\"epochs\": 3}"));
        CellStatus changed = sweep.statuses().get(0);
        assertThat(changed.state()).isEqualTo(CellState.DIFFERENT);
        assertThat(changed.reason()).contains("epochs 12 instead of 3");
        run(this::finish);
        assertThat(names()).hasSize(7).doesNotContain(changed.cell().name());
    }
}
