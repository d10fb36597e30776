package dev.interproto.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.Progress;
import dev.interproto.dataset.VerificationPair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Networks on fifty people, each with a genuine and an impostor pair. */
class PairedDrawsTest {
    private static final ComparedFigure.Kind BEST = ComparedFigure.Kind.BEST_THRESHOLD;

    /** Similarities 0.9 and 0.1, but 0.05 for the genuine pair of those who are missed. */
    private static List<ScoredPair> network(IntPredicate missed) {
        List<ScoredPair> pairs = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            pairs.add(pair(true, i, i, missed.test(i) ? 0.05 : 0.9));
            pairs.add(pair(false, i, (i + 1) % 50, 0.1));
        }
        return pairs;
    }

    private static ScoredPair pair(boolean same, int first, int second, double similarity) {
        return new ScoredPair(
                new VerificationPair(
                        same, Path.of("p" + first + "/1.png"), Path.of("p" + second + "/2.png")),
                similarity);
    }

    private static List<ScoredNetwork> networks(List<List<ScoredPair>> scored) {
        return scored.stream().map(pairs -> new ScoredNetwork(pairs, 0.5)).toList();
    }

    private static PairedDraws draws(List<List<ScoredPair>> scored) {
        return PairedDraws.of(networks(scored), true, VerificationOptions.DEFAULT, Progress.NONE)
                .orElseThrow();
    }

    @Test
    void aDifferenceIsThatOfTheMeansOverTheSeeds() {
        // 10 and 6 of 100 pairs wrong against 2 and 4: 92 % and 97 %.
        PairedDraws draws =
                draws(
                        List.of(
                                network(i -> i < 10),
                                network(i -> i < 6),
                                network(i -> i < 2),
                                network(i -> i < 4)));

        ComparedFigure figure = draws.compare(List.of(0, 1), List.of(2, 3), BEST).orElseThrow();

        assertThat(figure.first()).isCloseTo(0.92, within(1e-12));
        assertThat(figure.second()).isCloseTo(0.97, within(1e-12));
        assertThat(figure.differs()).isTrue();
        assertThat(figure.difference().orElseThrow().contains(0.05)).isTrue();
        assertThat(draws.compare(List.of(0, 1), List.of(0, 1), BEST).orElseThrow().difference())
                .isEmpty();
        assertThat(draws.pairs()).isEqualTo(100);
        assertThat(draws.units()).isEqualTo(50);
        assertThat(draws.unit()).isEqualTo(BootstrapIntervals.Unit.IDENTITY);
    }

    @Test
    void ofOneNetworkTheIntervalsAreItsReports() {
        List<ScoredPair> pairs = network(i -> i % 4 == 0);
        PairedDraws draws = draws(List.of(pairs, pairs));

        BootstrapIntervals report =
                VerificationReport.of(
                                new PairScores("hand", pairs, List.of(), List.of()),
                                VerificationOptions.DEFAULT)
                        .intervals()
                        .orElseThrow();

        assertThat(draws.interval(List.of(0), BEST)).isEqualTo(report.bestThresholdAccuracy());
        assertThat(draws.interval(List.of(0, 1), BEST)).isEqualTo(report.bestThresholdAccuracy());
        assertThat(draws.interval(List.of(0), ComparedFigure.Kind.KFOLD))
                .isEqualTo(report.kfoldAccuracyMean());
        assertThat(draws.interval(List.of(0), ComparedFigure.Kind.AUC)).isEqualTo(report.auc());
    }

    @Test
    void seedsThatMissOtherPeopleWanderLessTogether() {
        // In each draw the mean counts all fifty people's pairs half: less depends on who is drawn.
        PairedDraws draws = draws(List.of(network(i -> i < 25), network(i -> i >= 24)));

        double one = width(draws.interval(List.of(0), BEST));
        double both = width(draws.interval(List.of(0, 1), BEST));

        assertThat(both).isLessThan(one / 2);
    }

    private static double width(Optional<Interval> interval) {
        return interval.orElseThrow().high() - interval.orElseThrow().low();
    }

    @Test
    void onlyPairsThatAllScoredCount() {
        List<ScoredPair> most = network(i -> false).subList(0, 80);

        assertThat(draws(List.of(network(i -> false), most)).pairs()).isEqualTo(80);
        assertThat(
                        PairedDraws.of(
                                networks(List.of(most, List.of(pair(true, 98, 98, 0.5)))),
                                true,
                                VerificationOptions.DEFAULT,
                                Progress.NONE))
                .isEmpty();
    }

    @Test
    void aPairThatAListHoldsTwiceCountsTwice() {
        List<ScoredPair> twice = new ArrayList<>(network(i -> false));
        twice.addAll(network(i -> true));

        List<List<ScoredPair>> common = CommonPairs.of(List.of(twice, twice));

        assertThat(common.get(0)).isEqualTo(twice);
        assertThat(CommonPairs.of(List.of(twice, network(i -> false))).get(0)).hasSize(100);
    }

    @Test
    void withoutFoldsThereIsNoFoldFigure() {
        PairedDraws draws =
                PairedDraws.of(
                                networks(List.of(network(i -> i < 5))),
                                false,
                                VerificationOptions.DEFAULT,
                                Progress.NONE)
                        .orElseThrow();

        assertThat(draws.interval(List.of(0), ComparedFigure.Kind.KFOLD)).isEmpty();
        assertThat(draws.compare(List.of(0), List.of(0), ComparedFigure.Kind.KFOLD)).isEmpty();
    }
}
