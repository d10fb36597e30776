package dev.interproto.network.layer;

import dev.interproto.network.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A leaky rectifier with a learned slope a channel. */
final class PReluPart implements Part {
    private final UnitRuntime unit;
    private final String slopes;

    PReluPart(UnitRuntime unit, String key) {
        this.unit = unit;
        this.slopes = key + ".weight";
    }

    @Override
    public Kernels kernels() {
        return unit.kernels();
    }

    @Override
    public INDArray forward(INDArray x, boolean training) {
        return unit.kernels().prelu(x, unit.parameter(slopes));
    }

    @Override
    public INDArray backward(INDArray x, INDArray dy, boolean mayOverwrite) {
        return unit.kernels()
                .preluBackward(x, unit.parameter(slopes), dy, unit.gradient(slopes), mayOverwrite);
    }

    @Override
    public void discard() {
        // Nothing is saved.
    }
}
