package dev.interproto.workspace;

import dev.interproto.training.TrainingEvent;
import dev.interproto.verification.VerificationReport;
import java.util.Locale;
import java.util.Optional;

/** Training events as a person reads them, in {@code log.txt} and on the console. */
public final class LogLines {
    private LogLines() {}

    /** The event's line; empty for single steps, which would drown all others. */
    public static Optional<String> of(TrainingEvent event) {
        return Optional.ofNullable(line(event));
    }

    private static String line(TrainingEvent event) {
        if (event instanceof TrainingEvent.Started e) {
            return started(e);
        } else if (event instanceof TrainingEvent.EpochDone e) {
            return epoch(e);
        } else if (event instanceof TrainingEvent.Evaluated e) {
            return evaluated(e);
        } else if (event instanceof TrainingEvent.CheckpointSaved e) {
            return "checkpoint " + e.file().getFileName() + " saved at step " + e.step();
        } else if (event instanceof TrainingEvent.Paused e) {
            return "paused at step " + e.step();
        } else if (event instanceof TrainingEvent.Resumed e) {
            return "resumed at step " + e.step();
        } else if (event instanceof TrainingEvent.Warning e) {
            return "warning: " + e.message();
        } else if (event instanceof TrainingEvent.Note e) {
            return e.message();
        } else if (event instanceof TrainingEvent.StoppedEarly e) {
            return early(e);
        } else if (event instanceof TrainingEvent.Finished e) {
            return (e.complete() ? "finished" : "stopped, its state is saved,")
                    + " at step "
                    + e.step();
        } else if (event instanceof TrainingEvent.Failed e) {
            return "failed: " + e.what() + " " + e.meaning() + " " + e.remedy();
        }
        return null;
    }

    /** Why a training ended before its epochs, also for {@code run.json}. */
    static String early(TrainingEvent.StoppedEarly e) {
        return "stopped early after epoch "
                + (e.epoch() + 1)
                + ": the accuracy on "
                + e.testSet()
                + " was best after epoch "
                + (e.bestEpoch() + 1);
    }

    private static String started(TrainingEvent.Started e) {
        return String.format(
                Locale.ROOT,
                "%s: %d images, %d identities (%d child), %d steps an epoch, %.2f M parameters,"
                        + " on %s with %s",
                e.step() == 0 ? "training" : "going on at step " + e.step(),
                e.images(),
                e.identities(),
                e.childIdentities(),
                e.stepsPerEpoch(),
                e.parameters() / 1e6,
                e.arithmetic().device(),
                e.arithmetic().description());
    }

    private static String epoch(TrainingEvent.EpochDone e) {
        String similarity =
                Double.isNaN(e.similarities().childChild())
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", child-child similarity %.3f",
                                e.similarities().childChild());
        return String.format(
                Locale.ROOT,
                "epoch %d: loss %.4f, training accuracy %.2f %%%s, %.1f s",
                e.epoch() + 1,
                e.meanTotalLoss(),
                100 * e.trainingAccuracy(),
                similarity,
                e.elapsed().toMillis() / 1000.0);
    }

    private static String evaluated(TrainingEvent.Evaluated e) {
        VerificationReport report = e.report();
        String kfold =
                report.kfoldAccuracyMean().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                ", %d-fold %.2f ± %.2f %%",
                                report.folds().size(),
                                100 * report.kfoldAccuracyMean().getAsDouble(),
                                100 * report.kfoldAccuracyStd().orElse(0))
                        : "";
        return String.format(
                Locale.ROOT,
                "epoch %d, %s: %s %.2f %%%s on %d pairs (%d missing)",
                e.epoch() + 1,
                report.testSet(),
                VerificationReport.BEST_THRESHOLD_NAME,
                100 * report.bestThresholdAccuracy(),
                kfold,
                report.pairs(),
                report.missingPairs());
    }
}
