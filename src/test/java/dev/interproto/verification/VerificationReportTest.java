package dev.interproto.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.Problem;
import dev.interproto.dataset.VerificationPair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VerificationReportTest {
    private static final VerificationOptions OPTIONS = VerificationOptions.DEFAULT;

    private static ScoredPair pair(boolean same, double similarity) {
        VerificationPair pair = new VerificationPair(same, Path.of("a.png"), Path.of("b.png"));
        return new ScoredPair(pair, similarity);
    }

    private static PairScores scores(ScoredPair... pairs) {
        return new PairScores("hand", List.of(pairs), List.of(), List.of());
    }

    /** Genuine 0.9, 0.6, 0.4; impostors 0.5, 0.3, 0.1. */
    private static PairScores sixPairs() {
        return scores(
                pair(true, 0.9),
                pair(true, 0.6),
                pair(true, 0.4),
                pair(false, 0.5),
                pair(false, 0.3),
                pair(false, 0.1));
    }

    @Test
    void sixPairsByHand() {
        VerificationReport report = VerificationReport.of(sixPairs(), OPTIONS);

        assertThat(report.pairs()).isEqualTo(6);
        assertThat(report.genuinePairs()).isEqualTo(3);
        assertThat(report.impostorPairs()).isEqualTo(3);
        // Both 0.6 and 0.4 call five of six rightly: the higher is taken.
        assertThat(report.bestThresholdAccuracy()).isEqualTo(5 / 6.0);
        assertThat(report.bestThreshold()).isEqualTo(0.6);
        // Of nine couples only (0.4, 0.5) stands in the wrong order.
        assertThat(report.auc().orElseThrow()).isEqualTo(8 / 9.0);
        // At threshold 0.5: FAR 1/3 and 1 − TAR 1/3.
        assertThat(report.eer().orElseThrow()).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(report.roc())
                .extracting(RocPoint::far, RocPoint::tar)
                .containsExactly(
                        tuple(0.0, 0.0),
                        tuple(0.0, 2 / 3.0),
                        tuple(1 / 3.0, 2 / 3.0),
                        tuple(1 / 3.0, 1.0),
                        tuple(1.0, 1.0));
        assertThat(report.tarAtFar())
                .allSatisfy(
                        t -> {
                            assertThat(t.tar()).isEqualTo(2 / 3.0);
                            assertThat(t.threshold()).isEqualTo(0.6);
                            assertThat(t.enoughImpostors()).isFalse();
                        });
    }

    @Test
    void anAccuracyThatOneAnswerReachesIsCalledSo() {
        // Two thirds are genuine, and the impostors are the most alike: "same" for all is best.
        PairScores upsideDown =
                scores(
                        pair(true, 0.1),
                        pair(true, 0.2),
                        pair(true, 0.3),
                        pair(true, 0.4),
                        pair(false, 0.8),
                        pair(false, 0.9));
        VerificationReport report = VerificationReport.of(upsideDown, OPTIONS);

        assertThat(report.bestThresholdAccuracy()).isEqualTo(4 / 6.0);
        assertThat(report.tellsPeopleApart()).isFalse();
        assertThat(report.cautions()).anyMatch(c -> c.contains("right as often (4 of 6)"));
        assertThat(VerdictRule.of(report).origin()).contains("tells nobody apart");
        assertThat(VerificationReport.of(sixPairs(), OPTIONS).tellsPeopleApart()).isTrue();
    }

    @Test
    void fewPairsGiveFewerFoldsAndSaySo() {
        VerificationReport report = VerificationReport.of(sixPairs(), OPTIONS);

        assertThat(report.folds()).hasSize(3).allSatisfy(f -> assertThat(f.pairs()).isEqualTo(2));
        assertThat(report.listFolds()).isFalse();
        assertThat(report.cautions()).anyMatch(c -> c.startsWith("Only 3 folds instead of 10"));
    }

    @Test
    void foldsOfTheListAreUsedAndTheThresholdIsChosenOnTheOthers() {
        // Fold 0 alone is best split at 0.2, fold 1 alone at 0.8.
        List<ScoredPair> pairs =
                List.of(pair(true, 0.3), pair(false, 0.1), pair(true, 0.8), pair(false, 0.7));
        PairScores scores = new PairScores("folds", pairs, List.of(0, 0, 1, 1), List.of());

        VerificationReport report = VerificationReport.of(scores, OPTIONS);

        // Fold 0 is judged at 0.8: its impostor is right, its genuine pair wrong. Fold 1 at 0.3:
        // all accepted.
        assertThat(report.listFolds()).isTrue();
        assertThat(report.folds())
                .containsExactly(new FoldResult(2, 0.8, 0.5), new FoldResult(2, 0.3, 0.5));
        assertThat(report.kfoldAccuracyMean()).hasValue(0.5);
        assertThat(report.kfoldAccuracyStd()).hasValue(0);
        assertThat(report.recommendedThreshold()).isCloseTo(0.55, within(1e-15));
        assertThat(report.recommendedThresholdOrigin()).isEqualTo(ThresholdOrigin.MEDIAN_OF_FOLDS);
    }

    @Test
    void theSpreadOverFoldsIsThePopulationDeviation() {
        List<ScoredPair> pairs =
                List.of(
                        pair(true, 0.9),
                        pair(false, 0.1),
                        pair(true, 0.8),
                        pair(false, 0.2),
                        pair(true, 0.3),
                        pair(false, 0.25));
        PairScores scores = new PairScores("folds", pairs, List.of(0, 0, 1, 1, 2, 2), List.of());

        VerificationReport report = VerificationReport.of(scores, OPTIONS);

        // Folds 0 and 1 are judged at 0.3, best on the rest; fold 2 at 0.8 loses its
        // genuine pair.
        assertThat(report.folds()).extracting(FoldResult::accuracy).containsExactly(1.0, 1.0, 0.5);
        assertThat(report.kfoldAccuracyMean().orElseThrow()).isCloseTo(5 / 6.0, within(1e-15));
        // Squares of deviations 1/36, 1/36, 1/9: their mean is 1/18.
        assertThat(report.kfoldAccuracyStd().orElseThrow())
                .isCloseTo(Math.sqrt(1 / 18.0), within(1e-15));
    }

    @Test
    void tiesCountHalfInTheAreaAndOneDiagonalStepInTheCurve() {
        VerificationReport report =
                VerificationReport.of(scores(pair(true, 0.5), pair(false, 0.5)), OPTIONS);

        assertThat(report.auc()).hasValue(0.5);
        assertThat(report.eer()).hasValue(0.5);
        assertThat(report.roc()).hasSize(2);
        assertThat(report.kfoldAccuracyMean()).isEmpty();
        assertThat(report.recommendedThresholdOrigin()).isEqualTo(ThresholdOrigin.BEST_THRESHOLD);
    }

    @Test
    void agreesWithScikitLearn() {
        // scikit-learn 1.2.1 on the same 200 pairs (85 genuine, 123 distinct similarities, so with
        // many ties): roc_auc_score, roc_curve, its crossing by brentq, _SigmoidCalibration.
        List<ScoredPair> pairs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean same = i * 13 % 7 < 3;
            pairs.add(pair(same, (i * 37 % 101 - 50 + (same ? 25 : 0)) / 100.0));
        }
        PairScores scores = new PairScores("stored", pairs, List.of(), List.of());

        VerificationReport report = VerificationReport.of(scores, OPTIONS);

        assertThat(report.genuinePairs()).isEqualTo(85);
        assertThat(report.auc().orElseThrow()).isCloseTo(0.7239897698209719, within(1e-12));
        assertThat(report.eer().orElseThrow()).isCloseTo(0.368421052631579, within(1e-9));
        assertThat(report.bestThresholdAccuracy()).isCloseTo(0.685, within(1e-12));
        assertThat(report.bestThreshold()).isEqualTo(0.52);
        RocCurve curve = SortedScores.of(pairs).roc();
        assertThat(curve.points()).hasSize(124);
        assertPoint(curve.points().get(10), 0.65, 0, 0.11764705882352941);
        assertPoint(curve.points().get(50), 0.23, 0.26956521739130435, 0.5294117647058824);
        assertPoint(curve.points().get(90), -0.17, 0.6695652173913044, 0.9294117647058824);
        assertThat(report.tarAtFar().get(0).tar()).isCloseTo(0.36470588235294116, within(1e-12));
        assertThat(report.tarAtFar().get(1).tar()).isCloseTo(0.27058823529411763, within(1e-12));
        assertThat(report.tarAtFar().get(2).tar()).isCloseTo(0.25882352941176473, within(1e-12));
        assertThat(report.tarAtFar())
                .extracting(TarAtFar::enoughImpostors)
                .containsExactly(true, false, false);
        Calibration calibration = report.calibration().orElseThrow();
        // scikit-learn stops its BFGS at a gradient of 1e-5.
        assertThat(calibration.slope()).isCloseTo(2.830047012932857, within(1e-5));
        assertThat(calibration.intercept()).isCloseTo(-0.6601057016048553, within(1e-5));
    }

    private static void assertPoint(RocPoint point, double threshold, double far, double tar) {
        assertThat(point.threshold()).isEqualTo(threshold);
        assertThat(point.far()).isCloseTo(far, within(1e-12));
        assertThat(point.tar()).isCloseTo(tar, within(1e-12));
    }

    @Test
    void equalFoldsForEqualSeedsAndOthersForOthers() {
        List<ScoredPair> pairs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pairs.add(pair(i % 2 == 0, (i * 37 % 101) / 100.0));
        }
        PairScores scores = new PairScores("seeds", pairs, List.of(), List.of());
        VerificationOptions otherSeed = new VerificationOptions(10, 7, 50, List.of(0.1), 100);

        int[] once = FoldAssignment.of(scores, OPTIONS).foldOf();

        assertThat(FoldAssignment.of(scores, OPTIONS).foldOf()).isEqualTo(once);
        assertThat(FoldAssignment.of(scores, otherSeed).foldOf()).isNotEqualTo(once);
        int[] genuineIn = new int[10];
        for (int i = 0; i < 100; i += 2) {
            genuineIn[once[i]]++;
        }
        assertThat(genuineIn).containsOnly(5);
    }

    @Test
    void missingPairsAreCountedAndNamed() {
        PairScores scores =
                new PairScores(
                        "hand",
                        sixPairs().pairs(),
                        List.of(),
                        List.of(new Problem("c.png", "is truncated")));

        VerificationReport report = VerificationReport.of(scores, OPTIONS);

        assertThat(report.missingPairs()).isEqualTo(1);
        assertThat(report.cautions()).contains("1 of 7 pairs are missing.");
    }

    @Test
    void aSetOfOneKindHasNoRatesAndSaysWhy() throws Exception {
        VerificationReport report =
                VerificationReport.of(scores(pair(true, 0.5), pair(true, 0.7)), OPTIONS);

        assertThat(report.auc()).isEmpty();
        assertThat(report.eer()).isEmpty();
        assertThat(report.calibration()).isEmpty();
        assertThat(report.kfoldAccuracyMean()).isEmpty();
        assertThat(report.cautions()).anyMatch(c -> c.startsWith("Only genuine pairs"));
        String json = Json.mapper().writeValueAsString(report);
        assertThat(Json.mapper().readValue(json, VerificationReport.class)).isEqualTo(report);
    }

    @Test
    void anEmptySetIsRefused() {
        assertThatThrownBy(() -> VerificationReport.of(scores(), OPTIONS))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("No pair of hand could be scored");
    }

    @Test
    void aSimilarityThatIsNotANumberIsRefused() {
        PairScores broken = scores(pair(true, Double.NaN), pair(false, 0.1));

        assertThatThrownBy(() -> VerificationReport.of(broken, OPTIONS))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("not a number");
    }

    @Test
    void theReportSurvivesJsonUnderItsPublishedNames() throws Exception {
        VerificationReport report = VerificationReport.of(sixPairs(), OPTIONS);

        String json = Json.mapper().writeValueAsString(report);

        assertThat(Json.mapper().readTree(json).fieldNames())
                .toIterable()
                .contains(
                        "pairs",
                        "missing_pairs",
                        "best_threshold_accuracy",
                        "kfold_accuracy_mean",
                        "kfold_accuracy_std",
                        "auc",
                        "eer");
        assertThat(json).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(Json.mapper().readValue(json, VerificationReport.class)).isEqualTo(report);
        assertThat(Json.mapper().readTree(json).get("auc").asDouble()).isEqualTo(8 / 9.0);
        assertThat(report.auc()).isEqualTo(OptionalDouble.of(8 / 9.0));
    }

    @Test
    void theHistogramHoldsEveryPairOnce() {
        VerificationOptions fourBars = new VerificationOptions(2, 0, 4, List.of(0.1), 100);

        SimilarityHistogram histogram = VerificationReport.of(sixPairs(), fourBars).histogram();

        // Bars of 0.2 from 0.1 to 0.9.
        assertThat(histogram.barWidth()).isCloseTo(0.2, within(1e-15));
        assertThat(histogram.genuine().stream().mapToInt(c -> c).sum()).isEqualTo(3);
        assertThat(histogram.impostor().stream().mapToInt(c -> c).sum()).isEqualTo(3);
        assertThat(histogram.genuine().get(3)).isEqualTo(1);
        assertThat(histogram.impostor().get(0)).isGreaterThanOrEqualTo(1);
    }

    @Test
    void aListOfOneFoldIsNotSaidToHaveTooFewPairs() {
        List<ScoredPair> pairs =
                List.of(
                        new ScoredPair(
                                new VerificationPair(true, Path.of("a/1"), Path.of("a/2")), 0.9),
                        new ScoredPair(
                                new VerificationPair(false, Path.of("a/1"), Path.of("b/1")), 0.1));
        VerificationReport report =
                VerificationReport.of(
                        new PairScores("one", pairs, List.of(3, 3), List.of()),
                        VerificationOptions.DEFAULT);
        assertThat(report.kfoldAccuracyMean()).isEmpty();
        assertThat(report.cautions())
                .contains("The list's pairs are of one fold: the k-fold protocol needs two.");
    }
}
