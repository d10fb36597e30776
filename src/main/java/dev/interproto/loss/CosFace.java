package dev.interproto.loss;

import java.util.Map;

/**
 * CosFace: the own identity's logit is s·(cosθ − m), every other s·cosθ (Wang, Wang, Zhou, Ji,
 * Gong, Zhou, Li and Liu, CVPR 2018, arXiv 1801.09414).
 *
 * @param scale s, above 0 (64)
 * @param margin m, a difference of cosines, 0 to 1 (0.35)
 */
public record CosFace(double scale, double margin) implements MarginHead {
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
    public HeadKind kind() {
        return HeadKind.COSFACE;
    }

    @Override
    public Map<String, Double> options() {
        return kind().named(scale, margin);
    }

    @Override
    public RowMargin row(double own, double norm, double[] memory) {
        return new RowMargin(own - margin, 1);
    }
}
