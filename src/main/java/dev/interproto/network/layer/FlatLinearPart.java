package dev.interproto.network.layer;

import dev.interproto.network.kernel.Kernels;
import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Flatten (C, H, W) and linear: from activations to rows of the parameters' type. */
final class FlatLinearPart implements Part {
    private final UnitRuntime unit;
    private final String key;
    private final boolean bias;
    private INDArray flat;

    FlatLinearPart(UnitRuntime unit, String key, boolean bias) {
        this.unit = unit;
        this.key = key;
        this.bias = bias;
    }

    @Override
    public Kernels kernels() {
        return unit.kernels();
    }

    @Override
    public INDArray forward(INDArray x, boolean training) {
        discard();
        flat = kernels().flattenChannelsFirst(x);
        INDArray y = kernels().linear(flat, unit.parameter(key + ".weight"), bias(unit::parameter));
        if (!training) {
            discard();
        }
        return y;
    }

    private Optional<INDArray> bias(Function<String, INDArray> source) {
        return bias ? Optional.of(source.apply(key + ".bias")) : Optional.empty();
    }

    @Override
    public INDArray backward(INDArray x, INDArray dy, boolean mayOverwrite) {
        INDArray dFlat =
                kernels()
                        .linearBackward(
                                flat,
                                unit.parameter(key + ".weight"),
                                dy,
                                unit.gradient(key + ".weight"),
                                bias(unit::gradient));
        INDArray dx = kernels().unflattenChannelsFirst(dFlat, x.shape());
        kernels().release(dFlat);
        discard();
        return dx;
    }

    @Override
    public void discard() {
        if (flat != null) {
            kernels().release(flat);
            flat = null;
        }
    }
}
