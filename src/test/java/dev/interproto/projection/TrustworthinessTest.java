package dev.interproto.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.Progress;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrustworthinessTest {

    @Test
    void aMapThatKeepsAllDistancesIsFullyTrusted() {
        float[][] points = {{0, 0}, {1, 0}, {3, 0}, {7, 0}, {15, 0}};

        assertThat(Trustworthiness.of(points, points, 2, 1, Progress.NONE).value()).isEqualTo(1);
    }

    @Test
    void wrongNeighboursAreCountedByTheirRankByHand() {
        // On a line at 0, 1, 3, 7 the map swaps the last two. k = 1; nearest on the map: 0→1, 1→0,
        // 3→7 and 7→1 (at distance 2; 3 is at 4). Ranks among the vectors: 1, 1, 3 (after 1 and 0)
        // and 2 (after 3). Penalties 2 and 1, of n k (2n − 3k − 1)/2 = 4 · 1 · 4/2 = 8.
        float[][] vectors = {{0}, {1}, {3}, {7}};
        float[][] map = {{0, 0}, {1, 0}, {7, 0}, {3, 0}};

        assertThat(Trustworthiness.of(vectors, map, 1, 2, Progress.NONE).value())
                .isCloseTo(1 - 3 / 8.0, within(1e-12));
    }

    @Test
    void agreesWithScikitLearn() {
        // sklearn.manifold.trustworthiness(x, y, n_neighbors=3 and 12) of scikit-learn 1.2.
        int n = 40;
        float[][] vectors = new float[n][4];
        float[][] map = new float[n][2];
        for (int i = 0; i < n; i++) {
            for (int d = 0; d < 4; d++) {
                int whole = (i * i * (d + 3) + 7 * i * (d + 1)) % 23;
                vectors[i][d] = (float) (whole + 0.013 * i * (d + 1) * (d + 1));
            }
            map[i][0] = vectors[i][0] + i * 5 % 7;
            map[i][1] = (float) (vectors[i][1] + 0.9 * (i * i % 5));
        }

        assertThat(Trustworthiness.of(vectors, map, 3, 2, Progress.NONE).value())
                .isCloseTo(0.7761904761904762, within(1e-9));
        assertThat(Trustworthiness.of(vectors, map, 12, 2, Progress.NONE).value())
                .isCloseTo(0.8045542635658914, within(1e-9));
    }

    @Test
    void neighboursMustBeFewerThanHalfThePoints() {
        float[][] points = {{0, 0}, {1, 0}, {3, 0}, {7, 0}};

        assertThatThrownBy(() -> Trustworthiness.of(points, points, 2, 1, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSampleOfManyPointsComesCloseToAllOfThem() {
        Random random = new Random(4);
        float[][] vectors = new float[6000][5];
        float[][] map = new float[6000][2];
        for (int i = 0; i < vectors.length; i++) {
            for (int d = 0; d < 5; d++) {
                vectors[i][d] = (float) random.nextGaussian();
            }
            map[i] = new float[] {vectors[i][0], vectors[i][1]};
        }
        double all = Trustworthiness.of(vectors, map, 12, 2, Progress.NONE).value();
        Trustworthiness sampled =
                Trustworthiness.measure(vectors, map, 2, Progress.NONE).orElseThrow();

        assertThat(sampled.points()).isBetween(4064, 4096);
        assertThat(sampled.neighbours()).isEqualTo(12);
        assertThat(sampled.value()).isCloseTo(all, within(0.01)).isNotEqualTo(all);
        assertThat(Trustworthiness.measure(vectors, map, 1, Progress.NONE)).contains(sampled);
    }

    @Test
    void fewPointsHaveNoTrustworthiness() {
        assertThat(Trustworthiness.measure(new float[24][3], new float[24][2], 1, Progress.NONE))
                .isEmpty();
    }
}
