package dev.interproto.network.layer;

import dev.interproto.network.kernel.Kernels;
import dev.interproto.network.kernel.NormalisedRows;
import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Flatten (C, H, W), linear, batch normalisation, rows of unit length: these in training only where
 * wanted.
 */
final class EmbeddingPart implements Part {
    private final UnitRuntime unit;
    private final String linear;
    private final boolean bias;
    private final NormPart norm;
    private final boolean unitInTraining;
    private INDArray flat;
    private INDArray projected;
    private Optional<Normalised> normalised = Optional.empty();

    /** The rows before they were brought to unit length, and after. */
    private record Normalised(INDArray before, NormalisedRows after) {}

    EmbeddingPart(
            UnitRuntime unit, String linear, boolean bias, String norm, boolean unitInTraining) {
        this.unit = unit;
        this.linear = linear;
        this.bias = bias;
        this.norm = new NormPart(unit, norm);
        this.unitInTraining = unitInTraining;
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
        INDArray normed = norm.forward(projected, training);
        if (training && !unitInTraining) {
            return normed;
        }
        NormalisedRows rows = kernels.normaliseRows(normed);
        normalised = Optional.of(new Normalised(normed, rows));
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
        INDArray dProjected;
        if (normalised.isPresent()) {
            INDArray dNormed = kernels.normaliseRowsBackward(normalised.get().after(), dy);
            dProjected = norm.backward(projected, dNormed, true);
            if (dProjected != dNormed) {
                kernels.release(dNormed);
            }
        } else {
            dProjected = norm.backward(projected, dy, false);
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
        Kernels kernels = unit.kernels();
        if (flat != null) {
            kernels.release(flat);
            kernels.release(projected);
            flat = null;
            projected = null;
        }
        normalised.ifPresent(
                rows -> {
                    kernels.release(rows.before());
                    kernels.release(rows.after().norms());
                });
        normalised = Optional.empty();
    }
}
