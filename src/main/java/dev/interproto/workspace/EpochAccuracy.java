package dev.interproto.workspace;

import dev.interproto.training.TrainingEvent;
import dev.interproto.verification.VerificationReport;

/**
 * What a test set gave after an epoch: a line of {@code accuracies.csv}. Shares, 0 to 1; NaN where
 * the pairs cannot carry the figure.
 *
 * @param step global step
 * @param epoch from 0
 * @param testSet name of the pair list
 * @param pairs scored
 * @param bestThresholdAccuracy paper protocol
 * @param kfoldAccuracyMean 10-fold protocol
 * @param auc area under the ROC curve
 * @param eer equal error rate
 */
public record EpochAccuracy(
        long step,
        int epoch,
        String testSet,
        int pairs,
        double bestThresholdAccuracy,
        double kfoldAccuracyMean,
        double auc,
        double eer) {

    /** What a training's evaluation will be recorded as. */
    public static EpochAccuracy of(TrainingEvent.Evaluated evaluated) {
        VerificationReport report = evaluated.report();
        return new EpochAccuracy(
                evaluated.step(),
                evaluated.epoch(),
                report.testSet(),
                report.pairs(),
                report.bestThresholdAccuracy(),
                report.kfoldAccuracyMean().orElse(Double.NaN),
                report.auc().orElse(Double.NaN),
                report.eer().orElse(Double.NaN));
    }
}
