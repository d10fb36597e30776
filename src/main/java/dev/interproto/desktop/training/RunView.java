package dev.interproto.desktop.training;

import dev.interproto.training.TrainingConfiguration;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.RunStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * A run at one moment, as the page shows it.
 *
 * @param name of the run
 * @param configuration what decides its result
 * @param dataset name of the training set
 * @param status where it stands
 * @param own whether this window trains it
 * @param stopping whether it ends after the current batch
 * @param preparing what is done before the first step; empty afterwards
 * @param figures the live figures
 * @param failure the three sentences where it broke
 * @param resumable whether it can go on from a checkpoint
 * @param trainer the process that trains it, where another one does; else empty
 */
record RunView(
        String name,
        TrainingConfiguration configuration,
        String dataset,
        RunStatus status,
        boolean own,
        boolean stopping,
        String preparing,
        Figures figures,
        Optional<RunRecord.Failure> failure,
        boolean resumable,
        Optional<Long> trainer) {

    /** Where training stands; NaN for what is not known (yet). */
    record Figures(
            int epoch,
            int epochs,
            long step,
            long steps,
            double loss,
            double chance,
            double start,
            double imagesPerSecond,
            Optional<Duration> timeLeft,
            Duration trained,
            double childSimilarity,
            double trainingAccuracy,
            String device,
            String precision,
            String kernels) {}

    boolean isLive() {
        return status == RunStatus.RUNNING || status == RunStatus.PAUSED;
    }

    /** Whether it has ended in any way. */
    boolean isOver() {
        return !isLive() && status != RunStatus.PREPARED;
    }
}
