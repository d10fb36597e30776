package dev.interproto.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApproximateNeighboursTest {
    private static final int K = 10;

    /** Groups of 20 around random centres, of 1 and more dimensions. */
    private static float[][] groups(int n, int dimensions) {
        Random random = new Random(2);
        float[][] rows = new float[n][dimensions];
        float[] centre = new float[dimensions];
        for (int i = 0; i < n; i++) {
            for (int d = 0; d < dimensions; d++) {
                if (i % 20 == 0) {
                    centre[d] = (float) random.nextGaussian();
                }
                rows[i][d] = centre[d] + 0.5f * (float) random.nextGaussian();
            }
        }
        return rows;
    }

    private static Neighbours search(float[][] rows, int threads) {
        try (Workers workers = new Workers(threads)) {
            return ApproximateNeighbours.of(rows, K, workers, Progress.NONE);
        }
    }

    @Test
    void mostNeighboursAreFoundNearestFirstAndTheRecallSaysHowMany() {
        float[][] rows = groups(900, 19);
        Neighbours found = search(rows, 2);
        Neighbours exact;
        NeighbourRecall recall;
        try (Workers workers = new Workers(2)) {
            exact = ExactNeighbours.of(rows, K, workers, Progress.NONE);
            recall = NeighbourRecall.measure(rows, found, workers, Progress.NONE);
            assertThat(NeighbourRecall.measure(rows, exact, workers, Progress.NONE).value())
                    .isEqualTo(1);
        }
        int hits = 0;
        for (int i = 0; i < rows.length; i++) {
            Set<Integer> own = new HashSet<>();
            for (int j = i * K; j < (i + 1) * K; j++) {
                own.add(exact.index[j]);
                assertThat(found.index[j]).isNotEqualTo(i);
                assertThat(found.squaredDistance[j])
                        .isCloseTo(
                                Neighbours.squaredDistance(rows[i], rows[found.index[j]]),
                                within(1e-9));
                assertThat(j == i * K || found.squaredDistance[j - 1] <= found.squaredDistance[j])
                        .isTrue();
            }
            for (int j = i * K; j < (i + 1) * K; j++) {
                hits += own.contains(found.index[j]) ? 1 : 0;
            }
        }
        // All 900 rows are in the sample of up to 1,000.
        assertThat(recall.queries()).isEqualTo(900);
        assertThat(recall.neighbours()).isEqualTo(K);
        assertThat(recall.value()).isCloseTo(hits / 9000.0, within(1e-9)).isGreaterThan(0.9);
    }

    @Test
    void theSameNeighboursAreFoundWhateverTheThreads() {
        float[][] rows = groups(600, 8);
        assertThat(search(rows, 3).index).isEqualTo(search(rows, 1).index);
    }

    @Test
    void equalRowsHaveKNeighboursEach() {
        Neighbours found = search(new float[50][3], 1);
        for (int i = 0; i < 50; i++) {
            Set<Integer> own = new HashSet<>();
            for (int j = i * K; j < (i + 1) * K; j++) {
                own.add(found.index[j]);
            }
            assertThat(own).hasSize(K).doesNotContain(i);
        }
        assertThat(found.squaredDistance).containsOnly(0);
    }

    @Test
    void aCancelEndsTheSearch() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void report(double fraction, String message) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        try (Workers workers = new Workers(1)) {
            assertThatThrownBy(
                            () -> ApproximateNeighbours.of(groups(100, 4), K, workers, cancelled))
                    .isInstanceOf(CancelledException.class);
        }
    }

    @Test
    void theIndexIsForManyPointsUnlessItIsAskedFor() {
        TsneOptions auto = TsneOptions.defaults();
        TsneOptions asked = auto.withNeighbours(TsneOptions.NeighbourSearch.APPROXIMATE);
        TsneOptions exact = auto.withNeighbours(TsneOptions.NeighbourSearch.EXACT);

        assertThat(auto.approximatesNeighboursOf(200_000)).isFalse();
        assertThat(auto.approximatesNeighboursOf(200_001)).isTrue();
        assertThat(asked.approximatesNeighboursOf(1001)).isTrue();
        assertThat(asked.approximatesNeighboursOf(1000)).isFalse();
        assertThat(exact.approximatesNeighboursOf(1_000_000)).isFalse();
    }

    @Test
    void aMapByTheIndexTellsItsRecallAndIsNearlyAsGood() {
        float[][] rows = groups(1200, 16);
        TsneOptions options =
                TsneOptions.defaults().withPerplexity(10).withIterations(300).withThreads(2);
        TsneResult exact = Tsne.run(rows, options, Progress.NONE);
        TsneResult found =
                Tsne.run(
                        rows,
                        options.withNeighbours(TsneOptions.NeighbourSearch.APPROXIMATE),
                        Progress.NONE);

        assertThat(exact.neighbourRecall()).isEmpty();
        NeighbourRecall recall = found.neighbourRecall().orElseThrow();
        assertThat(recall.queries()).isEqualTo(1000);
        assertThat(recall.neighbours()).isEqualTo(31);
        assertThat(recall.value()).isGreaterThan(0.9);
        assertThat(found.klDivergence()).isCloseTo(exact.klDivergence(), within(0.1));
    }
}
