package dev.interproto.loss;

import dev.interproto.loss.RowMargin.HardNegatives;
import java.util.Map;

/**
 * CurricularFace: ArcFace that comes to look at hard negatives as it learns. The own identity's
 * logit is ArcFace's; another identity's cosine above cos(θ_y + m) becomes cosθ_j·(t + cosθ_j),
 * others stay; t, a running mean of the cosines to the own identities, starts at 0 and grows
 * (Huang, Wang, Tai, Liu, Shen, Li, Li and Huang, CVPR 2020, arXiv 2004.00288).
 *
 * <p>A batch moves t before it is used on that batch, and t counts as a constant in derivatives, as
 * in the authors' code.
 *
 * @param scale s, above 0 (64)
 * @param margin m in radians, 0 to π/2 (0.5)
 * @param momentum share of t that a batch leaves, 0 to 1 (0.99)
 */
public record CurricularFace(double scale, double margin, double momentum) implements MarginHead {

    @Override
    public HeadKind kind() {
        return HeadKind.CURRICULARFACE;
    }

    @Override
    public Map<String, Double> options() {
        return kind().named(scale, margin, momentum);
    }

    /** t₀ = 0. */
    @Override
    public double[] freshMemory() {
        return new double[1];
    }

    @Override
    public double[] remember(double[] memory, double[] own, double[] norms) {
        double sum = 0;
        for (double cosine : own) {
            sum += cosine;
        }
        return new double[] {(1 - momentum) * sum / own.length + momentum * memory[0]};
    }

    @Override
    public RowMargin row(double own, double norm, double[] memory) {
        AngularMargin moved = AngularMargin.of(own, margin);
        double threshold = AngularMargin.added(own, margin);
        return new RowMargin(
                moved.target(), moved.slope(), new HardNegatives(threshold, 1, memory[0], 0));
    }
}
