package dev.interproto.loss;

import java.util.Map;

/**
 * ArcFace: the own identity's logit is s·cos(θ + m), every other s·cosθ (Deng, Guo, Xue and
 * Zafeiriou, CVPR 2019, arXiv 1801.07698). Where θ + m would pass π, that is cosθ ≤ cos(π − m), it
 * is s·(cosθ − m·sin m), as in the Inter-Prototype reference.
 *
 * @param scale s, above 0 (64)
 * @param margin m in radians, 0 to π/2 (0.5)
 */
public record ArcFace(double scale, double margin) implements MarginHead {
    /** s = 64, m = 0.5. */
    public static final ArcFace PUBLISHED = new ArcFace(64, 0.5);

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
    public HeadKind kind() {
        return HeadKind.ARCFACE;
    }

    @Override
    public Map<String, Double> options() {
        return kind().named(scale, margin);
    }

    @Override
    public RowMargin row(double own, double norm, double[] memory) {
        AngularMargin moved = AngularMargin.of(own, margin);
        return new RowMargin(moved.target(), moved.slope());
    }
}
