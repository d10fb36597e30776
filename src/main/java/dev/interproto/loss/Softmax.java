package dev.interproto.loss;

import java.util.Map;

/**
 * Plain softmax over cosines, the floor of every comparison: every logit is s·cosθ, without a
 * margin. Embeddings and prototypes have unit length and there is no bias: the normalised softmax
 * of NormFace (Wang, Xiang, Cheng and Yuille, ACM Multimedia 2017, arXiv 1704.06369). The scale is
 * that of the other heads, so that they differ from it by their margin alone.
 *
 * @param scale s, above 0 (64)
 */
public record Softmax(double scale) implements MarginHead {

    @Override
    public HeadKind kind() {
        return HeadKind.SOFTMAX;
    }

    @Override
    public Map<String, Double> options() {
        return kind().named(scale);
    }

    @Override
    public RowMargin row(double own, double norm, double[] memory) {
        return new RowMargin(own, 1);
    }
}
