package dev.interproto.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of some rows of a matrix [C, D], of which the others have none in this step.
 *
 * @param rows n rows of the matrix, each named once
 * @param values [n, D], the gradient of each; valid until the next step
 */
public record RowGradient(int[] rows, INDArray values) {

    /** Euclidean norm. */
    public double norm() {
        return values.norm2Number().doubleValue();
    }

    /** Multiplies it. */
    public void scale(double factor) {
        values.muli(factor);
    }

    /**
     * One step of gradient descent with momentum in PyTorch's form on these rows: v = momentum · v
     * + (g + weightDecay · w); w = w − rate · v. All other rows, of weights and of momentum, stay
     * as they are, to the bit: they neither decay nor move on by what they had gathered.
     *
     * @param weights [C, D], changed
     * @param velocity [C, D], changed
     */
    public void descend(
            INDArray weights, INDArray velocity, double rate, double momentum, double weightDecay) {
        if (HostRows.serves(weights, velocity, values)) {
            HostPasses.descend(weights, velocity, this, rate, momentum, weightDecay);
            return;
        }
        for (int i = 0; i < rows.length; i++) {
            INDArray w = weights.getRow(rows[i]);
            INDArray v = velocity.getRow(rows[i]);
            v.muli(momentum).addi(values.getRow(i)).addi(w.mul(weightDecay));
            w.subi(v.mul(rate));
        }
    }
}
