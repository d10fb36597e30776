package dev.interproto.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RowAverageTest {
    private static final int ROWS = 20;
    private static final int UPDATES = 100;

    @Test
    void aRowThatDoesNotChangeIsFollowedAllTheSame() {
        INDArray weights = Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}});
        INDArray average = weights.dup();
        RowAverage own = new RowAverage(weights, average);

        own.beforeChange(new int[] {0});
        weights.putScalar(0, 0, 2f);
        own.follow(0.5);
        own.follow(0.75);
        own.settle();

        // 0.5·1 + 0.5·2 = 1.5, then 0.75·1.5 + 0.25·2.
        assertThat(average.ravel().toFloatVector()).containsExactly(1.625f, 2, 3, 4);
    }

    /** Whoever asks for it in between, as a run that is stopped does, changes no bit. */
    @Test
    void itIsTheAverageOfAllRowsAfterEachUpdateWheneverItIsAskedFor() {
        double[][] dense = new double[ROWS][3];
        INDArray late = averaged(new int[] {}, dense);
        INDArray often = averaged(new int[] {0, 1, 17, 63, 64, 98}, new double[ROWS][3]);

        assertThat(often.toFloatMatrix()).isDeepEqualTo(late.toFloatMatrix());
        float[][] found = late.toFloatMatrix();
        for (int row = 0; row < ROWS; row++) {
            for (int k = 0; k < 3; k++) {
                assertThat((double) found[row][k]).isCloseTo(dense[row][k], within(1e-5));
            }
        }
    }

    /**
     * @param dense overwritten with the average by its formula
     */
    private static INDArray averaged(int[] asked, double[][] dense) {
        Random random = new Random(4);
        INDArray weights = Nd4j.zeros(DataType.FLOAT, ROWS, 3);
        INDArray average = weights.dup();
        RowAverage own = new RowAverage(weights, average);
        for (int update = 0; update < UPDATES; update++) {
            int[] rows = random.ints(0, ROWS).limit(4).distinct().sorted().toArray();
            own.beforeChange(rows);
            for (int row : rows) {
                for (int k = 0; k < 3; k++) {
                    weights.putScalar(row, k, (float) random.nextGaussian());
                }
            }
            double decay = Math.min(0.95, (1.0 + update) / (10 + update));
            own.follow(decay);
            for (int row = 0; row < ROWS; row++) {
                for (int k = 0; k < 3; k++) {
                    dense[row][k] = decay * dense[row][k] + (1 - decay) * weights.getDouble(row, k);
                }
            }
            if (Arrays.binarySearch(asked, update) >= 0) {
                own.settle();
            }
        }
        own.settle();
        return average;
    }
}
