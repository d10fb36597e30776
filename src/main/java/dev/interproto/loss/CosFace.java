package dev.interproto.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * CosFace (Wang et al., CVPR 2018): the own identity's logit is s·(cosθ − m), every other s·cosθ.
 *
 * @param scale s, above 0
 * @param margin m, a difference of cosines, 0 to 1
 */
public record CosFace(double scale, double margin) implements MarginHead, TargetMargin {
    /** The name in files. */
    public static final String NAME = "cosface";

    /** s = 64, m = 0.35. */
    public static final CosFace PUBLISHED = new CosFace(64, 0.35);

    public CosFace {
        if (!(scale > 0) || !(margin >= 0 && margin <= 1)) {
            throw new IllegalArgumentException(
                    "CosFace needs a scale above 0 and a margin of 0 to 1, not "
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

    @Override
    public double target(double cosine) {
        return cosine - margin;
    }

    @Override
    public double slope(double cosine) {
        return 1;
    }
}
