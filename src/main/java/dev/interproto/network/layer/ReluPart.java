package dev.interproto.network.layer;

import dev.interproto.network.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.factory.Nd4j;

/** max(x, 0) of rows that are of the parameters' type. */
record ReluPart(Kernels kernels) implements Part {

    @Override
    public INDArray forward(INDArray x, boolean training) {
        INDArray y = kernels.pool().take(x.dataType(), x.shape());
        Nd4j.getExecutioner().exec(new RectifiedLinear(x, y, 0.0));
        return y;
    }

    @Override
    public INDArray backward(INDArray x, INDArray dy, boolean mayOverwrite) {
        INDArray dx = kernels.pool().take(dy.dataType(), dy.shape());
        return dx.assign(dy).muli(x.gt(0).castTo(dy.dataType()));
    }

    @Override
    public void discard() {
        // Input and gradient are all that it needs.
    }
}
