package dev.interproto.verification.analysis;

/**
 * How large a sample is.
 *
 * @param taken those looked at
 * @param of how many there are
 */
public record Sampled(int taken, int of) {}
