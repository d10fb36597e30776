package dev.interproto.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class InterPrototypeLossTest {

    @Test
    void twoChildrenSixtyDegreesApartAreAnEighth() {
        // S = [[1, 1/2], [1/2, 1]]: the squares off the diagonal sum to 1/2, over n² = 4.
        INDArray prototypes =
                Nd4j.createFromArray(
                        new double[][] {{2, 0, 0}, {9, 9, 9}, {1.5, 1.5 * Math.sqrt(3), 0}});

        assertThat(value(prototypes, 0, 2)).isCloseTo(0.125, within(1e-12));
    }

    @Test
    void withoutChildIdentitiesItIsExactlyZero() {
        INDArray prototypes = Nd4j.rand(DataType.FLOAT, 4, 3);
        INDArray gradient = Nd4j.zeros(DataType.FLOAT, 4, 3);

        double value = new InterPrototypeLoss(new int[0]).addGradient(prototypes, 1, gradient);

        assertThat(value).isZero();
        assertThat(gradient.sumNumber().doubleValue()).isZero();
    }

    @Test
    void orthogonalChildrenCostNothing() {
        assertThat(value(Nd4j.eye(4).castTo(DataType.DOUBLE), 0, 1, 2, 3)).isZero();
    }

    /** Both forms: 5 children of 3 and of 8 dimensions, and a count beyond one block. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 8})
    void bothFormsGiveTheDefinition(int dimension) {
        Nd4j.getRandom().setSeed(7);
        INDArray prototypes = Nd4j.randn(DataType.DOUBLE, 9, dimension);
        int[] children = {7, 1, 4, 0, 8};

        assertThat(value(prototypes, children))
                .isCloseTo(definition(prototypes, children), within(1e-12));
    }

    @Test
    void manyChildrenAreTakenInBlocks() {
        Nd4j.getRandom().setSeed(3);
        INDArray prototypes = Nd4j.randn(DataType.DOUBLE, 4100, 2);
        int[] children = java.util.stream.IntStream.range(0, 4100).toArray();
        INDArray gradient = Nd4j.zeros(DataType.DOUBLE, 4100, 2);

        double value = new InterPrototypeLoss(children).addGradient(prototypes, 1, gradient);

        assertThat(value).isCloseTo(definition(prototypes, children), within(1e-9));
        // A child of the last block: dL/dŵ = (4/n²) Σ_j (S_ij − δ_ij) ŵ_j.
        double[] expected = new double[2];
        double[] own = unit(prototypes, 4099);
        for (int j = 0; j < 4100; j++) {
            double[] other = unit(prototypes, j);
            double similarity = own[0] * other[0] + own[1] * other[1] - (j == 4099 ? 1 : 0);
            expected[0] += 4 * similarity * other[0] / (4100.0 * 4100.0);
            expected[1] += 4 * similarity * other[1] / (4100.0 * 4100.0);
        }
        assertThat(gradient.getRow(4099).toDoubleVector()).containsExactly(expected, within(1e-10));
    }

    @Test
    void twoChildrenSixtyDegreesApartByTheOtherDistances() {
        INDArray prototypes =
                Nd4j.createFromArray(
                        new double[][] {{2, 0, 0}, {9, 9, 9}, {1.5, 1.5 * Math.sqrt(3), 0}});
        int[] children = {0, 2};

        // Two entries of 1/2 off the diagonal, over n² = 4; rows (1, 1/2): ln(e + √e) − 1 each.
        assertThat(value(prototypes, children, SimilarityDistance.L1))
                .isCloseTo(0.25, within(1e-12));
        assertThat(value(prototypes, children, SimilarityDistance.CE))
                .isCloseTo(Math.log(Math.E + Math.sqrt(Math.E)) - 1, within(1e-12));
    }

    /** By unit rows, each entry moved on its own: the normalisation is the caller's. */
    @ParameterizedTest
    @EnumSource(SimilarityDistance.class)
    void derivativesAgreeWithFiniteDifferences(SimilarityDistance distance) {
        Nd4j.getRandom().setSeed(7);
        INDArray prototypes = Nd4j.randn(DataType.DOUBLE, 6, 4);
        prototypes.diviColumnVector(prototypes.norm2(1));
        int[] children = {5, 1, 4};
        InterPrototypeLoss loss = new InterPrototypeLoss(children, distance);
        INDArray gradient = Nd4j.ones(DataType.DOUBLE, 6, 4);
        loss.addGradient(prototypes, 0.7, gradient);

        assertThat(gradient.getRow(0).toDoubleVector()).containsOnly(1);
        double step = 1e-6;
        for (int child : children) {
            double[] own = prototypes.getRow(child).toDoubleVector();
            for (int k = 0; k < 4; k++) {
                // Along the sphere: the diagonal stays 1, as the caller's normalisation sees to.
                double above = turned(loss, prototypes, child, k, step);
                double below = turned(loss, prototypes, child, k, -step);
                double expected = 0.7 * (above - below) / (2 * step);
                double along = 0;
                for (int j = 0; j < 4; j++) {
                    along += (gradient.getDouble(child, j) - 1) * own[j];
                }
                assertThat(gradient.getDouble(child, k) - 1 - along * own[k])
                        .isCloseTo(expected, within(1e-7));
            }
        }
    }

    @Test
    void singlePrecisionGivesTheSameByEveryDistance() {
        Nd4j.getRandom().setSeed(9);
        INDArray prototypes = Nd4j.randn(DataType.DOUBLE, 40, 6);
        int[] children = java.util.stream.IntStream.range(3, 33).toArray();
        for (SimilarityDistance distance : SimilarityDistance.values()) {
            InterPrototypeLoss loss = new InterPrototypeLoss(children, distance);
            INDArray exact = Nd4j.zeros(DataType.DOUBLE, 40, 6);
            double value = loss.addGradient(prototypes, 1, exact);
            INDArray single = prototypes.castTo(DataType.FLOAT);
            INDArray gradient = Nd4j.zeros(DataType.FLOAT, 40, 6);
            double found = loss.addGradient(single, 1, gradient);
            assertThat(found).isCloseTo(value, within(1e-5));
            assertThat(gradient.castTo(DataType.DOUBLE).sub(exact).amaxNumber().doubleValue())
                    .isLessThan(2e-5);
        }
    }

    private static double turned(
            InterPrototypeLoss loss, INDArray unit, int row, int column, double step) {
        INDArray moved = unit.dup();
        moved.putScalar(row, column, moved.getDouble(row, column) + step);
        moved.diviColumnVector(moved.norm2(1));
        return loss.value(moved);
    }

    private static double value(INDArray prototypes, int[] children, SimilarityDistance distance) {
        return new InterPrototypeLoss(children, distance).value(prototypes);
    }

    private static double value(INDArray prototypes, int... children) {
        return new InterPrototypeLoss(children).value(prototypes);
    }

    private static double[] unit(INDArray prototypes, int row) {
        double[] values = prototypes.getRow(row).toDoubleVector();
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= Math.sqrt(squares);
        }
        return values;
    }

    private static double definition(INDArray prototypes, int[] children) {
        double[][] rows = new double[children.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = unit(prototypes, children[i]);
        }
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                double similarity = i == j ? -1 : 0;
                for (int k = 0; k < rows[i].length; k++) {
                    similarity += rows[i][k] * rows[j][k];
                }
                sum += similarity * similarity;
            }
        }
        return sum / ((double) children.length * children.length);
    }
}
