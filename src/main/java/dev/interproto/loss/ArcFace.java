package dev.interproto.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * ArcFace (Deng et al., CVPR 2019): the own identity's logit is s·cos(θ + m), every other s·cosθ.
 * Where θ + m would pass π, that is cosθ ≤ cos(π − m), it is s·(cosθ − m·sin m), as in the
 * Inter-Prototype reference.
 *
 * @param scale s, above 0
 * @param margin m in radians, 0 to π/2
 */
public record ArcFace(double scale, double margin) implements MarginHead, TargetMargin {
    /** The name in files. */
    public static final String NAME = "arcface";

    /** s = 64, m = 0.5. */
    public static final ArcFace PUBLISHED = new ArcFace(64, 0.5);

    /**
     * Below this sin²θ the slope of cos(θ + m), which grows without bound as θ goes to 0, is held:
     * about the rounding of 1 − cos² in single precision.
     */
    private static final double LEAST_SQUARED_SINE = 1e-7;

    public ArcFace {
        if (!(scale > 0) || !(margin >= 0 && margin <= Math.PI / 2)) {
            throw new IllegalArgumentException(
                    "ArcFace needs a scale above 0 and a margin of 0 to π/2, not "
                            + scale
                            + " and "
                            + margin);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Slopes toLogits(INDArray cosines, int[] labels) {
        return TargetMargin.apply(cosines, labels, scale, this);
    }

    private boolean pastPi(double cosine) {
        return cosine <= Math.cos(Math.PI - margin);
    }

    @Override
    public double target(double cosine) {
        if (pastPi(cosine)) {
            return cosine - margin * Math.sin(margin);
        }
        double sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
        return cosine * Math.cos(margin) - sine * Math.sin(margin);
    }

    @Override
    public double slope(double cosine) {
        if (pastPi(cosine)) {
            return 1;
        }
        double sine = Math.sqrt(Math.max(LEAST_SQUARED_SINE, 1 - cosine * cosine));
        return Math.cos(margin) + cosine / sine * Math.sin(margin);
    }
}
