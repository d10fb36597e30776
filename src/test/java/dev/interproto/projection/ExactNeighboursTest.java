package dev.interproto.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.Progress;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExactNeighboursTest {

    @Test
    void neighboursAreThoseOfASortByDistance() {
        // Odd sizes, past the borders of panels (64), dimensions (16) and an even number of blocks
        // (512).
        int n = 1601;
        int k = 7;
        Random random = new Random(1);
        float[][] rows = new float[n][19];
        for (float[] row : rows) {
            for (int d = 0; d < row.length; d++) {
                row[d] = (float) random.nextGaussian();
            }
        }
        Neighbours found;
        try (Workers workers = new Workers(2)) {
            found = ExactNeighbours.of(rows, k, workers, Progress.NONE);
        }
        for (int i = 0; i < n; i += 5) {
            int row = i;
            int[] sorted =
                    IntStream.range(0, n)
                            .filter(j -> j != row)
                            .boxed()
                            .sorted((a, b) -> Double.compare(d(rows, row, a), d(rows, row, b)))
                            .mapToInt(Integer::intValue)
                            .limit(k)
                            .toArray();
            for (int j = 0; j < k; j++) {
                assertThat(found.index[i * k + j]).isEqualTo(sorted[j]);
                assertThat(found.squaredDistance[i * k + j])
                        .isCloseTo(d(rows, i, sorted[j]), within(1e-5));
            }
        }
    }

    private static double d(float[][] rows, int i, int j) {
        double sum = 0;
        for (int e = 0; e < rows[i].length; e++) {
            double difference = (double) rows[i][e] - rows[j][e];
            sum += difference * difference;
        }
        return sum;
    }

    @Test
    void onALineTheNeighboursAreBesideEachOther() {
        float[][] rows = {{0}, {1}, {3}, {7}};
        try (Workers workers = new Workers(1)) {
            Neighbours found = ExactNeighbours.of(rows, 2, workers, Progress.NONE);

            assertThat(found.index).containsExactly(1, 2, 0, 2, 1, 0, 2, 1);
            assertThat(found.squaredDistance).containsExactly(1, 9, 1, 4, 4, 9, 16, 36);
        }
    }
}
