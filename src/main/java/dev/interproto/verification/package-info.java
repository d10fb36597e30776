/**
 * Verification: embedding the images of a pair list, the cosine of each pair, and what a test set's
 * similarities say – accuracies under the paper's and the k-fold protocol, ROC, EER, TAR at FAR,
 * and a calibrated probability. Floor 5: imports {@code loss}, {@code network}, {@code dataset},
 * {@code face} and {@code common} only.
 *
 * <p>Everywhere a pair is called the same person where its similarity is at least the threshold.
 */
package dev.interproto.verification;
