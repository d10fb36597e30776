package dev.interproto.loss;

import dev.interproto.loss.RowMargin.HardNegatives;
import org.nd4j.linalg.api.ndarray.INDArray;

/** From cosines to logits by ND4J's operations, on any backend and in any precision. */
final class RowLogits {
    private RowLogits() {}

    /**
     * @param cosines [B, C], overwritten with the logits
     * @param margins one a row
     * @return the way back
     */
    static MarginHead.Slopes apply(
            INDArray cosines, int[] labels, double scale, RowMargin[] margins) {
        INDArray[] hardSlopes = new INDArray[labels.length];
        for (int row = 0; row < labels.length; row++) {
            hardSlopes[row] = reweigh(cosines.getRow(row), labels[row], margins[row].hard());
        }
        cosines.muli(scale);
        for (int row = 0; row < labels.length; row++) {
            cosines.putScalar(row, labels[row], scale * margins[row].target());
        }
        return gradient -> {
            gradient.muli(scale);
            for (int row = 0; row < labels.length; row++) {
                double own = gradient.getDouble(row, labels[row]) * margins[row].slope();
                if (hardSlopes[row] != null) {
                    gradient.getRow(row).muli(hardSlopes[row]);
                }
                gradient.putScalar(row, labels[row], own);
            }
        };
    }

    /** Reweighs what is hard in a row; the slopes of all its cosines, null where none is hard. */
    private static INDArray reweigh(INDArray row, int label, HardNegatives hard) {
        double own = row.getDouble(label);
        row.putScalar(label, -1);
        if (!(row.maxNumber().doubleValue() > hard.above())) {
            row.putScalar(label, own);
            return null;
        }
        INDArray mask = row.gt(hard.above()).castTo(row.dataType());
        INDArray slopes = row.mul(2 * hard.quadratic()).addi(hard.linear() - 1);
        slopes.muli(mask).addi(1);
        INDArray change = row.mul(hard.quadratic()).addi(hard.linear() - 1).muli(row);
        row.addi(change.addi(hard.constant()).muli(mask));
        return slopes;
    }
}
