package dev.interproto.network.layer;

/** How training treats a parameter. */
public enum ParameterKind {
    /** Convolution, linear and PReLU weights and linear biases: updated with weight decay. */
    WEIGHT,
    /** Scale and shift of batch normalisation: updated without weight decay. */
    NORM,
    /** Running mean and variance: no gradient, never touched by an update. */
    RUNNING_STATISTIC
}
