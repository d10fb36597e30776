package dev.interproto.desktop.runs;

import dev.interproto.training.TrainingConfiguration;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.RunSummary;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;

/**
 * A row of the table: one run, as last seen. The row stays the same object while the run changes,
 * so that it stays selected. FX thread only.
 */
final class RunRow {
    private RunSummary summary;

    RunRow(RunSummary summary) {
        this.summary = summary;
    }

    void update(RunSummary now) {
        summary = now;
    }

    RunSummary summary() {
        return summary;
    }

    String name() {
        return summary.name();
    }

    RunStatus status() {
        return summary.status();
    }

    RunRecord record() {
        return summary.record();
    }

    TrainingConfiguration configuration() {
        return summary.record().configuration();
    }

    String method() {
        return RunTexts.method(configuration());
    }

    /** Best accuracy of a test set, 0 to 1; NaN where it was not evaluated. */
    double best(String testSet) {
        RunRecord.BestResult result = record().best().get(testSet);
        return result == null ? Double.NaN : result.accuracy();
    }

    Duration trained() {
        return Duration.ofMillis(Math.round(1000 * record().trainingSeconds()));
    }

    Instant begun() {
        return record().started().orElse(record().created());
    }

    boolean isLive() {
        return status() == RunStatus.RUNNING || status() == RunStatus.PAUSED;
    }

    /** Whether training can go on from where it stopped. */
    boolean isResumable() {
        return !isLive()
                && status() != RunStatus.FINISHED
                && Files.exists(summary.folder().checkpoints().resolve("last.npz"));
    }
}
