package dev.interproto.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PcaTest {
    private static final Offset<Float> CLOSE = within(1e-6f);

    @Test
    void pointsOnADiagonalByHand() {
        // Around (2, 1): ±(2, 2) and ±(1, −1). Variances: 2 · 8 / 4 along, 2 · 2 / 4 across.
        float[][] rows = {{4, 3}, {0, -1}, {3, 0}, {1, 2}};

        Pca pca = Pca.of(rows, 2);

        float half = (float) Math.sqrt(0.5);
        assertThat(pca.components()[0]).containsExactly(new float[] {half, half}, CLOSE);
        assertThat(pca.variances()[0]).isCloseTo(4, within(1e-6));
        assertThat(pca.variances()[1]).isCloseTo(1, within(1e-6));
        assertThat(Math.abs(pca.components()[1][0])).isCloseTo(half, CLOSE);
        assertThat(pca.components()[1][0]).isCloseTo(-pca.components()[1][1], CLOSE);
        assertThat(pca.scores()[0][0]).isCloseTo(4 * half, within(1e-5f));
        assertThat(pca.scores()[1][0]).isCloseTo(-4 * half, within(1e-5f));
        assertThat(pca.scores()[2][0]).isCloseTo(0, within(1e-5f));
    }

    @Test
    void theLargestValueOfAComponentIsPositive() {
        float[][] rows = {{1, -3, 0}, {-1, 3, 0}, {2, -6, 0.1f}, {-2, 6, -0.1f}};

        float[] first = Pca.of(rows, 1).components()[0];

        assertThat(first[1]).isPositive();
        assertThat(first[0]).isCloseTo(-first[1] / 3, within(1e-3f));
    }

    @Test
    void manyDimensionsGiveTheVariancesTheyWereMadeWith() {
        // Axis 5 has deviation 9, axis 100 has 6, all others 1.
        Random random = new Random(2);
        float[][] rows = new float[2000][200];
        for (float[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                double deviation = j == 5 ? 9 : j == 100 ? 6 : 1;
                row[j] = (float) (random.nextGaussian() * deviation);
            }
        }

        Pca pca = Pca.of(rows, 2);

        assertThat(pca.components()[0][5]).isGreaterThan(0.99f);
        assertThat(pca.components()[1][100]).isGreaterThan(0.99f);
        double squares = 0;
        for (float[] score : pca.scores()) {
            squares += (double) score[0] * score[0];
        }
        assertThat(squares / rows.length).isCloseTo(pca.variances()[0], within(1e-3));
    }

    @Test
    void equalVariancesAndEqualRowsAreNoObstacle() {
        float[][] square = {{1, 1}, {1, -1}, {-1, 1}, {-1, -1}};
        Pca pca = Pca.of(square, 2);
        assertThat(pca.variances()[0]).isCloseTo(1, within(1e-9));
        assertThat(pca.variances()[1]).isCloseTo(1, within(1e-9));
        double across =
                pca.components()[0][0] * pca.components()[1][0]
                        + pca.components()[0][1] * pca.components()[1][1];
        assertThat(across).isCloseTo(0, within(1e-6));

        Pca none = Pca.of(new float[3][5], 2);
        assertThat(none.variances()).containsExactly(0, 0);
        assertThat(none.scores()[2]).containsExactly(0, 0);
    }
}
