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
        return new WeightedScores(pairs, FoldAssignment.of(scores(pairs), OPTIONS), OPTIONS.fars());
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
        assertThat(figures.best()).isCloseTo(0.7033333333333334, within(1e-9));
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
        assertThat(width(byIdentity.tarAtFar().get(0))).isCloseTo(4 * 0.068, within(0.03));
        assertThat(width(byPair.tarAtFar().get(0))).isCloseTo(4 * 0.0137, within(0.01));
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
