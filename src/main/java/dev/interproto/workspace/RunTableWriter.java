package dev.interproto.workspace;

import dev.interproto.loss.PrototypeSimilarities;
import dev.interproto.training.TrainingEvent;
import dev.interproto.verification.VerificationReport;
import java.io.Closeable;
import java.io.IOException;

/**
 * A run's four tables, and the same numbers for TensorBoard, while it is recorded. Not thread-safe.
 */
final class RunTableWriter implements Closeable {
    private final AppendedCsv steps;
    private final AppendedCsv similarities;
    private final AppendedCsv epochs;
    private final AppendedCsv accuracies;
    private final TensorBoardEvents board;

    RunTableWriter(RunFolder run) throws IOException {
        steps = new AppendedCsv(run.metricsFile(), RunTables.STEP_HEADER);
        similarities = new AppendedCsv(run.similaritiesFile(), RunTables.SIMILARITY_HEADER);
        epochs = new AppendedCsv(run.epochsFile(), RunTables.EPOCH_HEADER);
        accuracies = new AppendedCsv(run.accuraciesFile(), RunTables.ACCURACY_HEADER);
        board = new TensorBoardEvents(run.tensorBoard(), System.currentTimeMillis());
    }

    void append(TrainingEvent.StepDone done, double seconds) throws IOException {
        steps.append(RunTables.line(done, seconds));
        long now = System.currentTimeMillis();
        board.scalar("loss/total", done.step(), done.totalLoss(), now);
        board.scalar("loss/margin", done.step(), done.marginLoss(), now);
        board.scalar("loss/inter-prototype", done.step(), done.interPrototypeLoss(), now);
        board.scalar("loss/age", done.step(), done.ageLoss(), now);
        board.scalar("accuracy/batch", done.step(), done.batchAccuracy(), now);
        board.scalar("learning rate", done.step(), done.learningRate(), now);
        board.scalar("images per second", done.step(), done.imagesPerSecond(), now);
    }

    void append(TrainingEvent.EpochDone done) throws IOException {
        epochs.append(RunTables.line(done));
        long now = System.currentTimeMillis();
        board.scalar("accuracy/training", done.step(), done.trainingAccuracy(), now);
        epochs.flush();
    }

    void append(TrainingEvent.SimilaritiesMeasured measured) throws IOException {
        similarities.append(RunTables.line(measured));
        long now = System.currentTimeMillis();
        PrototypeSimilarities means = measured.similarities();
        board.scalar("prototypes/child-child similarity", measured.step(), means.childChild(), now);
        board.scalar("prototypes/adult-adult similarity", measured.step(), means.adultAdult(), now);
        board.scalar("prototypes/child-adult similarity", measured.step(), means.childAdult(), now);
        similarities.flush();
    }

    void append(TrainingEvent.Evaluated evaluated) throws IOException {
        accuracies.append(RunTables.line(evaluated));
        VerificationReport report = evaluated.report();
        board.scalar(
                report.testSet() + "/best-threshold accuracy (paper protocol)",
                evaluated.step(),
                report.bestThresholdAccuracy(),
                System.currentTimeMillis());
        accuracies.flush();
    }

    void flush() throws IOException {
        steps.flush();
        board.flush();
    }

    @Override
    public void close() throws IOException {
        try (steps;
                similarities;
                epochs;
                accuracies;
                board) {
            flush();
        }
    }
}
