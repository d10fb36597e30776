package dev.interproto.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MarginHeadTest {

    @Test
    void arcFaceAddsTheMarginToTheOwnAngleOnly() {
        // 60 degrees + 30 degrees = 90 degrees: the own logit becomes 0.
        INDArray scores = Nd4j.createFromArray(new double[][] {{0.5, 0.25, -0.1}});

        new ArcFace(10, Math.PI / 6).toLogits(scores, new int[] {0});

        assertThat(scores.toDoubleVector())
                .containsExactly(new double[] {0, 2.5, -1}, within(1e-12));
    }

    @Test
    void arcFaceIsStraightWhereTheAngleWouldPassPi() {
        double cosine = Math.cos(3.0);
        INDArray scores = Nd4j.createFromArray(new double[][] {{cosine, 0.25}});

        MarginHead.Slopes slopes = new ArcFace(64, 0.5).toLogits(scores, new int[] {0});
        INDArray gradient = Nd4j.ones(org.nd4j.linalg.api.buffer.DataType.DOUBLE, 1, 2);
        slopes.backward(gradient);

        assertThat(scores.getDouble(0, 0))
                .isCloseTo(64 * (cosine - 0.5 * Math.sin(0.5)), within(1e-9));
        assertThat(gradient.toDoubleVector()).containsExactly(64, 64);
    }

    @Test
    void cosFaceTakesTheMarginFromTheOwnCosine() {
        INDArray scores = Nd4j.createFromArray(new double[][] {{0.5, 0.25}, {0.1, 0.9}});

        new CosFace(64, 0.35).toLogits(scores, new int[] {0, 1});

        assertThat(scores.ravel().toDoubleVector())
                .containsExactly(new double[] {9.6, 16, 6.4, 35.2}, within(1e-9));
    }

    @Test
    void anAngleOfZeroStillHasAFiniteSlope() {
        INDArray scores = Nd4j.createFromArray(new float[][] {{1f, 0.25f}});
        MarginHead.Slopes slopes = ArcFace.PUBLISHED.toLogits(scores, new int[] {0});
        INDArray gradient = Nd4j.createFromArray(new float[][] {{1f, 1f}});

        slopes.backward(gradient);

        assertThat(gradient.getDouble(0, 0)).isFinite().isPositive();
    }

    @Test
    void plainSoftmaxOnlyScales() {
        INDArray scores = Nd4j.createFromArray(new double[][] {{0.5, 0.25}});

        new Softmax(64).toLogits(scores, new int[] {0});

        assertThat(scores.toDoubleVector()).containsExactly(32, 16);
    }

    @Test
    void theCombinedMarginIsSphereFaceArcFaceAndCosFaceAtOnce() {
        // 30 degrees doubled and 30 more are 90: cos is 0, and 0.2 less.
        double cosine = Math.cos(Math.PI / 6);
        assertThat(target(new CombinedMargin(1, 2, Math.PI / 6, 0.2), cosine))
                .isCloseTo(-0.2, within(1e-12));
        assertThat(target(new CombinedMargin(1, 1, 0.5, 0), 0.3))
                .isCloseTo(target(new ArcFace(1, 0.5), 0.3), within(1e-12));
        assertThat(target(new CombinedMargin(1, 1, 0, 0.35), 0.3))
                .isCloseTo(target(new CosFace(1, 0.35), 0.3), within(1e-12));
    }

    @Test
    void theCombinedMarginFallsWithTheAngleEvenPastPi() {
        // SphereFace, m1 = 4: at 60 degrees φ = 240 degrees, k = 1: −cos 240° − 2 = 0.5 − 2.
        CombinedMargin head = new CombinedMargin(1, 4, 0, 0);
        assertThat(target(head, 0.5)).isCloseTo(-1.5, within(1e-12));
        double before = Double.POSITIVE_INFINITY;
        for (double angle = 0.01; angle < Math.PI; angle += 0.01) {
            double now = target(head, Math.cos(angle));
            assertThat(now).isLessThan(before);
            before = now;
        }
    }

    @Test
    void curricularFaceLooksAtHardNegativesTheMoreTheFurtherItIs() {
        // Own angle 60 + 30 degrees: threshold cos 90° = 0. Of the others 0.25 is hard, −0.1 not.
        CurricularFace head = new CurricularFace(10, Math.PI / 6, 0.99);
        INDArray atFirst = Nd4j.createFromArray(new double[][] {{0.5, 0.25, -0.1}});
        head.toLogits(atFirst, new int[] {0});
        assertThat(atFirst.toDoubleVector())
                .containsExactly(new double[] {0, 10 * 0.25 * 0.25, -1}, within(1e-12));

        RowMargin later = head.row(0.5, 1, new double[] {0.6});
        assertThat(later.hard().reweighed(0.25)).isCloseTo(0.25 * (0.6 + 0.25), within(1e-12));
        assertThat(later.hard().slope(0.25)).isCloseTo(0.6 + 0.5, within(1e-12));
        assertThat(later.hard().reweighed(-0.1)).isEqualTo(-0.1);
    }

    @Test
    void curricularFaceRemembersTheMeanOfTheOwnCosines() {
        CurricularFace head = new CurricularFace(64, 0.5, 0.99);
        double[] first = head.remember(head.freshMemory(), new double[] {0.2, 0.6}, new double[2]);
        double[] second = head.remember(first, new double[] {1, 1}, new double[2]);

        assertThat(first[0]).isCloseTo(0.01 * 0.4, within(1e-15));
        assertThat(second[0]).isCloseTo(0.01 * 1 + 0.99 * 0.004, within(1e-15));
    }

    @Test
    void mvSoftmaxWeighsMisclassifiedVectorsMore() {
        // AM: own 0.5 − 0.35 = 0.15; above it 0.2 becomes 1.2·0.2 + 0.2 = 0.44, 0.1 stays.
        INDArray am = Nd4j.createFromArray(new double[][] {{0.1, 0.5, 0.2}});
        new MvSoftmax(MvSoftmax.Style.AM, 10, 0.35, 0.2, false).toLogits(am, new int[] {1});
        assertThat(am.toDoubleVector()).containsExactly(new double[] {1, 1.5, 4.4}, within(1e-12));

        // Arc: own 60 + 30 degrees, threshold 0; 0.25 becomes 0.5, −0.1 stays.
        INDArray arc = Nd4j.createFromArray(new double[][] {{0.5, 0.25, -0.1}});
        new MvSoftmax(MvSoftmax.Style.ARC, 10, Math.PI / 6, 0.2, false)
                .toLogits(arc, new int[] {0});
        assertThat(arc.toDoubleVector()).containsExactly(new double[] {0, 5, -1}, within(1e-12));
    }

    @Test
    void theEasyMarginSparesFacesThatAreFarFromTheirPrototype() {
        MarginHead easy = MarginHead.named("mv-am", Map.of("scale", 10.0, "easy-margin", 1.0));

        // Own −0.2 keeps its cosine; −0.1 is above −0.2 − 0.35 and becomes 1.2·(−0.1) + 0.2.
        INDArray far = Nd4j.createFromArray(new double[][] {{-0.2, -0.1, -0.6}});
        easy.toLogits(far, new int[] {0});
        assertThat(far.toDoubleVector()).containsExactly(new double[] {-2, 0.8, -6}, within(1e-12));

        assertThat(target(easy, 0.1)).isCloseTo(0.1 - 0.35, within(1e-12));
        assertThat(target(MarginHead.named("mv-arc", Map.of("easy-margin", 1.0)), -0.1))
                .isEqualTo(-0.1);
        assertThat(target(MarginHead.named("mv-arc"), -0.1))
                .isCloseTo(Math.cos(Math.acos(-0.1) + 0.5), within(1e-12));
    }

    @Test
    void adaFaceTurnsFromTheAngleToTheCosineAsFacesGetClearer() {
        AdaFace head = new AdaFace(1, 0.4, 1, 0.5);
        // Mean length 20, deviation 10 − 0.001: 20 is ẑ = 0, 30 is 1 and 10 is −1.
        double[] memory = {20, 9.999};
        assertThat(head.row(0.5, 20, memory).target()).isCloseTo(0.1, within(1e-12));
        assertThat(head.row(0.5, 30, memory).target())
                .isCloseTo(Math.cos(Math.PI / 3 - 0.4) - 0.8, within(1e-9));
        assertThat(head.row(0.5, 10, memory).target())
                .isCloseTo(Math.cos(Math.PI / 3 + 0.4), within(1e-9));
        assertThat(head.row(0.5, 90, memory)).isEqualTo(head.row(0.5, 31, memory));
    }

    @Test
    void adaFaceRemembersMeanAndDeviationOfTheLengths() {
        AdaFace head = new AdaFace(64, 0.4, 0.333, 0.99);
        // Lengths 10 and, held at 100, 200: mean 55, deviation 90/√2.
        double[] memory = head.remember(head.freshMemory(), new double[2], new double[] {10, 200});

        assertThat(memory[0]).isCloseTo(0.99 * 20 + 0.01 * 55, within(1e-12));
        assertThat(memory[1]).isCloseTo(0.99 * 100 + 0.01 * 90 / Math.sqrt(2), within(1e-12));
    }

    @Test
    void magFaceGrowsItsMarginWithTheLengthAndRewardsLength() {
        MagFace head = new MagFace(1, 0.4, 0.8, 10, 110, 35);
        // Half way between 10 and 110 the margin is 0.6.
        RowMargin middle = head.row(0.5, 60, new double[0]);
        assertThat(middle.target()).isCloseTo(Math.cos(Math.PI / 3 + 0.6), within(1e-12));
        assertThat(middle.slopeByNorm())
                .isCloseTo(-Math.sin(Math.PI / 3 + 0.6) * 0.004, within(1e-12));
        assertThat(middle.penalty()).isCloseTo(35 * (60 / 12100.0 + 1 / 60.0), within(1e-12));
        assertThat(middle.penaltyByNorm()).isNegative();

        RowMargin beyond = head.row(0.5, 500, new double[0]);
        assertThat(beyond.target()).isCloseTo(Math.cos(Math.PI / 3 + 0.8), within(1e-12));
        assertThat(beyond.slopeByNorm()).isZero();
        assertThat(beyond.penaltyByNorm()).isZero();
        assertThatThrownBy(() -> MarginHead.named("magface", Map.of("norm-low", 200.0)))
                .hasMessageContaining("norm-low below the norm-high");
    }

    @Test
    void headsAreFoundByName() {
        assertThat(MarginHead.named("arcface")).isEqualTo(new ArcFace(64, 0.5));
        assertThat(MarginHead.named("cosface", 32, 0.4)).isEqualTo(new CosFace(32, 0.4));
        assertThat(MarginHead.named("mv-arc", Map.of("t", 0.3)))
                .isEqualTo(new MvSoftmax(MvSoftmax.Style.ARC, 32, 0.5, 0.3, false));
        assertThatThrownBy(() -> MarginHead.named("hardface"))
                .hasMessageContaining("hardface")
                .hasMessageContaining("softmax, arcface, cosface");
    }

    @ParameterizedTest
    @EnumSource(HeadKind.class)
    void everyHeadComesBackFromItsNameAndNumbers(HeadKind kind) {
        MarginHead head = kind.published();

        assertThat(MarginHead.named(head.name(), head.options())).isEqualTo(head);
        assertThat(head.kind()).isEqualTo(kind);
        assertThat(head.options().keySet())
                .containsExactlyElementsOf(kind.options().stream().map(HeadOption::name).toList());
    }

    @Test
    void impossibleNumbersAreRefusedByName() {
        assertThatThrownBy(() -> new ArcFace(64, -0.1)).hasMessageContaining("-0.1");
        assertThatThrownBy(() -> new ArcFace(0, 0.5)).hasMessageContaining("0.0");
        assertThatThrownBy(() -> new CosFace(64, Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> MarginHead.named("mv-am", Map.of("t", 1.5)))
                .hasMessage("MV-AM needs a t of 0 to 1, not 1.5");
        assertThatThrownBy(() -> MarginHead.named("softmax", Map.of("margin", 0.5)))
                .hasMessage("Softmax has no option 'margin'; it has: scale");
    }

    private static double target(MarginHead head, double cosine) {
        return head.row(cosine, 1, head.freshMemory()).target();
    }
}
