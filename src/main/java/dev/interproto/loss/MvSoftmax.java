package dev.interproto.loss;

import dev.interproto.loss.RowMargin.HardNegatives;
import java.util.Map;

/**
 * MV-Softmax: a margin, and more weight on misclassified vectors. Another identity's cosine above
 * the own one with its margin becomes (t + 1)·cosθ_j + t, which multiplies its share of the softmax
 * by exp(s·t·(cosθ_j + 1)); others stay (Wang, Zhang, Wang, Fu, Shi and Mei, AAAI 2020, arXiv
 * 1912.00833). The adaptive weights of the paper's section 3.2.
 *
 * <p>With the easy margin of the authors' code the own cosine has its margin only where it is above
 * 0, which spares faces that are far from their prototype, as at the start of a training; what
 * counts as misclassified stays the same. The Inter-Prototype authors do not use it.
 *
 * @param style which margin
 * @param scale s, above 0 (32)
 * @param margin m: a difference of cosines for AM (0.35), radians for ARC (0.5)
 * @param t indicator of the weight, 0 to 1 (0.2)
 * @param easy whether the margin is the easy one (no)
 */
public record MvSoftmax(Style style, double scale, double margin, double t, boolean easy)
        implements MarginHead {

    /** The margin of the own identity. */
    public enum Style {
        /** cosθ − m, of CosFace. */
        AM,
        /** cos(θ + m), of ArcFace. */
        ARC
    }

    @Override
    public HeadKind kind() {
        return style == Style.AM ? HeadKind.MV_AM : HeadKind.MV_ARC;
    }

    @Override
    public Map<String, Double> options() {
        return kind().named(scale, margin, t, easy ? 1 : 0);
    }

    @Override
    public RowMargin row(double own, double norm, double[] memory) {
        HardNegatives hard =
                hardAbove(style == Style.AM ? own - margin : AngularMargin.added(own, margin));
        if (easy && own <= 0) {
            return new RowMargin(own, 1, hard);
        }
        if (style == Style.AM) {
            return new RowMargin(own - margin, 1, hard);
        }
        AngularMargin moved = AngularMargin.of(own, margin);
        return new RowMargin(moved.target(), moved.slope(), hard);
    }

    private HardNegatives hardAbove(double threshold) {
        return new HardNegatives(threshold, 0, t + 1, t);
    }
}
