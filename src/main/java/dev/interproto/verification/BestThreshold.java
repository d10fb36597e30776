package dev.interproto.verification;

/**
 * The threshold that calls most pairs rightly.
 *
 * @param threshold one of the similarities tried; the highest of several as good
 * @param accuracy share of the pairs called rightly, 0 to 1
 */
record BestThreshold(double threshold, double accuracy) {}
