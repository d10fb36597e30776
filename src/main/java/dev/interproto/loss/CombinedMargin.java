package dev.interproto.loss;

import java.util.Map;

/**
 * The margins of SphereFace, ArcFace and CosFace in one: the own identity's logit is s·(cos(m1·θ +
 * m2) − m3), every other s·cosθ (Deng et al., ArcFace, CVPR 2019, arXiv 1801.07698, equation 4;
 * SphereFace: Liu et al., CVPR 2017, arXiv 1704.08063).
 *
 * <p>Where m1·θ + m2 passes π the cosine would turn; it goes on falling instead as in SphereFace:
 * (−1)^k·cos(φ) − 2k for φ within kπ and (k + 1)π. So m1 = 1, m3 = 0 is ArcFace up to that angle,
 * where ArcFace itself goes on in a straight line.
 *
 * @param scale s, above 0 (64)
 * @param m1 SphereFace's factor of the angle, 1 to 8 (1)
 * @param m2 ArcFace's margin in radians, 0 to π/2 (InsightFace: 0.3)
 * @param m3 CosFace's difference of cosines, 0 to 1 (InsightFace: 0.2)
 */
public record CombinedMargin(double scale, double m1, double m2, double m3) implements MarginHead {

    @Override
    public HeadKind kind() {
        return HeadKind.COMBINED;
    }

    @Override
    public Map<String, Double> options() {
        return kind().named(scale, m1, m2, m3);
    }

    @Override
    public RowMargin row(double own, double norm, double[] memory) {
        double angle = m1 * Math.acos(own) + m2;
        double turns = Math.floor(angle / Math.PI);
        double sign = turns % 2 == 0 ? 1 : -1;
        double target = sign * Math.cos(angle) - 2 * turns - m3;
        double slope = sign * m1 * Math.sin(angle) / AngularMargin.heldSine(own);
        return new RowMargin(target, slope);
    }
}
