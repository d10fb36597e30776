package dev.interproto.verification;

/**
 * One point of the ROC curve.
 *
 * @param threshold similarity from which a pair is accepted
 * @param far false accept rate: share of the impostor pairs accepted, 0 to 1
 * @param tar true accept rate: share of the genuine pairs accepted, 0 to 1
 */
public record RocPoint(double threshold, double far, double tar) {}
