package dev.interproto.network.layer;

import dev.interproto.network.kernel.BatchNorm;
import dev.interproto.network.kernel.Kernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Batch normalisation. */
final class NormPart implements Part {
    private final UnitRuntime unit;
    private final String key;
    private BatchNorm.Forward saved;

    NormPart(UnitRuntime unit, String key) {
        this.unit = unit;
        this.key = key;
    }

    @Override
    public Kernels kernels() {
        return unit.kernels();
    }

    @Override
    public INDArray forward(INDArray x, boolean training) {
        if (!training) {
            return unit.kernels().batchNormInference(x, unit.norm(key));
        }
        saved = unit.kernels().batchNormTraining(x, unit.norm(key));
        return saved.output();
    }

    @Override
    public INDArray backward(INDArray x, INDArray dy, boolean mayOverwrite) {
        INDArray dx =
                unit.kernels()
                        .batchNormBackward(
                                x,
                                unit.norm(key),
                                saved,
                                dy,
                                unit.gradient(key + ".weight"),
                                unit.gradient(key + ".bias"),
                                mayOverwrite);
        discard();
        return dx;
    }

    @Override
    public void discard() {
        if (saved != null) {
            unit.kernels().release(saved.mean());
            unit.kernels().release(saved.variance());
            saved = null;
        }
    }
}
