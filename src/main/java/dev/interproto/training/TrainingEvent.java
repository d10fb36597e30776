package dev.interproto.training;

import dev.interproto.loss.PrototypeSimilarities;
import dev.interproto.verification.PairScores;
import dev.interproto.verification.VerificationReport;
import java.nio.file.Path;
import java.time.Duration;

/** What the training thread tells the world. Immutable; published in order. */
public sealed interface TrainingEvent {

    /** The global step the event belongs to (steps done so far). */
    long step();

    /**
     * The run begins or goes on.
     *
     * @param step 0, or where the checkpoint stood
     * @param epoch first epoch of this session, from 0
     * @param images in the training set
     * @param identities in the training set
     * @param childIdentities among them
     * @param stepsPerEpoch batches
     * @param parameters trainable numbers, prototypes included
     * @param arithmetic what it computes with
     */
    record Started(
            long step,
            int epoch,
            int images,
            int identities,
            int childIdentities,
            int stepsPerEpoch,
            long parameters,
            Arithmetic arithmetic)
            implements TrainingEvent {}

    /**
     * One batch was learned.
     *
     * @param step after this batch
     * @param epoch from 0
     * @param totalLoss margin loss + λ · Inter-Prototype loss, and what an age task adds
     * @param marginLoss cross-entropy of the margin head
     * @param interPrototypeLoss before λ
     * @param batchAccuracy share of the batch whose nearest prototype is its own, 0 to 1
     * @param learningRate of this step
     * @param imagesPerSecond of this step alone
     * @param ageLoss of a method that learns from ages, before its weight: years² or nats, as the
     *     method measures it; NaN for other methods and where no age of the batch is known
     */
    record StepDone(
            long step,
            int epoch,
            double totalLoss,
            double marginLoss,
            double interPrototypeLoss,
            double batchAccuracy,
            double learningRate,
            double imagesPerSecond,
            double ageLoss)
            implements TrainingEvent {

        /** Of a method that does not learn from ages. */
        public StepDone(
                long step,
                int epoch,
                double totalLoss,
                double marginLoss,
                double interPrototypeLoss,
                double batchAccuracy,
                double learningRate,
                double imagesPerSecond) {
            this(
                    step,
                    epoch,
                    totalLoss,
                    marginLoss,
                    interPrototypeLoss,
                    batchAccuracy,
                    learningRate,
                    imagesPerSecond,
                    Double.NaN);
        }
    }

    /**
     * An epoch is over.
     *
     * @param epoch from 0
     * @param meanTotalLoss over its steps
     * @param trainingAccuracy over its images, 0 to 1
     * @param similarities of the prototypes at its end
     * @param elapsed time of the epoch
     */
    record EpochDone(
            long step,
            int epoch,
            double meanTotalLoss,
            double trainingAccuracy,
            PrototypeSimilarities similarities,
            Duration elapsed)
            implements TrainingEvent {}

    /**
     * The prototypes were compared: before the first step, now and then within an epoch, and at the
     * end of each.
     *
     * @param epoch under way, from 0
     */
    record SimilaritiesMeasured(long step, int epoch, PrototypeSimilarities similarities)
            implements TrainingEvent {}

    /**
     * A test set was evaluated after an epoch.
     *
     * @param epoch from 0
     * @param report the figures
     * @param scores the pairs they come from
     */
    record Evaluated(long step, int epoch, VerificationReport report, PairScores scores)
            implements TrainingEvent {}

    /** Prototypes as they stand, to be kept: before the first epoch, and after each. */
    record PrototypesSeen(long step, PrototypeSnapshot snapshot) implements TrainingEvent {}

    /** A checkpoint is safely on disk. */
    record CheckpointSaved(long step, int epoch, Path file) implements TrainingEvent {}

    /** Training waits. */
    record Paused(long step) implements TrainingEvent {}

    /** Training goes on. */
    record Resumed(long step) implements TrainingEvent {}

    /** Something worth a line in the log that does not stop the run: an unreadable image, say. */
    record Warning(long step, String message) implements TrainingEvent {}

    /** Something about the run worth a line in its log that is no cause for worry. */
    record Note(long step, String message) implements TrainingEvent {}

    /**
     * No further epoch is trained, because a test set's accuracy no longer rises; Finished follows.
     *
     * @param epoch the last, from 0
     * @param testSet that decided
     * @param bestEpoch of its best accuracy, from 0
     */
    record StoppedEarly(long step, int epoch, String testSet, int bestEpoch)
            implements TrainingEvent {}

    /**
     * The run is over: all epochs done or stopped early, or stopped by the person with its state
     * saved.
     */
    record Finished(long step, boolean complete) implements TrainingEvent {}

    /**
     * The run broke; the last good checkpoint is kept. The three sentences of a
     * UserFacingException.
     */
    record Failed(long step, String what, String meaning, String remedy) implements TrainingEvent {}
}
