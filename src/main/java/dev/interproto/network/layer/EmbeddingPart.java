package dev.interproto.network.layer;

import dev.interproto.network.kernel.Kernels;
import dev.interproto.network.kernel.NormalisedRows;
import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Flatten (C, H, W), linear, batch normalisation, rows of unit length. */
final class EmbeddingPart implements Part {
    private final UnitRuntime unit;
    private final String linear;
    private final boolean bias;
    private final NormPart norm;
    private INDArray flat;
    private INDArray projected;
    private INDArray normed;
    private NormalisedRows rows;

    EmbeddingPart(UnitRuntime unit, String linear, boolean bias, String norm) {
        this.unit = unit;
        this.linear = linear;
        this.bias = bias;
        this.norm = new NormPart(unit, norm);
    }

    @Override
    public Kernels kernels() {
        return unit.kernels();
    }

    @Override
    public INDArray forward(INDArray x, boolean training) {
        discard();
        Kernels kernels = unit.kernels();
        flat = kernels.flattenChannelsFirst(x);
        projected = kernels.linear(flat, unit.parameter(linear + ".weight"), bias(unit::parameter));
        normed = norm.forward(projected, training);
        rows = kernels.normaliseRows(normed);
        INDArray output = rows.output();
        if (!training) {
            discard();
        }
        return output;
    }

    private Optional<INDArray> bias(Function<String, INDArray> source) {
        return bias ? Optional.of(source.apply(linear + ".bias")) : Optional.empty();
    }

    @Override
    public INDArray backward(INDArray x, INDArray dy, boolean mayOverwrite) {
        Kernels kernels = unit.kernels();
        INDArray dNormed = kernels.normaliseRowsBackward(rows, dy);
        INDArray dProjected = norm.backward(projected, dNormed, true);
        if (dProjected != dNormed) {
            kernels.release(dNormed);
        }
        INDArray dFlat =
                kernels.linearBackward(
                        flat,
                        unit.parameter(linear + ".weight"),
                        dProjected,
                        unit.gradient(linear + ".weight"),
                        bias(unit::gradient));
        kernels.release(dProjected);
        INDArray dx = kernels.unflattenChannelsFirst(dFlat, x.shape());
        kernels.release(dFlat);
        discard();
        return dx;
    }

    /** Gives back all but the output, which is the unit's. */
    @Override
    public void discard() {
        norm.discard();
        if (rows != null) {
            Kernels kernels = unit.kernels();
            kernels.release(flat);
            kernels.release(projected);
            kernels.release(normed);
            kernels.release(rows.norms());
            flat = null;
            projected = null;
            normed = null;
            rows = null;
        }
    }
}
