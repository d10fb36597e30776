package dev.interproto.loss;

import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The step shared by heads that move only the own identity's cosine and scale all of them. */
final class TargetMargin {
    private TargetMargin() {}

    /**
     * @param cosines [B, C], overwritten with the logits
     * @param target the own identity's cosine to what takes its place, before the scale
     * @param slope the derivative of {@code target}
     */
    static MarginHead.Slopes apply(
            INDArray cosines,
            int[] labels,
            double scale,
            DoubleUnaryOperator target,
            DoubleUnaryOperator slope) {
        double[] slopes = new double[labels.length];
        double[] logits = new double[labels.length];
        for (int row = 0; row < labels.length; row++) {
            double cosine = cosines.getDouble(row, labels[row]);
            slopes[row] = slope.applyAsDouble(cosine);
            logits[row] = scale * target.applyAsDouble(cosine);
        }
        cosines.muli(scale);
        for (int row = 0; row < labels.length; row++) {
            cosines.putScalar(row, labels[row], logits[row]);
        }
        return gradient -> {
            gradient.muli(scale);
            for (int row = 0; row < labels.length; row++) {
                double scaled = gradient.getDouble(row, labels[row]);
                gradient.putScalar(row, labels[row], scaled * slopes[row]);
            }
        };
    }
}
