package dev.interproto.network.layer;

import dev.interproto.network.kernel.Kernels;
import dev.interproto.network.kernel.NormalisedRows;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Flatten (C, H, W), linear, batch normalisation, rows of unit length: these in training only where
 * wanted.
 */
final class EmbeddingPart implements Part {
    private final UnitRuntime unit;
    private final FlatLinearPart linear;
    private final NormPart norm;
    private final boolean unitInTraining;
    private INDArray projected;
    private Optional<Normalised> normalised = Optional.empty();

    /** The rows before they were brought to unit length, and after. */
    private record Normalised(INDArray before, NormalisedRows after) {}

    EmbeddingPart(
            UnitRuntime unit, String linear, boolean bias, String norm, boolean unitInTraining) {
        this.unit = unit;
        this.linear = new FlatLinearPart(unit, linear, bias);
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
        projected = linear.forward(x, training);
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
        INDArray dx = linear.backward(x, dProjected, true);
        kernels.release(dProjected);
        discard();
        return dx;
    }

    /** Gives back all but the output, which is the unit's. */
    @Override
    public void discard() {
        norm.discard();
        Kernels kernels = unit.kernels();
        linear.discard();
        if (projected != null) {
            kernels.release(projected);
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
