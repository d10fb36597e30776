package dev.interproto.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class HostSoftmaxTest {

    @Test
    void itsExponentialIsThatOfJava() {
        for (float x = -87; x <= 0; x += 0.013f) {
            double exact = Math.exp(x);
            assertThat((double) HostSoftmax.exp(x)).isCloseTo(exact, within(3e-7 * exact));
        }
        assertThat(HostSoftmax.exp(0)).isEqualTo(1);
        assertThat(HostSoftmax.exp(-100)).isZero();
        assertThat(HostSoftmax.exp(Float.NaN)).isNaN();
    }

    /**
     * The general way in float64 is the witness; with and without more children than dimensions.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 40})
    void theFusedLoopsGiveWhatTheGeneralWayGives(int childCount) {
        Nd4j.getRandom().setSeed(11);
        int identities = 70;
        INDArray raw = Nd4j.randn(DataType.DOUBLE, 6, 16);
        INDArray embeddings = raw.divColumnVector(raw.norm2(1)).dup('c');
        INDArray prototypes = Nd4j.randn(DataType.DOUBLE, identities, 16);
        embeddings.getRow(1).assign(prototypes.getRow(9).div(prototypes.getRow(9).norm2Number()));
        int[] labels = {3, 9, 0, 69, 3, 12};
        int[] children = java.util.stream.IntStream.range(0, childCount).toArray();
        theFusedLoopsGiveWhatTheGeneralWayGives(
                ArcFace.PUBLISHED, embeddings, prototypes, labels, children);
    }

    /** A scale at which many identities share the probability, so that every slope counts. */
    @ParameterizedTest
    @EnumSource(HeadKind.class)
    void soTheyDoForEveryHead(HeadKind kind) {
        Nd4j.getRandom().setSeed(12);
        INDArray raw = Nd4j.randn(DataType.DOUBLE, 6, 16);
        INDArray embeddings = raw.divColumnVector(raw.norm2(1)).dup('c');
        INDArray prototypes = Nd4j.randn(DataType.DOUBLE, 70, 16);
        for (int row = 0; row < 3; row++) {
            prototypes.getRow(9 + row).addi(embeddings.getRow(row).mul(5));
        }
        MarginHead head = kind.with(Map.of("scale", 6.0));
        theFusedLoopsGiveWhatTheGeneralWayGives(
                head,
                head.needsNorms() ? embeddings.muli(40) : embeddings,
                prototypes,
                new int[] {9, 10, 11, 69, 3, 12},
                new int[] {4, 9});
    }

    /** At a scale where the least logit has a probability too: the own one must not count twice. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 1, 3})
    void soTheyDoAtASmallScale(double scale) {
        Nd4j.getRandom().setSeed(13);
        INDArray raw = Nd4j.randn(DataType.DOUBLE, 6, 16);
        INDArray embeddings = raw.divColumnVector(raw.norm2(1)).dup('c');
        INDArray prototypes = Nd4j.randn(DataType.DOUBLE, 7, 16);
        for (int row = 0; row < 3; row++) {
            prototypes.getRow(row).addi(embeddings.getRow(row).mul(9));
        }
        theFusedLoopsGiveWhatTheGeneralWayGives(
                new ArcFace(scale, 0.5),
                embeddings,
                prototypes,
                new int[] {0, 1, 2, 6, 3, 4},
                new int[] {});
    }

    private static void theFusedLoopsGiveWhatTheGeneralWayGives(
            MarginHead head,
            INDArray embeddings,
            INDArray prototypes,
            int[] labels,
            int[] children) {
        int identities = (int) prototypes.size(0);
        // One of each: a head may remember a batch.
        PrototypeLoss loss = new PrototypeLoss(head, new InterPrototypeLoss(children), 0.7);
        PrototypeLoss fast = new PrototypeLoss(head, new InterPrototypeLoss(children), 0.7);
        INDArray dx = Nd4j.create(DataType.DOUBLE, 6, 16);
        INDArray dw = Nd4j.create(DataType.DOUBLE, identities, 16);
        INDArray fastDx = Nd4j.create(DataType.FLOAT, 6, 16);
        INDArray fastDw = Nd4j.create(DataType.FLOAT, identities, 16);

        LossStep expected = loss.gradients(embeddings, prototypes, labels, dx, dw);
        LossStep fused =
                fast.gradients(
                        embeddings.castTo(DataType.FLOAT),
                        prototypes.castTo(DataType.FLOAT),
                        labels,
                        fastDx,
                        fastDw);

        assertThat(HostRows.serves(fastDx, fastDw)).isTrue();
        assertThat(fused.margin()).isCloseTo(expected.margin(), within(1e-4));
        assertThat(fused.interPrototype()).isCloseTo(expected.interPrototype(), within(1e-6));
        assertThat(fused.correct()).isEqualTo(expected.correct()).isPositive();
        assertClose(fastDx, dx);
        assertClose(fastDw, dw);
    }

    private static void assertClose(INDArray actual, INDArray expected) {
        double scale = expected.amaxNumber().doubleValue();
        double apart = actual.castTo(DataType.DOUBLE).sub(expected).amaxNumber().doubleValue();
        assertThat(apart).isLessThan(2e-5 * scale);
    }
}
