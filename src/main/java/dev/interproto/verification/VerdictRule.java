package dev.interproto.verification;

import java.util.Locale;
import java.util.Optional;

/**
 * When two photographs count as the same person: at a similarity of at least the threshold that an
 * evaluation of the same model recommends.
 *
 * @param threshold cosine similarity, −1 to 1
 * @param calibration similarity to probability, where the evaluation allowed one
 * @param origin for a person: which test set, how many pairs, how the threshold was chosen
 */
public record VerdictRule(double threshold, Optional<Calibration> calibration, String origin) {

    /** In the place of an origin where the model was not evaluated: what is missing, and how. */
    public static final String HOW_TO_GET_ONE =
            "No threshold yet: this model has not been evaluated. Evaluate it on a pair list (page"
                    + " Verification, or the command evaluate) to get one.";

    /** The rule that an evaluation recommends. */
    public static VerdictRule of(VerificationReport report) {
        String how =
                switch (report.recommendedThresholdOrigin()) {
                    case MEDIAN_OF_FOLDS -> "median of the folds' thresholds";
                    case BEST_THRESHOLD -> "best threshold on the whole set";
                };
        String origin =
                String.format(
                        Locale.ROOT,
                        "%s, %d genuine and %d impostor pairs: %s",
                        report.testSet(),
                        report.genuinePairs(),
                        report.impostorPairs(),
                        how);
        if (report.kfoldAccuracyMean().isPresent()) {
            origin +=
                    String.format(
                            Locale.ROOT,
                            " (k-fold accuracy %.1f %%)",
                            100 * report.kfoldAccuracyMean().getAsDouble());
        }
        if (!report.tellsPeopleApart()) {
            origin +=
                    "; there the network tells nobody apart, so that this verdict says nothing:"
                            + " train longer, or on more identities";
        }
        return new VerdictRule(report.recommendedThreshold(), report.calibration(), origin);
    }
}
