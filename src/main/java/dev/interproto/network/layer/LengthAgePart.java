package dev.interproto.network.layer;

import dev.interproto.network.kernel.Kernels;
import dev.interproto.network.kernel.NormalisedRows;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rows to unit length, and the age â = w·‖x‖ + b; in evaluation rows have unit length already. */
final class LengthAgePart implements ReadingPart {
    private final UnitRuntime unit;
    private final String line;
    private final ReadingsSlot readings;
    private NormalisedRows rows;

    LengthAgePart(UnitRuntime unit, String line) {
        this.unit = unit;
        this.line = line;
        this.readings = new ReadingsSlot(unit.kernels());
    }

    @Override
    public Kernels kernels() {
        return unit.kernels();
    }

    @Override
    public AgeReadings readings() {
        return readings;
    }

    private double slope() {
        return unit.parameter(line + ".weight").getDouble(0);
    }

    @Override
    public INDArray forward(INDArray x, boolean training) {
        discard();
        if (!training) {
            return kernels().pool().take(x.dataType(), x.shape()).assign(x);
        }
        rows = kernels().normaliseRows(x);
        INDArray ages = kernels().pool().take(x.dataType(), rows.norms().shape());
        ages.assign(rows.norms()).muli(slope());
        readings.fill(ages.addi(unit.parameter(line + ".bias").getDouble(0)));
        return rows.output();
    }

    @Override
    public INDArray backward(INDArray x, INDArray dy, boolean mayOverwrite) {
        INDArray dAges = readings.gradient(0, 1);
        unit.gradient(line + ".weight").assign(dAges.mul(rows.norms()).sumNumber().doubleValue());
        unit.gradient(line + ".bias").assign(dAges.sumNumber().doubleValue());
        INDArray dx = kernels().normaliseRowsBackward(rows, dy);
        dx.addi(rows.output().mulColumnVector(dAges.muli(slope())));
        kernels().release(dAges);
        discard();
        return dx;
    }

    @Override
    public void discard() {
        readings.discard();
        if (rows != null) {
            kernels().release(rows.norms());
            rows = null;
        }
    }
}
