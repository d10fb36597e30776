package dev.interproto.network.layer;

import dev.interproto.network.kernel.Kernels;
import dev.interproto.network.kernel.SqueezeExcite;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Squeeze and excitation. */
final class SqueezeExcitePart implements Part {
    private final UnitRuntime unit;
    private final String fc1;
    private final String fc2;
    private SqueezeExcite saved;

    SqueezeExcitePart(UnitRuntime unit, String key) {
        this.unit = unit;
        this.fc1 = key + ".fc1.weight";
        this.fc2 = key + ".fc2.weight";
    }

    @Override
    public Kernels kernels() {
        return unit.kernels();
    }

    @Override
    public INDArray forward(INDArray x, boolean training) {
        discard();
        saved = unit.kernels().squeezeExcite(x, unit.parameter(fc1), unit.parameter(fc2));
        INDArray y = saved.output();
        if (!training) {
            discard();
        }
        return y;
    }

    @Override
    public INDArray backward(INDArray x, INDArray dy, boolean mayOverwrite) {
        INDArray dx =
                unit.kernels()
                        .squeezeExciteBackward(
                                x,
                                saved,
                                unit.parameter(fc1),
                                unit.parameter(fc2),
                                dy,
                                unit.gradient(fc1),
                                unit.gradient(fc2));
        discard();
        return dx;
    }

    @Override
    public void discard() {
        if (saved != null) {
            Kernels kernels = unit.kernels();
            kernels.release(saved.pooled());
            kernels.release(saved.hidden());
            kernels.release(saved.gate());
            saved = null;
        }
    }
}
