package dev.interproto.network.layer;

import dev.interproto.network.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One step of a unit's arithmetic. Arguments stay the caller's; results are the caller's to give
 * back; what the backward pass needs beside input and gradient a part keeps for itself.
 */
interface Part {
    /** The output; saves for the backward pass only in training. */
    INDArray forward(INDArray x, boolean training);

    /** The output of evaluation plus an array of its shape; a part may do both in one pass. */
    default INDArray inferenceAdding(INDArray x, INDArray addend) {
        INDArray y = forward(x, false);
        kernels().addInto(y, addend);
        return y;
    }

    /** The arithmetic. */
    Kernels kernels();

    /**
     * The gradient of the input, writing the gradients of the parameters on the way; gives back
     * what the forward pass saved.
     *
     * @param x input of the forward pass
     * @param dy gradient of its output
     * @param mayOverwrite whether dy is not needed any more, so that the result may be written over
     *     it: it is then dy itself
     * @return null where the part is the network's first and nobody asks for it
     */
    INDArray backward(INDArray x, INDArray dy, boolean mayOverwrite);

    /** Gives back what a forward pass saved; safe to call at any time. */
    void discard();
}
