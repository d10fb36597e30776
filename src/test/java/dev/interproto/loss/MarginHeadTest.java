package dev.interproto.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
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
    void headsAreFoundByName() {
        assertThat(MarginHead.named("arcface")).isEqualTo(new ArcFace(64, 0.5));
        assertThat(MarginHead.named("cosface", 32, 0.4)).isEqualTo(new CosFace(32, 0.4));
        assertThatThrownBy(() -> MarginHead.named("softmax"))
                .hasMessageContaining("softmax")
                .hasMessageContaining("arcface, cosface");
    }

    @Test
    void impossibleMarginsAreRefused() {
        assertThatThrownBy(() -> new ArcFace(64, -0.1)).hasMessageContaining("-0.1");
        assertThatThrownBy(() -> new ArcFace(0, 0.5)).hasMessageContaining("0.0");
        assertThatThrownBy(() -> new CosFace(64, Double.NaN)).hasMessageContaining("NaN");
    }
}
