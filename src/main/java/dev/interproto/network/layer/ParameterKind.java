package dev.interproto.network.layer;

/** How training treats a parameter. */
public enum ParameterKind {
    /** Convolution, linear and PReLU weights and linear biases: updated with weight decay. */
    WEIGHT,
    /** Scale and shift of batch normalisation: updated without weight decay. */
    NORM,
    /** Running mean and variance: no gradient, never touched by an update. */
    RUNNING_STATISTIC,
    /**
     * Weights that are trained against all others, in turns with them: their gradient is reversed,
     * so that they raise what the others lower. Updated with weight decay.
     */
    ADVERSARY
}
