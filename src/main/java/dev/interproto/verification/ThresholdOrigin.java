package dev.interproto.verification;

/** How a recommended threshold was found. */
public enum ThresholdOrigin {
    /** The median of the thresholds that the folds of the k-fold protocol chose. */
    MEDIAN_OF_FOLDS,
    /** The best threshold on the whole set, where the pairs are too few for folds. */
    BEST_THRESHOLD
}
