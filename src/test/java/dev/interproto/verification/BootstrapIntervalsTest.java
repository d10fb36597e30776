package dev.interproto.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Json;
import dev.interproto.common.Progress;
import dev.interproto.dataset.VerificationPair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapIntervalsTest {
    private static final VerificationOptions OPTIONS = VerificationOptions.DEFAULT;

    private static ScoredPair pair(boolean same, String first, String second, double similarity) {
        return new ScoredPair(
                new VerificationPair(same, Path.of(first), Path.of(second)), similarity);
    }

    private static PairScores scores(List<ScoredPair> pairs) {
        return new PairScores("hand", pairs, List.of(), List.of());
    }

    /** 200 pairs of 40 people with many equal similarities. */
    private static List<ScoredPair> twoHundred() {
        List<ScoredPair> pairs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean same = i * 13 % 7 < 3;
            int other = same ? i % 40 : (i + 1 + i / 40) % 40;
            double similarity = (i * 37 % 101 - 50 + (same ? 25 : 0)) / 100.0;
            pairs.add(pair(same, "p" + i % 40 + "/a" + i, "p" + other + "/b" + i, similarity));
        }
        return pairs;
    }

    private static WeightedScores weighted(List<ScoredPair> pairs) {
        return WeightedScores.of(pairs, FoldAssignment.of(scores(pairs), OPTIONS), OPTIONS.fars());
    }

    @Test
    void withEveryPairOnceTheFiguresAreTheReports() {
        List<ScoredPair> pairs = twoHundred();
        int[] once = new int[pairs.size()];
        Arrays.fill(once, 1);

        WeightedScores.Figures figures = weighted(pairs).figures(once);

        VerificationReport report = VerificationReport.of(scores(pairs), OPTIONS);
        assertThat(figures.best()).isEqualTo(report.bestThresholdAccuracy());
        assertThat(figures.kfold()).isEqualTo(report.kfoldAccuracyMean().orElseThrow());
        assertThat(figures.auc()).isEqualTo(report.auc().orElseThrow());
        assertThat(figures.eer()).isEqualTo(report.eer().orElseThrow());
        for (int i = 0; i < figures.tar().length; i++) {
            assertThat(figures.tar()[i]).isEqualTo(report.tarAtFar().get(i).tar());
        }
    }

    @Test
    void weightsActAsInScikitLearn() {
        // scikit-learn 1.2.1: roc_auc_score and roc_curve with sample_weight = i * 11 % 4.
        List<ScoredPair> pairs = twoHundred();
        int[] weights = new int[200];
        for (int i = 0; i < 200; i++) {
            weights[i] = i * 11 % 4;
        }
        WeightedScores.Figures figures = weighted(pairs).figures(weights);

        assertThat(figures.auc()).isCloseTo(0.7205345739828498, within(1e-9));
        assertThat(figures.eer()).isCloseTo(0.38095238095238093, within(1e-9));
        // numpy: best without weights at 0.52; with them, both kinds brought back to 85 and 115.
        assertThat(figures.best()).isCloseTo(0.682936507936508, within(1e-9));
        assertThat(figures.tar()[0]).isCloseTo(0.38095238095238093, within(1e-9));
    }

    @Test
    void anImpostorPairCountsAsOftenAsItsTwoIdentitiesTogether() {
        ResampledPairs pairs =
                ResampledPairs.of(
                        List.of(
                                pair(true, "ada/1", "ada/2", 0).pair(),
                                pair(true, "bob/1", "bob/2", 0).pair(),
                                pair(false, "ada/1", "bob/1", 0).pair()));

        assertThat(pairs.unit()).isEqualTo(BootstrapIntervals.Unit.IDENTITY);
        assertThat(pairs.units()).isEqualTo(2);
        for (int draw = 0; draw < 20; draw++) {
            int[] weights = pairs.weights(1, draw);
            assertThat(weights[0] + weights[1]).isEqualTo(2);
            assertThat(weights[2]).isEqualTo(weights[0] * weights[1]);
        }
    }

    @Test
    void peopleWhosePairsFailTogetherMakeIdentitiesWander() {
        // Forty people with 25 pairs each; a quarter of the people is never recognised.
        List<ScoredPair> named = new ArrayList<>();
        List<ScoredPair> nameless = new ArrayList<>();
        for (int person = 0; person < 40; person++) {
            for (int i = 0; i < 25; i++) {
                double similarity = person % 4 == 0 ? 0 : 0.9;
                String folder = "p" + person + "/";
                String other = "p" + (person + 1 + i) % 40 + "/";
                named.add(pair(true, folder + i, folder + "x" + i, similarity));
                named.add(pair(false, folder + i, other + i, 0.1));
                nameless.add(pair(true, "f", "f", similarity));
                nameless.add(pair(false, "f", "f", 0.1));
            }
        }
        BootstrapIntervals byIdentity = intervals(named);
        BootstrapIntervals byPair = intervals(nameless);

        assertThat(byIdentity.unit()).isEqualTo(BootstrapIntervals.Unit.IDENTITY);
        assertThat(byIdentity.units()).isEqualTo(40);
        assertThat(byPair.unit()).isEqualTo(BootstrapIntervals.Unit.PAIR);
        assertThat(byPair.units()).isEqualTo(2000);
        // TAR 0.75: the error of 40 people is 0.068, of 1,000 pairs 0.014.
        assertThat(width(byIdentity.tarAtFar(0).orElseThrow())).isCloseTo(4 * 0.068, within(0.03));
        assertThat(width(byPair.tarAtFar(0).orElseThrow())).isCloseTo(4 * 0.0137, within(0.01));
    }

    private static BootstrapIntervals intervals(List<ScoredPair> pairs) {
        return VerificationReport.of(scores(pairs), OPTIONS).intervals().orElseThrow();
    }

    private static double width(Interval interval) {
        return interval.high() - interval.low();
    }

    @Test
    void theSameSeedGivesTheSameIntervalsAndTheyHoldTheFigures() throws Exception {
        VerificationReport report = VerificationReport.of(scores(twoHundred()), OPTIONS);
        BootstrapIntervals once = report.intervals().orElseThrow();

        assertThat(intervals(twoHundred())).isEqualTo(once);
        assertThat(once.draws()).isEqualTo(1000);
        assertThat(once.auc().orElseThrow().contains(report.auc().orElseThrow())).isTrue();
        assertThat(once.eer().orElseThrow().contains(report.eer().orElseThrow())).isTrue();
        assertThat(once.tarAtFar()).hasSize(3);
        String json = Json.mapper().writeValueAsString(report);
        assertThat(Json.mapper().readValue(json, VerificationReport.class)).isEqualTo(report);
    }

    @Test
    void anEvaluationOfAnEarlierVersionHasNoIntervals() throws Exception {
        var json =
                (com.fasterxml.jackson.databind.node.ObjectNode)
                        Json.mapper()
                                .valueToTree(VerificationReport.of(scores(twoHundred()), OPTIONS));
        json.remove("intervals");

        assertThat(Json.mapper().treeToValue(json, VerificationReport.class).intervals()).isEmpty();
    }

    @Test
    void aBestThresholdThatEachDrawChoseForItselfIsForgotten() throws Exception {
        var json =
                (com.fasterxml.jackson.databind.node.ObjectNode)
                        Json.mapper().valueToTree(intervals(twoHundred()));
        json.remove("threshold_held");

        BootstrapIntervals old = Json.mapper().treeToValue(json, BootstrapIntervals.class);

        assertThat(old.bestThresholdAccuracy()).isEmpty();
        assertThat(old.auc()).isEqualTo(intervals(twoHundred()).auc());
    }

    /** A network that knows nobody: for each of the people 3 genuine and 3 impostor pairs. */
    private static List<ScoredPair> unknown(int people, Random random) {
        List<ScoredPair> pairs = new ArrayList<>();
        for (int i = 0; i < 3 * people; i++) {
            String child = "p" + i % people + "/child" + i;
            int other = (i + 1 + i / people) % people;
            pairs.add(pair(true, child, "p" + i % people + "/adult" + i, random.nextDouble()));
            pairs.add(pair(false, child, "p" + other + "/adult" + i, random.nextDouble()));
        }
        return pairs;
    }

    @Test
    void theIntervalOfTheBestThresholdSeldomMissesTheTruth() {
        // No threshold is right more often than every other time, whatever a list makes of it.
        // With thresholds chosen anew in each draw 2 of these 100 intervals held that.
        VerificationOptions quick = new VerificationOptions(10, 0, 1, List.of(), 200);
        Random random = new Random(1);
        int held = 0;
        for (int list = 0; list < 100; list++) {
            VerificationReport report = VerificationReport.of(scores(unknown(25, random)), quick);
            Interval interval =
                    report.intervals().orElseThrow().bestThresholdAccuracy().orElseThrow();

            assertThat(interval.contains(report.bestThresholdAccuracy())).isTrue();
            held += interval.contains(0.5) ? 1 : 0;
        }
        assertThat(held).isGreaterThanOrEqualTo(85);
    }

    @Test
    void accuraciesKeepTheListsSharesOfBothKinds() {
        // Of two genuine pairs one is missed, of two impostor pairs none: 3 of 4.
        List<ScoredPair> pairs =
                List.of(
                        pair(true, "ada/1", "ada/2", 0.9),
                        pair(true, "bob/1", "bob/2", 0.1),
                        pair(false, "ada/1", "bob/1", 0.3),
                        pair(false, "ada/2", "bob/2", 0.2));
        WeightedScores scores =
                new WeightedScores(
                        new ScoredNetwork(pairs, 0.5),
                        new FoldAssignment(0, new int[4]),
                        List.of());

        WeightedScores.Figures figures = scores.figures(new int[] {1, 3, 5, 5});

        // A quarter of the genuine pairs, all impostor pairs: half of each.
        assertThat(figures.best()).isEqualTo(0.625);
        assertThat(figures.own()).isEqualTo(0.625);
        assertThat(scores.figures(new int[] {1, 1, 1, 1}).own()).isEqualTo(0.75);
        assertThat(
                        WeightedScores.of(pairs, new FoldAssignment(0, new int[4]), List.of())
                                .figures(new int[] {1, 1, 1, 1})
                                .own())
                .isNaN();
    }

    @Test
    void whereAllDrawsAgreeThereIsNoInterval() {
        assertThat(Interval.of(new double[] {1, 1, 1})).isEmpty();
        assertThat(Interval.of(new double[] {Double.NaN, Double.NaN, Double.NaN, 0, 1})).isEmpty();
        assertThat(Interval.of(new double[] {0, Double.NaN, 1}).orElseThrow().high())
                .isCloseTo(0.975, within(1e-12));
        // The first TAR has an interval though the second is the same in all draws.
        List<ScoredPair> pairs = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            pairs.add(pair(true, "p" + i + "/1", "p" + i + "/2", i % 3 == 0 ? 0.1 : 0.5));
            pairs.add(pair(false, "p" + i + "/1", "p" + (i + 1) % 30 + "/2", i == 0 ? 0.7 : 0.3));
        }
        BootstrapIntervals found = intervals(pairs);
        assertThat(found.tarAtFar(0)).isPresent();
        assertThat(found.tarAtFar()).hasSize(3);
    }

    @Test
    void fewIdentitiesAndUnknownOnesAreCautions() {
        assertThat(VerificationReport.of(scores(twoHundred().subList(0, 9)), OPTIONS).cautions())
                .anyMatch(caution -> caution.matches("The intervals come from \\d+ identities.*"));
        List<ScoredPair> nameless = List.of(pair(true, "f", "f", 1), pair(false, "f", "f", 0));
        assertThat(VerificationReport.of(scores(nameless), OPTIONS).cautions())
                .anyMatch(caution -> caution.contains("drawing pairs, not identities"));
    }

    @Test
    void veryLongListsGetFewerDraws() {
        assertThat(Bootstrap.draws(1000, 6_000)).isEqualTo(1000);
        assertThat(Bootstrap.draws(1000, 500_000)).isEqualTo(400);
        assertThat(Bootstrap.draws(1000, 15_000_000)).isEqualTo(200);
        assertThat(Bootstrap.draws(50, 15_000_000)).isEqualTo(50);
    }

    @Test
    void drawingCanBeCancelled() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void report(double fraction, String message) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        assertThatThrownBy(() -> VerificationReport.of(scores(twoHundred()), OPTIONS, cancelled))
                .isInstanceOf(CancelledException.class);
    }
}
