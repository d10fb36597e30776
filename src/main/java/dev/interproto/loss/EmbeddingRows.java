package dev.interproto.loss;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A batch of embeddings at unit length and how long they were. Most heads are given unit ones and
 * do not ask; for those that do, the way back through the normalisation is here.
 *
 * @param unit [B, D], rows of unit length
 * @param norms [B], their lengths before
 */
record EmbeddingRows(INDArray unit, double[] norms) {
    /** An embedding shorter than this counts as this long, so that nothing divides by zero. */
    private static final double LEAST_NORM = 1e-12;

    /**
     * @param embeddings [B, D], of any length where the head needs it, else of unit length
     */
    static EmbeddingRows of(INDArray embeddings, MarginHead head) {
        if (!head.needsNorms()) {
            double[] ones = new double[(int) embeddings.size(0)];
            Arrays.fill(ones, 1);
            return new EmbeddingRows(embeddings, ones);
        }
        double[] norms = embeddings.norm2(1).toDoubleVector();
        for (int row = 0; row < norms.length; row++) {
            norms[row] = Math.max(LEAST_NORM, norms[row]);
        }
        INDArray unit = embeddings.dup('c');
        unit.diviColumnVector(column(norms, unit));
        return new EmbeddingRows(unit, norms);
    }

    /**
     * Derivative by unit rows and by lengths to derivative by the rows as they were: (g − (g·u)u) /
     * ‖x‖ + (dL/d‖x‖)·u, in place.
     *
     * @param gradient [B, D]
     * @param byNorm [B]
     */
    void throughNormalisation(INDArray gradient, double[] byNorm) {
        INDArray along = unit.mulColumnVector(gradient.mul(unit).sum(1));
        gradient.subi(along).diviColumnVector(column(norms, unit));
        gradient.addi(unit.mulColumnVector(column(byNorm, unit)));
    }

    private static INDArray column(double[] values, INDArray like) {
        return Nd4j.createFromArray(values).castTo(like.dataType());
    }
}
