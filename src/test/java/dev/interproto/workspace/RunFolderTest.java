package dev.interproto.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.CsvLine;
import dev.interproto.common.UserFacingException;
import dev.interproto.training.TrainingEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir private Path folder;
    private Workspace workspace;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder);
    }

    @Test
    void aRecordComesBackAsItWasWritten() throws Exception {
        RunFolder run = SampleRuns.write(workspace, "run", RunStatus.STOPPED);
        RunRecord expected = SampleRuns.record("run", RunStatus.STOPPED, ProcessStamp.current());
        assertThat(run.record()).isEqualTo(expected);
        assertThat(Files.readString(run.recordFile()))
                .contains("\"lambda_child\" : 1.0")
                .contains("\"child_identities\" : 6");
    }

    @Test
    void aRecordThatJoinsItsFailuresSentencesIsStillRead() throws Exception {
        RunFolder run = SampleRuns.write(workspace, "run", RunStatus.FAILED);
        String now = Files.readString(run.recordFile());
        assertThat(now).doesNotContain("\"failure\"");
        String status = "\"status\" : \"FAILED\",";
        Files.writeString(
                run.recordFile(),
                now.replace(status, status + " \"message\" : \"Out. Of disk.\","));
        assertThat(run.record().failure()).contains(new RunRecord.Failure("Out. Of disk.", "", ""));
        Files.writeString(run.recordFile(), now.replace(status, status + " \"message\" : \"\","));
        assertThat(run.record().failure()).isEmpty();
    }

    @Test
    void aRecordFromBeforeAgesCouldBeChangedHasNoneChanged() throws Exception {
        RunFolder run = SampleRuns.write(workspace, "run", RunStatus.STOPPED);
        String now = Files.readString(run.recordFile());
        String old = now.replaceAll(",\\s*\"(edited|estimated)_ages\" : 0", "");
        assertThat(old).isNotEqualTo(now).doesNotContain("_ages\"");
        Files.writeString(run.recordFile(), old);
        assertThat(run.record().data().editedAges()).isZero();
        assertThat(run.record().data().childIdentities()).isEqualTo(6);
    }

    @Test
    void aDamagedRecordIsNamedWithItsLine() throws Exception {
        RunFolder run = SampleRuns.write(workspace, "run", RunStatus.STOPPED);
        Files.writeString(run.recordFile(), "{\n  \"format_version\" : 1,\n  \"na");
        assertThatThrownBy(run::record)
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("run.json is damaged (line 3)");
    }

    @Test
    void aRunWhoseProcessIsGoneIsInterrupted() {
        RunFolder run =
                SampleRuns.write(workspace, "run", RunStatus.RUNNING, SampleRuns.deadProcess());
        assertThat(run.status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(run.isBeingTrained()).isFalse();
    }

    @Test
    void aLiveProcessTrainsItsRun() {
        RunFolder run = SampleRuns.write(workspace, "run", RunStatus.PAUSED);
        assertThat(run.status()).isEqualTo(RunStatus.PAUSED);
        assertThat(run.isBeingTrained()).isTrue();
    }

    @Test
    void aLaterProcessOfTheSameNumberIsNotTheTrainer() {
        ProcessStamp self = ProcessStamp.current();
        ProcessStamp earlier =
                new ProcessStamp(
                        self.host(),
                        self.processId(),
                        self.started().map(instant -> instant.minusSeconds(3600)));
        RunFolder run = SampleRuns.write(workspace, "run", RunStatus.RUNNING, earlier);
        assertThat(run.status()).isEqualTo(RunStatus.INTERRUPTED);
    }

    @Test
    void aSilentTrainingOfAnotherMachineIsInterrupted() throws Exception {
        ProcessStamp other = new ProcessStamp("elsewhere.example", 1, Optional.empty());
        RunFolder run = SampleRuns.write(workspace, "run", RunStatus.RUNNING, other);
        assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
        Files.setLastModifiedTime(run.recordFile(), FileTime.from(Instant.now().minusSeconds(600)));
        assertThat(run.status()).isEqualTo(RunStatus.INTERRUPTED);
    }

    @Test
    void oneRunIsTrainedOnceAtATime() throws Exception {
        RunFolder run = SampleRuns.write(workspace, "run", RunStatus.STOPPED);
        try (RunLock first = RunLock.take(run.path())) {
            assertThatThrownBy(() -> RunLock.take(run.path()))
                    .isInstanceOf(UserFacingException.class)
                    .hasMessageContaining("being trained already");
        }
        RunLock.take(run.path()).close();
    }

    @Test
    void aGrowingTableIsReadPieceByPiece() throws Exception {
        RunFolder run = SampleRuns.write(workspace, "run", RunStatus.RUNNING);
        FollowedCsv<TrainingEvent.StepDone> reader = run.followSteps();
        assertThat(reader.readNew().rows()).isEmpty();

        String line = RunTables.line(SampleRuns.step(1, 0, 9.5), 1.5);
        Files.writeString(run.metricsFile(), RunTables.STEP_HEADER + "\n" + line + "\n2,0,8.");
        assertThat(reader.readNew().rows()).containsExactly(SampleRuns.step(1, 0, 9.5));
        assertThat(reader.readNew().rows()).isEmpty();

        String second = RunTables.line(SampleRuns.step(2, 0, 8.25), 2);
        Files.writeString(
                run.metricsFile(), RunTables.STEP_HEADER + "\n" + line + "\n" + second + "\n");
        assertThat(reader.readNew().rows()).containsExactly(SampleRuns.step(2, 0, 8.25));
    }

    @Test
    void aReaderBeginsAnewWhenTheTableWasRewound() throws Exception {
        RunFolder run = SampleRuns.write(workspace, "run", RunStatus.RUNNING);
        try (AppendedCsv table = new AppendedCsv(run.metricsFile(), RunTables.STEP_HEADER)) {
            for (int step = 1; step <= 5; step++) {
                table.append(RunTables.line(SampleRuns.step(step, 0, 10 - step), step));
            }
        }
        FollowedCsv<TrainingEvent.StepDone> reader = run.followSteps();
        assertThat(reader.readNew().rows()).hasSize(5);
        RunTables.rewind(run, 3);
        FollowedCsv.Rows<TrainingEvent.StepDone> again = reader.readNew();
        assertThat(again.restarted()).isTrue();
        assertThat(again.rows())
                .extracting(TrainingEvent.StepDone::step)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void aHalfWrittenLastLineIsCutOffBeforeMoreIsAppended() throws Exception {
        Path file = folder.resolve("table.csv");
        Files.writeString(file, "step,value\n1,2\n2,");
        try (AppendedCsv table = new AppendedCsv(file, "step,value")) {
            table.append("2,3");
        }
        assertThat(file).hasContent("step,value\n1,2\n2,3\n");
    }

    @Test
    void aBrokenLineIsLeftOutAndCounted() throws Exception {
        RunFolder run = SampleRuns.write(workspace, "run", RunStatus.RUNNING);
        Files.writeString(
                run.metricsFile(),
                RunTables.STEP_HEADER
                        + "\nnonsense\n1,0\n"
                        + RunTables.line(SampleRuns.step(3, 1, 4), 1)
                        + "\n");
        FollowedCsv<TrainingEvent.StepDone> reader = run.followSteps();
        assertThat(reader.readNew().rows()).containsExactly(SampleRuns.step(3, 1, 4));
        assertThat(reader.badLines()).isEqualTo(2);
    }

    @Test
    void anEvaluationComesBackWithItsPairs() throws Exception {
        RunFolder run = SampleRuns.write(workspace, "run", RunStatus.FINISHED);
        StoredEvaluation.Origin origin =
                new StoredEvaluation.Origin(
                        "run, 3 epochs",
                        "last.npz",
                        30,
                        3,
                        "/data/c20.txt",
                        "/data",
                        Instant.parse("2026-01-02T03:04:05Z"));
        StoredEvaluation.write(
                run.evaluationFolder("c20"),
                SampleRuns.report("c20", 2),
                SampleRuns.scores("c20", 2),
                origin);
        StoredEvaluation stored = run.evaluation("c20").orElseThrow();
        // 10 genuine and 8 impostor pairs right at the best threshold, or better.
        assertThat(stored.report().bestThresholdAccuracy()).isGreaterThanOrEqualTo(0.9);
        assertThat(stored.origin()).isEqualTo(origin);
        assertThat(stored.pairs()).hasSize(20);
        assertThat(run.evaluations()).hasSize(1);

        Files.writeString(stored.folder().resolve("report.json"), "{ half");
        assertThat(run.evaluations()).isEmpty();
    }

    @Test
    void fieldsWithCommasAndQuotesSurviveATable() {
        String line = CsvLine.join("a,b", "say \"no\"", 0.1, Double.NaN, 12L, 3.0);
        assertThat(line).isEqualTo("\"a,b\",\"say \"\"no\"\"\",0.1,,12,3");
        assertThat(CsvLine.split(line)).containsExactly("a,b", "say \"no\"", "0.1", "", "12", "3");
    }
}
