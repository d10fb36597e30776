package dev.interproto.network.exchange;

/**
 * A batch normalisation at inference: (x − mean) · gamma / √(variance + eps) + beta.
 *
 * @param gamma already 1 where the graph fixes it
 */
record MxNetNorm(float[] gamma, float[] beta, float[] mean, float[] variance, double epsilon) {
    /** MXNet's where a node gives none. */
    static final double EPSILON = 1e-3;
}
