package dev.interproto.network.layer;

import dev.interproto.network.kernel.Kernels;
import dev.interproto.network.kernel.NormalisedRows;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Age part a = R(x), identity part x − a, brought to unit length; reads age groups off the age part
 * and a canonical variable off each.
 */
final class ResidualSplitPart implements ReadingPart {
    private static final int GROUPS = AgeBranch.RESIDUAL_GROUPS;

    private final UnitRuntime unit;
    private final Part residual;
    private final Part groups;
    private final String ofAge;
    private final String ofIdentity;
    private final ReadingsSlot readings;
    private INDArray age;
    private INDArray identity;
    private INDArray norms;
    private NormalisedRows rows;

    /**
     * @param residual R
     * @param groups logits of age groups from the age part
     * @param ofAge the linear form of the age part, trained against the others
     * @param ofIdentity that of the identity part
     */
    ResidualSplitPart(
            UnitRuntime unit, Part residual, Part groups, String ofAge, String ofIdentity) {
        this.unit = unit;
        this.residual = residual;
        this.groups = groups;
        this.ofAge = ofAge + ".weight";
        this.ofIdentity = ofIdentity + ".weight";
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

    @Override
    public INDArray forward(INDArray x, boolean training) {
        discard();
        age = residual.forward(x, training);
        identity = kernels().sum(1, x, -1, age);
        rows = kernels().normaliseRows(identity);
        norms = rows.norms();
        INDArray output = rows.output();
        if (training) {
            readings.fill(groups.forward(age, true), form(age, ofAge), form(identity, ofIdentity));
        } else {
            discard();
        }
        return output;
    }

    /** [B, 1]. */
    private INDArray form(INDArray x, String weight) {
        INDArray y = kernels().pool().take(x.dataType(), x.size(0), 1);
        kernels().gemm(x, false, unit.parameter(weight), true, y, 1, 0);
        return y;
    }

    @Override
    public INDArray backward(INDArray x, INDArray dy, boolean mayOverwrite) {
        INDArray dGroups = readings.gradient(0, GROUPS);
        INDArray dAge = groups.backward(age, dGroups, false);
        kernels().release(dGroups);
        INDArray dIdentity = kernels().normaliseRowsBackward(rows, dy);
        throughForm(age, ofAge, readings.gradient(GROUPS, 1), dAge);
        throughForm(identity, ofIdentity, readings.gradient(GROUPS + 1, 1), dIdentity);
        INDArray dResidual = kernels().sum(1, dAge, -1, dIdentity);
        INDArray dx = residual.backward(x, dResidual, false);
        kernels().addInto(dx, dIdentity);
        kernels().release(dAge);
        kernels().release(dIdentity);
        kernels().release(dResidual);
        discard();
        return dx;
    }

    /** Adds to the gradient of x; that of the form's weights is reversed. */
    private void throughForm(INDArray x, String weight, INDArray dForm, INDArray dx) {
        kernels().gemm(dForm, true, x, false, unit.gradient(weight), -1, 0);
        kernels().gemm(dForm, false, unit.parameter(weight), false, dx, 1, 1);
        kernels().release(dForm);
    }

    @Override
    public void discard() {
        residual.discard();
        groups.discard();
        readings.discard();
        if (age != null) {
            kernels().release(age);
            kernels().release(identity);
            kernels().release(norms);
            age = null;
        }
    }
}
