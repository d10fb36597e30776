package dev.interproto.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RowGradientSumTest {

    /** By loops of our own and by ND4J's operations; the second gradient needs more room. */
    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void aRowThatOneGradientDoesNotHaveCountsAsZeroThere(DataType type) {
        RowGradientSum sum = new RowGradientSum(9, 1);
        sum.add(gradient(type, new int[] {4, 1}, new double[][] {{1, 2}, {3, 4}}));
        sum.add(gradient(type, new int[] {8, 4, 0}, new double[][] {{5, 6}, {10, 20}, {7, 8}}));

        assertThat(sum.sum().rows()).containsExactly(4, 1, 8, 0);
        assertThat(sum.sum().values().ravel().toDoubleVector())
                .containsExactly(11, 22, 3, 4, 5, 6, 7, 8);

        sum.clear();
        assertThatThrownBy(sum::sum).isInstanceOf(IllegalStateException.class);
        sum.add(gradient(type, new int[] {1}, new double[][] {{-1, -2}}));
        assertThat(sum.sum().rows()).containsExactly(1);
        assertThat(sum.sum().values().ravel().toDoubleVector()).containsExactly(-1, -2);
    }

    private static RowGradient gradient(DataType type, int[] rows, double[][] values) {
        INDArray array = Nd4j.createFromArray(values).castTo(type);
        return new RowGradient(rows, array);
    }
}
