package dev.interproto.loss;

import java.util.Map;

/**
 * MagFace: the embedding's length before normalisation, a, comes to measure how good a face is. The
 * own identity's logit is ArcFace's with a margin that grows with a, m(a) = m_l + (m_u − m_l)·(a −
 * a_l)/(a_u − a_l), and the loss has a term λ_g·g(a), g(a) = a/a_u² + 1/a, that rewards length; a
 * counts between a_l and a_u (Meng, Zhao, Huang and Zhou, CVPR 2021, arXiv 2103.06627). Derivatives
 * go through the length in both terms, as in the authors' code.
 *
 * @param scale s, above 0 (64)
 * @param leastMargin m_l in radians (0.45)
 * @param mostMargin m_u, at least m_l (0.8)
 * @param leastNorm a_l, above 0 (10)
 * @param mostNorm a_u, above a_l (110)
 * @param lambda λ_g, 0 or more (35)
 */
public record MagFace(
        double scale,
        double leastMargin,
        double mostMargin,
        double leastNorm,
        double mostNorm,
        double lambda)
        implements MarginHead {

    public MagFace {
        if (!(leastMargin <= mostMargin) || !(leastNorm < mostNorm)) {
            throw new IllegalArgumentException(
                    "MagFace needs a margin-low up to the margin-high and a norm-low below the"
                            + " norm-high, not "
                            + leastMargin
                            + " and "
                            + mostMargin
                            + ", "
                            + leastNorm
                            + " and "
                            + mostNorm);
        }
    }

    @Override
    public HeadKind kind() {
        return HeadKind.MAGFACE;
    }

    @Override
    public Map<String, Double> options() {
        return kind().named(scale, leastMargin, mostMargin, leastNorm, mostNorm, lambda);
    }

    @Override
    public boolean needsNorms() {
        return true;
    }

    @Override
    public RowMargin row(double own, double norm, double[] memory) {
        double a = Math.max(leastNorm, Math.min(mostNorm, norm));
        double growth = (mostMargin - leastMargin) / (mostNorm - leastNorm);
        AngularMargin moved = AngularMargin.of(own, leastMargin + growth * (a - leastNorm));
        boolean held = a != norm;
        return new RowMargin(
                moved.target(),
                moved.slope(),
                held ? 0 : moved.slopeByMargin() * growth,
                RowMargin.HardNegatives.NONE,
                lambda * (a / (mostNorm * mostNorm) + 1 / a),
                held ? 0 : lambda * (1 / (mostNorm * mostNorm) - 1 / (a * a)));
    }
}
