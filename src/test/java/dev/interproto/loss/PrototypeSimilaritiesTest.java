package dev.interproto.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PrototypeSimilaritiesTest {
    /** Rows 0 and 2 are children at 90°, rows 1 and 3 adults at 180°, lengths differ. */
    private static final INDArray FOUR =
            Nd4j.createFromArray(new float[][] {{2, 0}, {0, 5}, {0, 1}, {0, -3}});

    @Test
    void meansAreThoseOfAllPairsOfDifferentPrototypes() {
        PrototypeSimilarities means = PrototypeSimilarities.of(FOUR, new int[] {0, 2});
        assertThat(means.childChild()).isCloseTo(0, within(1e-12));
        assertThat(means.adultAdult()).isCloseTo(-1, within(1e-12));
        // (0 + 0 + 1 − 1) / 4
        assertThat(means.childAdult()).isCloseTo(0, within(1e-12));
        // Children 1 and 2 point the same way; to 0 and 3: (0 + 0 − 1 − 1) / 4.
        means = PrototypeSimilarities.of(FOUR, new int[] {1, 2});
        assertThat(means.childChild()).isCloseTo(1, within(1e-12));
        assertThat(means.childAdult()).isCloseTo(-0.5, within(1e-12));
    }

    @Test
    void groupsTooSmallHaveNoMean() {
        PrototypeSimilarities none = PrototypeSimilarities.of(FOUR, new int[0]);
        assertThat(none.childChild()).isNaN();
        assertThat(none.childAdult()).isNaN();
        // The six pairs: 0, 0, 0, 1, −1, −1.
        assertThat(none.adultAdult()).isCloseTo(-1.0 / 6, within(1e-12));
        assertThat(PrototypeSimilarities.of(FOUR, new int[] {1}).childChild()).isNaN();
    }

    @Test
    void manyRowsGiveWhatPairByPairGives() {
        Random random = new Random(3);
        float[][] rows = new float[301][7];
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) (0.3 + random.nextGaussian());
            }
        }
        int[] children = new int[100];
        for (int i = 0; i < children.length; i++) {
            children[i] = 3 * i;
        }
        double[] sums = new double[3];
        int[] pairs = new int[3];
        for (int a = 0; a < rows.length; a++) {
            for (int b = a + 1; b < rows.length; b++) {
                int kind = (a % 3 == 0 && a < 300 ? 1 : 0) + (b % 3 == 0 && b < 300 ? 1 : 0);
                sums[kind] += cosine(rows[a], rows[b]);
                pairs[kind]++;
            }
        }
        INDArray host = Nd4j.createFromArray(rows);
        INDArray transposed = host.transpose().dup('c').transpose();
        for (INDArray prototypes :
                new INDArray[] {host, transposed, host.castTo(DataType.DOUBLE)}) {
            PrototypeSimilarities means = PrototypeSimilarities.of(prototypes, children);
            assertThat(means.adultAdult()).isCloseTo(sums[0] / pairs[0], within(1e-9));
            assertThat(means.childAdult()).isCloseTo(sums[1] / pairs[1], within(1e-9));
            assertThat(means.childChild()).isCloseTo(sums[2] / pairs[2], within(1e-9));
        }
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double lengths = 1;
        for (float[][] pair : new float[][][] {{a, a}, {b, b}}) {
            double squares = 0;
            for (float value : pair[0]) {
                squares += (double) value * value;
            }
            lengths *= Math.sqrt(squares);
        }
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot / lengths;
    }
}
