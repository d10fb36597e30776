package dev.interproto.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.Progress;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlikeRowsTest {

    @Test
    void findsPairsAboveTheThresholdMostAlikeFirst() {
        float[][] rows = {{1, 0}, {3, 4}, {0, 2}, {-1, 0}};
        AlikeRows.Found found = AlikeRows.above(rows, 0.5, 10, Progress.NONE);
        assertThat(found.count()).isEqualTo(2);
        // (0.6, 0.8) with (0, 1) is 0.8, with (1, 0) 0.6.
        assertThat(found.pairs()).extracting(AlikeRows.Pair::first).containsExactly(1, 0);
        assertThat(found.pairs()).extracting(AlikeRows.Pair::second).containsExactly(2, 1);
        assertThat(found.pairs().get(0).cosine()).isCloseTo(0.8, within(1e-6));
    }

    @Test
    void keepsTheBestAndCountsAll() {
        Random random = new Random(3);
        float[][] rows = new float[700][33];
        for (float[] row : rows) {
            for (int d = 0; d < row.length; d++) {
                row[d] = (float) random.nextGaussian();
            }
        }
        long expected = 0;
        double best = -1;
        float[][] unit = UnitRows.of(rows);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < i; j++) {
                double cosine = UnitRows.dot(unit[i], unit[j]);
                expected += cosine >= 0.3 ? 1 : 0;
                best = Math.max(best, cosine);
            }
        }
        AlikeRows.Found found = AlikeRows.above(rows, 0.3, 5, Progress.NONE);
        assertThat(found.count()).isEqualTo(expected);
        assertThat(found.pairs()).hasSize(5);
        assertThat(found.pairs().get(0).cosine()).isCloseTo(best, within(1e-5));
    }

    @Test
    void nothingIsAlikeToNothing() {
        assertThat(AlikeRows.above(new float[0][], 0.5, 5, Progress.NONE).pairs()).isEmpty();
    }
}
