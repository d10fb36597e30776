package dev.interproto.workspace;

import dev.interproto.training.TrainingEvent;
import java.io.Closeable;
import java.io.IOException;

/** The three tables of a run while it is recorded. Not thread-safe. */
final class RunTableWriter implements Closeable {
    private final AppendedCsv steps;
    private final AppendedCsv epochs;
    private final AppendedCsv accuracies;

    RunTableWriter(RunFolder run) throws IOException {
        steps = new AppendedCsv(run.metricsFile(), RunTables.STEP_HEADER);
        epochs = new AppendedCsv(run.epochsFile(), RunTables.EPOCH_HEADER);
        accuracies = new AppendedCsv(run.accuraciesFile(), RunTables.ACCURACY_HEADER);
    }

    void append(TrainingEvent.StepDone done, double seconds) throws IOException {
        steps.append(RunTables.line(done, seconds));
    }

    void append(TrainingEvent.EpochDone done) throws IOException {
        epochs.append(RunTables.line(done));
        epochs.flush();
    }

    void append(TrainingEvent.Evaluated evaluated) throws IOException {
        accuracies.append(RunTables.line(evaluated));
        accuracies.flush();
    }

    void flush() throws IOException {
        steps.flush();
    }

    @Override
    public void close() throws IOException {
        try (steps;
                epochs;
                accuracies) {
            flush();
        }
    }
}
