package dev.interproto.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.interproto.common.AtomicFiles;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.training.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One run on disk: {@code run.json} ({@link RunRecord}), {@code metrics.csv} (a line a step),
 * {@code epochs.csv}, {@code accuracies.csv} (a line an epoch and test set), {@code checkpoints/},
 * {@code evaluations/<test set>/} ({@link StoredEvaluation}), {@code maps/}, {@code tensorboard/}
 * and {@code log.txt}. Only a path: nothing is held open or cached.
 *
 * @param path the run's folder; its name is the run's name
 */
public record RunFolder(Path path) implements ModelHome {
    /** How long a training on another machine may be silent before it counts as dead. */
    static final Duration SILENCE = Duration.ofMinutes(2);

    public Path recordFile() {
        return path.resolve("run.json");
    }

    public Path metricsFile() {
        return path.resolve("metrics.csv");
    }

    public Path epochsFile() {
        return path.resolve("epochs.csv");
    }

    public Path similaritiesFile() {
        return path.resolve("similarities.csv");
    }

    public Path accuraciesFile() {
        return path.resolve("accuracies.csv");
    }

    public Path logFile() {
        return path.resolve("log.txt");
    }

    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /** Event files for TensorBoard, one a session. */
    public Path tensorBoard() {
        return path.resolve("tensorboard");
    }

    /** What is kept of the prototypes on their way. */
    public PrototypeHistory prototypeHistory() {
        return new PrototypeHistory(maps().resolve("epochs"));
    }

    /**
     * What {@code run.json} says.
     *
     * @throws UserFacingException when it is missing or damaged
     */
    public RunRecord record() {
        try {
            return Json.mapper().readValue(recordFile().toFile(), RunRecord.class);
        } catch (JsonProcessingException e) {
            throw new UserFacingException(
                    recordFile() + " is damaged (line " + lineOf(e) + ").",
                    "The run \""
                            + name()
                            + "\" cannot be shown; its checkpoints and metrics are untouched.",
                    "Repair the file by hand, or remove the run's folder.",
                    e);
        } catch (IOException e) {
            throw new UserFacingException(
                    recordFile() + " cannot be read (" + Workspace.reason(e) + ").",
                    "The run \"" + name() + "\" cannot be shown.",
                    "Check that the folder still exists and may be read.",
                    e);
        }
    }

    private static int lineOf(JsonProcessingException e) {
        return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    }

    /** Replaces {@code run.json}. */
    public void write(RunRecord record) throws IOException {
        AtomicFiles.writeText(recordFile(), Json.mapper().writeValueAsString(record));
    }

    /**
     * Where the run stands: as written, but interrupted where the process that wrote it is gone.
     */
    public RunStatus status() {
        return status(record());
    }

    RunStatus status(RunRecord record) {
        RunStatus written = record.status();
        boolean claimsToLive = written == RunStatus.RUNNING || written == RunStatus.PAUSED;
        return claimsToLive && !isAlive(record.process()) ? RunStatus.INTERRUPTED : written;
    }

    /** Whether a live process trains it now. */
    public boolean isBeingTrained() {
        if (!Files.exists(recordFile())) {
            return false;
        }
        RunStatus status = status();
        return status == RunStatus.RUNNING || status == RunStatus.PAUSED;
    }

    /** Whether another live process has it, were it only about to begin. */
    public boolean isHeldElsewhere(RunRecord record) {
        return !record.process().equals(ProcessStamp.current()) && isAlive(record.process());
    }

    private boolean isAlive(ProcessStamp process) {
        if (process.isOfThisHost()) {
            return process.isAlive();
        }
        // The recorder rewrites run.json every few seconds, paused or not.
        return lastWritten(recordFile()).isAfter(Instant.now().minus(SILENCE));
    }

    static Instant lastWritten(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    /** A reader of the steps that follows the growing file. */
    public FollowedCsv<TrainingEvent.StepDone> followSteps() {
        return new FollowedCsv<>(metricsFile(), RunTables::step);
    }

    /** A reader of the epochs that follows the growing file. */
    public FollowedCsv<TrainingEvent.EpochDone> followEpochs() {
        return new FollowedCsv<>(epochsFile(), RunTables::epoch);
    }

    /** A reader of the prototypes' similarities that follows the growing file. */
    public FollowedCsv<TrainingEvent.SimilaritiesMeasured> followSimilarities() {
        return new FollowedCsv<>(similaritiesFile(), RunTables::similarities);
    }

    /** A reader of the accuracies in training that follows the growing file. */
    public FollowedCsv<EpochAccuracy> followAccuracies() {
        return new FollowedCsv<>(accuraciesFile(), RunTables::accuracy);
    }

    /** All steps so far. */
    public List<TrainingEvent.StepDone> steps() throws IOException {
        return followSteps().readNew().rows();
    }

    /** All epochs so far. */
    public List<TrainingEvent.EpochDone> epochs() throws IOException {
        return followEpochs().readNew().rows();
    }

    /** The prototypes' similarities so far. */
    public List<TrainingEvent.SimilaritiesMeasured> similarities() throws IOException {
        return followSimilarities().readNew().rows();
    }

    /** All accuracies measured in training so far. */
    public List<EpochAccuracy> accuracies() throws IOException {
        return followAccuracies().readNew().rows();
    }
}
