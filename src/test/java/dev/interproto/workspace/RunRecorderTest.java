package dev.interproto.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.loss.PrototypeSimilarities;
import dev.interproto.training.TrainingEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecorderTest {
    private static final PrototypeSimilarities SIMILARITIES =
            new PrototypeSimilarities(0.3, 0.05, -0.02);

    @TempDir private Path folder;
    private Workspace workspace;
    private RunFolder run;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder);
        run = SampleRuns.write(workspace, "run", RunStatus.PREPARED);
    }

    @Test
    void everythingToldIsOnDiskWhenItIsClosed() throws Exception {
        try (RunRecorder recorder = new RunRecorder(run, run.record())) {
            recorder.on(SampleRuns.started(0, 0));
            for (int step = 1; step <= 1000; step++) {
                recorder.on(SampleRuns.step(step, 0, 1000 - step));
            }
            recorder.on(
                    new TrainingEvent.EpochDone(
                            1000, 0, 500, 0.5, SIMILARITIES, Duration.ofSeconds(7)));
            recorder.on(SampleRuns.evaluated(1000, 0, "c20", 1));
            recorder.on(new TrainingEvent.Warning(1000, "an image is unreadable"));
            recorder.on(new TrainingEvent.Finished(1000, true));
        }
        assertThat(run.steps()).hasSize(1000).last().isEqualTo(SampleRuns.step(1000, 0, 0));
        assertThat(run.epochs())
                .containsExactly(
                        new TrainingEvent.EpochDone(
                                1000, 0, 500, 0.5, SIMILARITIES, Duration.ofSeconds(7)));
        assertThat(run.accuracies()).extracting(EpochAccuracy::testSet).containsExactly("c20");
        StoredEvaluation evaluation = run.evaluation("c20").orElseThrow();
        assertThat(evaluation.origin().checkpoint()).isEqualTo("last.npz");
        assertThat(evaluation.origin().step()).isEqualTo(1000);
        assertThat(evaluation.pairs()).hasSize(20);
        RunRecord record = run.record();
        assertThat(record.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(record.epochsDone()).isEqualTo(1);
        assertThat(record.step()).isEqualTo(1000);
        assertThat(record.best().get("c20").pairs()).isEqualTo(20);
        assertThat(record.environment()).containsEntry("device", "CPU");
        assertThat(record.started()).isPresent();
        assertThat(record.ended()).isPresent();
        assertThat(Files.readString(run.logFile()))
                .contains("warning: an image is unreadable")
                .contains("epoch 1: loss 500.0000, training accuracy 50.00 %")
                .contains("finished at step 1000");
    }

    @Test
    void resumingDropsRowsBeyondTheCheckpoint() throws Exception {
        try (RunRecorder recorder = new RunRecorder(run, run.record())) {
            recorder.on(SampleRuns.started(0, 0));
            for (int step = 1; step <= 25; step++) {
                recorder.on(SampleRuns.step(step, (step - 1) / 10, step));
            }
        }
        try (RunRecorder recorder = new RunRecorder(run, run.record())) {
            recorder.on(SampleRuns.started(20, 2));
            recorder.on(SampleRuns.step(21, 2, 99));
            recorder.on(new TrainingEvent.Finished(21, false));
        }
        assertThat(run.steps()).hasSize(21).last().isEqualTo(SampleRuns.step(21, 2, 99));
        assertThat(run.record().status()).isEqualTo(RunStatus.STOPPED);
        assertThat(run.record().epochsDone()).isEqualTo(2);
    }

    @Test
    void similaritiesAreATableOfTheirOwnThatIsRewoundToo() throws Exception {
        try (RunRecorder recorder = new RunRecorder(run, run.record())) {
            recorder.on(SampleRuns.started(0, 0));
            recorder.on(new TrainingEvent.SimilaritiesMeasured(0, 0, SIMILARITIES));
            recorder.on(new TrainingEvent.SimilaritiesMeasured(100, 0, SIMILARITIES));
            recorder.on(new TrainingEvent.SimilaritiesMeasured(200, 1, SIMILARITIES));
        }
        PrototypeSimilarities noChildren = new PrototypeSimilarities(Double.NaN, 0.1, Double.NaN);
        try (RunRecorder recorder = new RunRecorder(run, run.record())) {
            recorder.on(SampleRuns.started(150, 1));
            recorder.on(new TrainingEvent.SimilaritiesMeasured(160, 1, noChildren));
        }
        assertThat(Files.readString(run.similaritiesFile()))
                .isEqualTo(
                        "step,epoch,child_similarity,adult_similarity,child_adult_similarity\n"
                                + "0,0,0.3,0.05,-0.02\n"
                                + "100,0,0.3,0.05,-0.02\n"
                                + "160,1,,0.1,\n");
        assertThat(run.similarities())
                .hasSize(3)
                .last()
                .isEqualTo(new TrainingEvent.SimilaritiesMeasured(160, 1, noChildren));
    }

    @Test
    void aRunOfBeforeAdultSimilaritiesGoesOn() throws Exception {
        Files.writeString(
                run.epochsFile(),
                "step,epoch,mean_total_loss,training_accuracy,child_similarity,epoch_seconds\n"
                        + "10,0,5,0.5,0.3,7\n");
        assertThat(run.epochs())
                .containsExactly(
                        new TrainingEvent.EpochDone(
                                10,
                                0,
                                5,
                                0.5,
                                new PrototypeSimilarities(0.3, Double.NaN, Double.NaN),
                                Duration.ofSeconds(7)));
        try (RunRecorder recorder = new RunRecorder(run, run.record())) {
            recorder.on(SampleRuns.started(10, 1));
            recorder.on(
                    new TrainingEvent.EpochDone(
                            20, 1, 4, 0.5, SIMILARITIES, Duration.ofSeconds(7)));
        }
        assertThat(Files.readString(run.epochsFile()))
                .isEqualTo(
                        "step,epoch,mean_total_loss,training_accuracy,child_similarity,"
                                + "epoch_seconds,adult_similarity,child_adult_similarity\n"
                                + "10,0,5,0.5,0.3,7\n"
                                + "20,1,4,0.5,0.3,7,0.05,-0.02\n");
        assertThat(run.epochs()).hasSize(2);
    }

    @Test
    void resumingDropsThePrototypesOfEpochsThatComeAgain() throws Exception {
        try (RunRecorder recorder = new RunRecorder(run, run.record())) {
            recorder.on(SampleRuns.started(0, 0));
            for (int epoch = 0; epoch <= 3; epoch++) {
                recorder.on(SampleRuns.prototypesSeen(epoch, epoch));
            }
        }
        assertThat(run.prototypeHistory().epochs()).containsExactly(0, 1, 2, 3);
        try (RunRecorder recorder = new RunRecorder(run, run.record())) {
            recorder.on(SampleRuns.started(15, 1));
            recorder.on(SampleRuns.prototypesSeen(2, 9));
        }
        assertThat(run.prototypeHistory().epochs()).containsExactly(0, 1, 2);
        assertThat(run.prototypeHistory().read(1).prototypes().raw(0)).containsExactly(1, 1);
        assertThat(run.prototypeHistory().read(2).prototypes().raw(0)).containsExactly(1, 9);
    }

    @Test
    void theBestAccuracyOfATestSetIsKept() {
        try (RunRecorder recorder = new RunRecorder(run, run.record())) {
            recorder.on(SampleRuns.started(0, 0));
            recorder.on(SampleRuns.evaluated(10, 0, "c20", 3));
            recorder.on(SampleRuns.evaluated(20, 1, "c20", 0));
            recorder.on(SampleRuns.evaluated(30, 2, "c20", 5));
        }
        assertThat(run.record().best().get("c20")).isEqualTo(new RunRecord.BestResult(1.0, 20, 1));
    }

    @Test
    void aFailureLeavesItsThreeSentences() {
        try (RunRecorder recorder = new RunRecorder(run, run.record())) {
            recorder.on(SampleRuns.started(0, 0));
            recorder.on(new TrainingEvent.Failed(3, "It broke.", "Nothing lost.", "Try again."));
        }
        assertThat(run.record().status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.record().failure())
                .contains(new RunRecord.Failure("It broke.", "Nothing lost.", "Try again."));
    }

    @Test
    void pausesDoNotCountAsTraining() {
        RunProgress progress = new RunProgress(run.record());
        long second = 1_000_000_000L;
        progress.take(SampleRuns.started(0, 0), 0);
        progress.take(SampleRuns.step(1, 0, 1), 2 * second);
        progress.take(new TrainingEvent.Paused(1), 3 * second);
        assertThat(progress.record().status()).isEqualTo(RunStatus.PAUSED);
        progress.take(new TrainingEvent.Resumed(1), 60 * second);
        progress.take(SampleRuns.step(2, 0, 1), 61 * second);
        assertThat(progress.trainingSeconds()).isEqualTo(4.0);
    }

    @Test
    void aFolderThatVanishedIsReportedNotThrown() throws Exception {
        RunRecorder recorder = new RunRecorder(run, run.record());
        recorder.on(SampleRuns.started(0, 0));
        recorder.close();
        assertThat(recorder.failure()).isEmpty();

        // A folder in the place of the table: what a full or broken disk looks like to a writer.
        Files.delete(run.metricsFile());
        Files.createDirectory(run.metricsFile());
        RunRecorder second = new RunRecorder(run, run.record());
        second.on(SampleRuns.started(0, 0));
        second.on(SampleRuns.step(1, 0, 1));
        second.close();
        assertThat(second.failure()).isPresent();
    }
}
