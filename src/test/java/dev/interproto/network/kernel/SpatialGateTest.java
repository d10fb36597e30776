package dev.interproto.network.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SpatialGateTest {

    @Test
    void aPixelIsWeighedByItsGreatestAndItsMeanChannel() {
        // One pixel: the window's middle weights alone see it.
        INDArray weights = Nd4j.zeros(DataType.DOUBLE, 1, 2, 7, 7);
        weights.putScalar(new long[] {0, 0, 3, 3}, 0.5);
        weights.putScalar(new long[] {0, 1, 3, 3}, -1);
        INDArray x = Nd4j.createFromArray(new double[] {1, 4, 1}).reshape(1, 1, 1, 3);
        try (Kernels kernels = new Nd4jKernels(DataType.DOUBLE)) {
            SpatialAttention y = kernels.spatialAttention(x, weights);
            // Greatest 4, mean 2: sigmoid(0.5 · 4 − 1 · 2) = 1/2.
            assertThat(y.output().reshape(3).toDoubleVector()).containsExactly(0.5, 2, 0.5);
        }
    }

    @Test
    void theWindowLooksAtNeighboursWhereTheyAre() {
        INDArray weights = Nd4j.zeros(DataType.DOUBLE, 1, 2, 7, 7);
        weights.putScalar(new long[] {0, 0, 3, 4}, 1); // the pixel at the right
        INDArray x = Nd4j.createFromArray(new double[] {5, 7}).reshape(1, 1, 2, 1);
        try (Kernels kernels = new Nd4jKernels(DataType.DOUBLE)) {
            double[] y = kernels.spatialAttention(x, weights).output().reshape(2).toDoubleVector();
            assertThat(y[0]).isCloseTo(5 / (1 + Math.exp(-7)), within(1e-12));
            assertThat(y[1]).isEqualTo(3.5); // no neighbour: sigmoid(0)
        }
    }

    @Test
    void sumsAreWeighed() {
        try (Kernels kernels = new Nd4jKernels(DataType.DOUBLE)) {
            INDArray a = Nd4j.createFromArray(new double[] {1, 2});
            INDArray b = Nd4j.createFromArray(new double[] {10, 20});
            assertThat(kernels.sum(0.5, a, -2, b).toDoubleVector()).containsExactly(-19.5, -39);
            assertThat(kernels.sum(2, a, 1, b).toDoubleVector()).containsExactly(12, 24);
        }
    }
}
