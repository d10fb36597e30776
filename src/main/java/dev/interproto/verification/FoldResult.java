package dev.interproto.verification;

/**
 * One fold of the k-fold protocol.
 *
 * @param pairs in the fold
 * @param threshold chosen on the other folds
 * @param accuracy on this fold at that threshold, 0 to 1
 */
public record FoldResult(int pairs, double threshold, double accuracy) {}
