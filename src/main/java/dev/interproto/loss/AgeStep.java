package dev.interproto.loss;

/**
 * What the ages of one batch gave.
 *
 * @param loss how far the ages read are from those known, as the method measures it and before its
 *     weight: years² or nats; NaN where no age of the batch is known, or nothing reads ages
 * @param added what all of the age task adds to the loss that is minimised, weights included
 */
public record AgeStep(double loss, double added) {
    /** Without an age task. */
    public static final AgeStep NONE = new AgeStep(Double.NaN, 0);
}
