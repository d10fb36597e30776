package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.network.NamedParameter;
import dev.interproto.network.kernel.Nd4jKernels;
import dev.interproto.network.layer.ParameterKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class MomentumSgdTest {

    @Test
    void weightsDecayNormsDoNotAndStatisticsStay() {
        INDArray weights = Nd4j.createFromArray(new float[] {1, 2, 3, 4, 5});
        INDArray gradients = Nd4j.createFromArray(new float[] {0.5f, -0.5f, 0.5f, 9, 1});
        // Two neighbouring weights, a norm, a running statistic, a weight.
        List<NamedParameter> layout =
                List.of(
                        parameter(weights, ParameterKind.WEIGHT, 0),
                        parameter(weights, ParameterKind.WEIGHT, 1),
                        parameter(weights, ParameterKind.NORM, 2),
                        parameter(weights, ParameterKind.RUNNING_STATISTIC, 3),
                        parameter(weights, ParameterKind.WEIGHT, 4));

        try (Nd4jKernels kernels = new Nd4jKernels()) {
            MomentumSgd sgd = new MomentumSgd(kernels, weights, layout, 0.9, 0.1);
            sgd.step(gradients, 0.5);
            // v = g + 0.1·w: 0.6, −0.3, 0.5, untouched, 1.5; w −= 0.5·v.
            assertThat(weights.toFloatVector())
                    .containsExactly(new float[] {0.7f, 2.15f, 2.75f, 4, 4.25f}, within(1e-6f));
            sgd.step(gradients, 0.05);
            // v = 0.9·v + g + 0.1·w: 1.11, −0.555, 0.95, untouched, 2.775; w −= 0.05·v.
            assertThat(weights.toFloatVector())
                    .containsExactly(
                            new float[] {0.6445f, 2.17775f, 2.7025f, 4, 4.11125f}, within(1e-6f));
            assertThat(sgd.velocity().toFloatVector())
                    .containsExactly(new float[] {1.11f, -0.555f, 0.95f, 0, 2.775f}, within(1e-6f));
        }
        assertThat(gradients.toFloatVector()).containsExactly(0.5f, -0.5f, 0.5f, 9, 1);
    }

    private static NamedParameter parameter(INDArray flat, ParameterKind kind, long at) {
        INDArray view = flat.get(NDArrayIndex.interval(at, at + 1));
        return new NamedParameter("p" + at, kind, view, at, 1);
    }
}
