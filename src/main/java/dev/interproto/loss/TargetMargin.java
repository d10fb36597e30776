package dev.interproto.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A head that moves only the own identity's cosine and scales all of them. */
interface TargetMargin {

    /** What takes the place of the own identity's cosine, before the scale. */
    double target(double cosine);

    /** The derivative of {@link #target}. */
    double slope(double cosine);

    /**
     * From cosines to logits.
     *
     * @param cosines [B, C], overwritten with the logits
     * @return the way back
     */
    static MarginHead.Slopes apply(
            INDArray cosines, int[] labels, double scale, TargetMargin head) {
        double[] slopes = new double[labels.length];
        double[] logits = new double[labels.length];
        for (int row = 0; row < labels.length; row++) {
            double cosine = cosines.getDouble(row, labels[row]);
            slopes[row] = head.slope(cosine);
            logits[row] = scale * head.target(cosine);
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
