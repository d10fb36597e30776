package dev.interproto.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TsneTest {
    private static final TsneOptions QUICK =
            TsneOptions.defaults().withPerplexity(8).withIterations(400).withThreads(2);

    /** {@code groups} centres far apart, {@code each} vectors close around each. */
    private static float[][] clusters(int groups, int each, int dimensions) {
        Random random = new Random(3);
        float[][] rows = new float[groups * each][dimensions];
        for (int g = 0; g < groups; g++) {
            for (int i = 0; i < each; i++) {
                for (int d = 0; d < dimensions; d++) {
                    float centre = d == g ? 10 : 0;
                    rows[g * each + i][d] = centre + (float) random.nextGaussian() * 0.5f;
                }
            }
        }
        return rows;
    }

    private static double distance(float[] a, float[] b) {
        return Math.hypot(a[0] - b[0], a[1] - b[1]);
    }

    /** The share of points whose nearest point on the map is of their own group. */
    private static double purity(float[][] points, int each) {
        int pure = 0;
        for (int i = 0; i < points.length; i++) {
            int nearest = i == 0 ? 1 : 0;
            for (int j = 0; j < points.length; j++) {
                if (j != i
                        && distance(points[i], points[j]) < distance(points[i], points[nearest])) {
                    nearest = j;
                }
            }
            pure += i / each == nearest / each ? 1 : 0;
        }
        return (double) pure / points.length;
    }

    @Test
    void separateGroupsStayTogetherOnTheMap() {
        TsneResult result = Tsne.run(clusters(5, 30, 12), QUICK, Progress.NONE);

        assertThat(result.points()).hasNumberOfRows(150);
        assertThat(purity(result.points(), 30)).isEqualTo(1);
        assertThat(result.iterations()).isEqualTo(400);
        assertThat(result.klDivergence()).isBetween(0.0, 1.0);
    }

    @Test
    void equalSeedsGiveTheSameMapWhateverTheThreads() {
        // More points than the exact limit, so that the tree is used too.
        float[][] vectors = clusters(6, 200, 8);
        TsneOptions options = QUICK.withIterations(60).withThreads(1);

        float[][] one = Tsne.run(vectors, options, Progress.NONE).points();

        assertThat(Tsne.run(vectors, options.withThreads(3), Progress.NONE).points())
                .isDeepEqualTo(one);
        assertThat(Tsne.run(vectors, options.withThreads(2), Progress.NONE).points())
                .isDeepEqualTo(one);
        assertThat(one[0][0])
                .isNotEqualTo(Tsne.run(vectors, options.withSeed(1), Progress.NONE).points()[0][0]);
    }

    @Test
    void theDivergenceFallsAsTheMapGrows() {
        List<Double> seen = new ArrayList<>();
        TsneListener listener =
                (iteration, kl, points) -> {
                    seen.add(kl);
                    return true;
                };

        TsneResult result =
                Tsne.run(clusters(5, 30, 12), QUICK, Optional.empty(), Progress.NONE, listener);

        assertThat(seen).hasSize(8);
        double afterExaggeration = seen.get(5);
        assertThat(seen.get(7)).isLessThan(afterExaggeration);
        assertThat(result.klDivergence()).isLessThan(seen.get(0)).isLessThan(seen.get(5));
    }

    @Test
    void theListenerMayStopAndTheMapSoFarIsKept() {
        TsneResult result =
                Tsne.run(
                        clusters(3, 20, 4),
                        QUICK,
                        Optional.empty(),
                        Progress.NONE,
                        (iteration, kl, points) -> iteration < 100);

        assertThat(result.iterations()).isEqualTo(100);
        assertThat(result.points()).hasNumberOfRows(60);
        assertThat(result.klDivergence()).isFinite().isPositive();
    }

    @Test
    void aRunGoneOnWithAfterPausesEndsInTheMapOfOneNeverStopped() {
        // More points than the exact limit, and pauses between two buildings of the tree.
        float[][] vectors = clusters(6, 200, 8);
        TsneOptions options = QUICK.withIterations(120);
        TsneResult never = Tsne.run(vectors, options, Progress.NONE);

        try (TsneRun run = TsneRun.begin(vectors, options, Optional.empty(), Progress.NONE)) {
            TsneResult first = run.go(new CancelAfter("Iteration 50"), TsneListener.NONE);
            TsneResult second = run.go(Progress.NONE, (iteration, kl, points) -> iteration < 100);
            TsneResult last = run.go(Progress.NONE, TsneListener.NONE);

            assertThat(first.iterations()).isEqualTo(50);
            assertThat(second.iterations()).isEqualTo(100);
            assertThat(last.iterations()).isEqualTo(120);
            assertThat(last.points()).isDeepEqualTo(never.points());
            assertThat(last.klDivergence()).isEqualTo(never.klDivergence());
        }
    }

    @Test
    void aSpectralStartRunsAlongAChainOfNeighbours() {
        // Points along an arc: the first eigenvector after the constant one runs along it.
        float[][] arc = new float[60][2];
        for (int i = 0; i < 60; i++) {
            arc[i][0] = (float) Math.cos(i / 15.0);
            arc[i][1] = (float) Math.sin(i / 15.0);
        }
        TsneOptions options =
                QUICK.withInitialisation(TsneOptions.Initialisation.SPECTRAL).withIterations(0);

        float[][] start = Tsne.run(arc, options, Progress.NONE).points();

        boolean rising = start[59][0] > start[0][0];
        for (int i = 4; i < 60; i++) {
            assertThat(start[i][0] > start[i - 4][0]).isEqualTo(rising);
        }
    }

    @Test
    void aCancelDuringTheOptimisationKeepsTheMapSoFar() {
        CancelAfter progress = new CancelAfter("Iteration 300");

        TsneResult result = Tsne.run(clusters(3, 20, 4), QUICK, progress);

        assertThat(result.iterations()).isEqualTo(300);
        assertThat(purity(result.points(), 20)).isGreaterThan(0.9);
    }

    @Test
    void aCancelBeforeThereIsAMapEndsTheWork() {
        CancelAfter progress = new CancelAfter("Finding neighbours");

        assertThatThrownBy(() -> Tsne.run(clusters(3, 20, 4), QUICK, progress))
                .isInstanceOf(CancelledException.class);
    }

    private static final class CancelAfter implements Progress {
        private final String start;
        private boolean cancelled;

        CancelAfter(String start) {
            this.start = start;
        }

        @Override
        public void report(double fraction, String message) {
            cancelled |= message.startsWith(start);
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }

    @Test
    void aGivenStartIsTheMapOfNoIterations() {
        float[][] start = {{1, 2}, {3, 4}, {5, 6}, {-1, 0}};

        TsneResult result =
                Tsne.run(
                        clusters(2, 2, 3),
                        QUICK.withIterations(0),
                        Optional.of(start),
                        Progress.NONE,
                        TsneListener.NONE);

        assertThat(result.points()).isDeepEqualTo(start);
    }

    @Test
    void perplexityAndLearningRateAreSettledByTheNumberOfPoints() {
        TsneOptions options = TsneOptions.defaults();

        assertThat(options.perplexityFor(31)).isEqualTo(10);
        assertThat(options.perplexityFor(1000)).isEqualTo(30);
        assertThat(options.learningRateFor(1000)).isEqualTo(50);
        assertThat(options.learningRateFor(48_000)).isEqualTo(1000);
    }

    @Test
    void aShortRunDoesNotEndExaggerated() {
        TsneOptions options = TsneOptions.defaults();

        assertThat(options.exaggeratedIterations()).isEqualTo(250);
        assertThat(options.withIterations(200).exaggeratedIterations()).isEqualTo(50);
    }

    @Test
    void aContinuedMapTakesAQuarterOfTheIterationsGentlyExaggerated() {
        TsneOptions continued = TsneOptions.defaults().withSeed(7).withIterations(1001).continued();

        assertThat(continued.iterations()).isEqualTo(251);
        assertThat(continued.exaggeration()).isEqualTo(4);
        assertThat(continued.seed()).isEqualTo(7);
        assertThat(continued.perplexity()).isEqualTo(30);
    }

    @Test
    void veryFewPointsAndEqualPointsGiveFiniteMaps() {
        for (int n = 1; n <= 4; n++) {
            for (float[][] vectors : List.of(clusters(1, n, 3), new float[n][3])) {
                TsneResult result = Tsne.run(vectors, TsneOptions.defaults(), Progress.NONE);

                assertThat(result.points()).hasNumberOfRows(n);
                assertThat(result.klDivergence()).isFinite();
                for (float[] point : result.points()) {
                    assertThat(point[0]).isFinite();
                    assertThat(point[1]).isFinite();
                }
            }
        }
    }

    @Test
    void manyEqualVectorsDoNotBreakTheTree() {
        float[][] vectors = new float[1500][4];
        for (int i = 0; i < 700; i++) {
            vectors[i][i % 3] = 1;
        }

        TsneResult result = Tsne.run(vectors, QUICK.withIterations(30), Progress.NONE);

        assertThat(result.klDivergence()).isFinite();
        for (float[] point : result.points()) {
            assertThat(point[0]).isFinite();
        }
    }

    @Test
    void cellsGiveNearlyTheGradientOfAllPairs() {
        int n = 2000;
        float[] x = new float[n];
        float[] y = new float[n];
        Random random = new Random(5);
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian() * 20;
            y[i] = (float) random.nextGaussian() * 20;
        }
        try (Workers workers = new Workers(2)) {
            Neighbours neighbours =
                    ExactNeighbours.of(clusters(20, 100, 24), 10, workers, Progress.NONE);
            Affinities affinities = Affinities.of(neighbours, 3, n, workers);
            Gradient exact = new AllPairs(affinities, workers);
            Gradient byCells = new BarnesHut(affinities, workers);

            double exactSum = exact.compute(x, y, 1, true);
            double cellSum = byCells.compute(x, y, 1, true);

            assertThat(cellSum / exactSum).isCloseTo(1, within(0.01));
            double difference = 0;
            double size = 0;
            for (int i = 0; i < n; i++) {
                difference +=
                        Math.hypot(
                                exact.alongX[i] - byCells.alongX[i],
                                exact.alongY[i] - byCells.alongY[i]);
                size += Math.hypot(exact.alongX[i], exact.alongY[i]);
            }
            assertThat(difference / size).isLessThan(0.02);
        }
    }

    @Test
    void theGradientOfAllPairsIsThatOfTheFormula() {
        float[] x = {0, 1, -2, 4, 0.5f};
        float[] y = {1, 0, 3, -1, 0.25f};
        int n = x.length;
        try (Workers workers = new Workers(1)) {
            Neighbours neighbours =
                    ExactNeighbours.of(clusters(1, n, 3), 3, workers, Progress.NONE);
            Affinities affinities = Affinities.of(neighbours, 2, n, workers);
            Gradient gradient = new AllPairs(affinities, workers);

            double normaliser = gradient.compute(x, y, 12, true);

            double z = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    z += i == j ? 0 : close(x, y, i, j);
                }
            }
            assertThat(normaliser).isCloseTo(z, within(1e-5));
            for (int i = 0; i < n; i++) {
                double along = 0;
                for (int j = 0; j < n; j++) {
                    double t = close(x, y, i, j);
                    double p = affinity(affinities, i, j);
                    along += i == j ? 0 : 4 * (12 * p - t / z) * t * (x[i] - x[j]);
                }
                assertThat((double) gradient.alongX[i]).isCloseTo(along, within(1e-6));
            }
        }
    }

    private static double close(float[] x, float[] y, int i, int j) {
        return 1 / (1 + Math.pow(x[i] - x[j], 2) + Math.pow(y[i] - y[j], 2));
    }

    private static double affinity(Affinities affinities, int i, int j) {
        for (int e = affinities.rowStart[i]; e < affinities.rowStart[i + 1]; e++) {
            if (affinities.column[e] == j) {
                return affinities.probability[e];
            }
        }
        return 0;
    }

    @Test
    void twoPointsAffinitiesAndDivergenceByHand() {
        // Two points: each is the other's only neighbour, so p = 1/2 both ways, and q is too.
        TsneResult result =
                Tsne.run(new float[][] {{0, 1}, {2, 5}}, TsneOptions.defaults(), Progress.NONE);

        assertThat(result.klDivergence()).isCloseTo(0, within(1e-6));
    }

    @Test
    void affinitiesHaveTheWantedPerplexityAndSumToOne() {
        float[][] vectors = clusters(1, 40, 5);
        try (Workers workers = new Workers(1)) {
            Neighbours neighbours = ExactNeighbours.of(vectors, 39, workers, Progress.NONE);
            Affinities affinities = Affinities.of(neighbours, 39, 40, workers);

            double sum = 0;
            for (float p : affinities.probability) {
                sum += p;
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
            // Perplexity of all 39 neighbours: the uniform distribution, 1/(40 · 39) each.
            for (float p : affinities.probability) {
                assertThat(p).isCloseTo(1 / 1560f, within(1e-5f));
            }
        }
    }

    @Test
    void brokenVectorsAreRefused() {
        float[][] broken = {{1, 2}, {Float.NaN, 0}};

        assertThatThrownBy(() -> Tsne.run(broken, QUICK, Progress.NONE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("Vector 2");
        assertThatThrownBy(() -> Tsne.run(new float[0][], QUICK, Progress.NONE))
                .isInstanceOf(UserFacingException.class);
    }
}
