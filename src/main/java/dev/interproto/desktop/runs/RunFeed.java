package dev.interproto.desktop.runs;

import dev.interproto.training.TrainingEvent.EpochDone;
import dev.interproto.training.TrainingEvent.SimilaritiesMeasured;
import dev.interproto.training.TrainingEvent.StepDone;
import dev.interproto.workspace.EpochAccuracy;
import dev.interproto.workspace.FollowedCsv;
import dev.interproto.workspace.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;

/**
 * Follows the growing files of a run, whichever process writes them. Reads the disk: to be used on
 * one background thread at a time.
 */
public final class RunFeed {
    /** The end of the log is what matters. */
    private static final int MOST_LOG_LINES = 500;

    private final RunFolder run;
    private final FollowedCsv<StepDone> steps;
    private final FollowedCsv<EpochDone> epochs;
    private final FollowedCsv<SimilaritiesMeasured> similarities;
    private final FollowedCsv<EpochAccuracy> accuracies;

    /**
     * What came since the last look.
     *
     * @param restarted forget what came before
     */
    public record News(
            boolean restarted,
            List<StepDone> steps,
            List<EpochDone> epochs,
            List<SimilaritiesMeasured> similarities,
            List<EpochAccuracy> accuracies) {
        public boolean isEmpty() {
            return !restarted
                    && steps.isEmpty()
                    && epochs.isEmpty()
                    && similarities.isEmpty()
                    && accuracies.isEmpty();
        }
    }

    public RunFeed(RunFolder run) {
        this.run = run;
        this.steps = run.followSteps();
        this.epochs = run.followEpochs();
        this.similarities = run.followSimilarities();
        this.accuracies = run.followAccuracies();
    }

    public RunFolder run() {
        return run;
    }

    /**
     * What came since the last call; a long file comes in several pieces, until one is empty.
     *
     * @throws IOException when a file cannot be read
     */
    public News read() throws IOException {
        var newSteps = steps.readNew();
        var newEpochs = epochs.readNew();
        // After the epochs: those of an epoch are written before it.
        var newSimilarities = similarities.readNew();
        var newAccuracies = accuracies.readNew();
        boolean restarted =
                newSteps.restarted()
                        || newEpochs.restarted()
                        || newSimilarities.restarted()
                        || newAccuracies.restarted();
        if (restarted) {
            // Not every table need have been cut: all are read from their beginnings.
            return new News(
                    true,
                    newSteps.restarted() ? newSteps.rows() : run.steps(),
                    newEpochs.restarted() ? newEpochs.rows() : run.epochs(),
                    newSimilarities.restarted() ? newSimilarities.rows() : run.similarities(),
                    newAccuracies.restarted() ? newAccuracies.rows() : run.accuracies());
        }
        return new News(
                false,
                newSteps.rows(),
                newEpochs.rows(),
                newSimilarities.rows(),
                newAccuracies.rows());
    }

    /** The last lines of the run's log; none before it is written. */
    public List<String> log() throws IOException {
        try {
            List<String> lines =
                    new String(Files.readAllBytes(run.logFile()), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
            return lines.subList(Math.max(0, lines.size() - MOST_LOG_LINES), lines.size());
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
