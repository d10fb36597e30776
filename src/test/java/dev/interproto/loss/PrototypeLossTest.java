package dev.interproto.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PrototypeLossTest {
    private static final double STEP = 1e-6;

    @Test
    void aBatchOfTwoIsTheMeanOfItsCrossEntropies() {
        INDArray embeddings = Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}});
        INDArray prototypes = Nd4j.createFromArray(new double[][] {{5, 0}, {0, 3}, {-1, 0}});
        PrototypeLoss loss =
                new PrototypeLoss(new CosFace(2, 0.5), new InterPrototypeLoss(new int[] {0, 2}), 3);

        LossStep step = loss.losses(embeddings, prototypes, new int[] {0, 0});

        // Logits: row 0 has cosines 1, 0, −1 and own 0, so 1, 0, −2; row 1 has 0, 1, 0: −1, 2, 0.
        double first = Math.log(Math.exp(1) + 1 + Math.exp(-2)) - 1;
        double second = Math.log(Math.exp(-1) + Math.exp(2) + 1) + 1;
        assertThat(step.margin()).isCloseTo((first + second) / 2, within(1e-12));
        // Children 0 and 2 are opposite: S_02 = −1, twice, over 4.
        assertThat(step.interPrototype()).isCloseTo(0.5, within(1e-12));
        assertThat(step.total()).isCloseTo((first + second) / 2 + 1.5, within(1e-12));
        assertThat(step.accuracy()).isEqualTo(0.5);
    }

    @Test
    void aHopelessLogitHasAFiniteLoss() {
        // In single precision exp(−128) is 0: the loss must come from the logarithm of the sum.
        INDArray embeddings = Nd4j.createFromArray(new float[][] {{1, 0}});
        INDArray prototypes = Nd4j.createFromArray(new float[][] {{-1, 0}, {1, 0}});
        PrototypeLoss loss =
                new PrototypeLoss(new CosFace(64, 0.35), new InterPrototypeLoss(new int[0]), 1);

        assertThat(loss.losses(embeddings, prototypes, new int[] {0}).margin())
                .isCloseTo(64 * 2.35, within(1e-3));
    }

    static Stream<Arguments> headsAndChildren() {
        return Stream.of(
                Arguments.of(new ArcFace(8, 0.5), new int[] {}),
                Arguments.of(new ArcFace(8, 0.5), new int[] {1, 3, 4}),
                Arguments.of(new ArcFace(8, 0.5), new int[] {0, 1, 2, 3, 5, 6}),
                Arguments.of(new CosFace(16, 0.35), new int[] {0, 6}),
                Arguments.of(new Softmax(8), new int[] {}),
                Arguments.of(new CombinedMargin(8, 1, 0.3, 0.2), new int[] {}),
                Arguments.of(new CombinedMargin(8, 2.5, 0.3, 0.2), new int[] {1, 3}),
                Arguments.of(new CurricularFace(8, 0.5, 0.2), new int[] {0, 6}),
                Arguments.of(
                        new MvSoftmax(MvSoftmax.Style.AM, 8, 0.35, 0.2, false), new int[] {0, 6}),
                Arguments.of(new MvSoftmax(MvSoftmax.Style.ARC, 8, 0.5, 0.2, true), new int[] {}));
    }

    @ParameterizedTest
    @MethodSource("headsAndChildren")
    void derivativesAgreeWithFiniteDifferences(MarginHead head, int[] children) {
        Nd4j.getRandom().setSeed(11);
        INDArray embeddings = Nd4j.randn(DataType.DOUBLE, 4, 5);
        embeddings.diviColumnVector(embeddings.norm2(1));
        INDArray prototypes = Nd4j.randn(DataType.DOUBLE, 7, 5);
        // The last embedding stands nearly opposite its prototype: ArcFace's straight branch.
        prototypes.putRow(2, embeddings.getRow(3).mul(-1.7).addi(0.2));
        int[] labels = {1, 6, 0, 2};
        PrototypeLoss loss = new PrototypeLoss(head, new InterPrototypeLoss(children), 0.7);
        INDArray byEmbeddings = Nd4j.create(DataType.DOUBLE, 4, 5);
        INDArray byPrototypes = Nd4j.create(DataType.DOUBLE, 7, 5);

        loss.gradients(embeddings, prototypes, labels, byEmbeddings, byPrototypes);

        assertDerivative(prototypes, byPrototypes, loss, embeddings, prototypes, labels);
        assertDerivative(embeddings, byEmbeddings, loss, embeddings, prototypes, labels);
    }

    /** Embeddings of lengths 10 to 110, some held at the bounds: the way back goes through them. */
    @Test
    void magFacesDerivativesAgreeWithFiniteDifferences() {
        Nd4j.getRandom().setSeed(11);
        INDArray embeddings = Nd4j.randn(DataType.DOUBLE, 4, 5);
        embeddings.diviColumnVector(embeddings.norm2(1));
        embeddings.muliColumnVector(Nd4j.createFromArray(new double[] {4, 30, 60, 140}));
        INDArray prototypes = Nd4j.randn(DataType.DOUBLE, 7, 5);
        int[] labels = {1, 6, 0, 2};
        PrototypeLoss loss =
                new PrototypeLoss(
                        new MagFace(8, 0.45, 0.8, 10, 110, 35),
                        new InterPrototypeLoss(new int[] {0, 6}),
                        0.7);
        INDArray byEmbeddings = Nd4j.create(DataType.DOUBLE, 4, 5);
        INDArray byPrototypes = Nd4j.create(DataType.DOUBLE, 7, 5);

        loss.gradients(embeddings, prototypes, labels, byEmbeddings, byPrototypes);

        assertDerivative(prototypes, byPrototypes, loss, embeddings, prototypes, labels);
        assertDerivative(embeddings, byEmbeddings, loss, embeddings, prototypes, labels);
    }

    /** Lengths count as constants: embeddings are turned, never stretched. */
    @Test
    void adaFacesDerivativesAgreeWithFiniteDifferencesAtTheSameLengths() {
        Nd4j.getRandom().setSeed(11);
        INDArray embeddings = Nd4j.randn(DataType.DOUBLE, 4, 5).muli(10);
        INDArray prototypes = Nd4j.randn(DataType.DOUBLE, 7, 5);
        int[] labels = {1, 6, 0, 2};
        PrototypeLoss loss =
                new PrototypeLoss(
                        new AdaFace(8, 0.4, 3, 0.5), new InterPrototypeLoss(new int[0]), 1);
        INDArray byEmbeddings = Nd4j.create(DataType.DOUBLE, 4, 5);
        INDArray byPrototypes = Nd4j.create(DataType.DOUBLE, 7, 5);

        loss.gradients(embeddings, prototypes, labels, byEmbeddings, byPrototypes);

        assertDerivative(prototypes, byPrototypes, loss, embeddings, prototypes, labels);
        INDArray lengths = embeddings.norm2(1);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 5; j++) {
                double above = turned(loss, embeddings, i, j, STEP, lengths, prototypes, labels);
                double below = turned(loss, embeddings, i, j, -STEP, lengths, prototypes, labels);
                assertThat(byEmbeddings.getDouble(i, j))
                        .isCloseTo((above - below) / (2 * STEP), within(1e-6));
            }
        }
    }

    private static double turned(
            PrototypeLoss loss,
            INDArray embeddings,
            int i,
            int j,
            double step,
            INDArray lengths,
            INDArray prototypes,
            int[] labels) {
        INDArray moved = embeddings.dup();
        moved.putScalar(i, j, moved.getDouble(i, j) + step);
        moved.diviColumnVector(moved.norm2(1)).muliColumnVector(lengths);
        return loss.losses(moved, prototypes, labels).total();
    }

    @Test
    void aHeadRemembersTrainingStepsOnlyAndGoesOnFromWhatItRemembered() {
        Nd4j.getRandom().setSeed(5);
        INDArray embeddings = Nd4j.randn(DataType.DOUBLE, 4, 5);
        embeddings.diviColumnVector(embeddings.norm2(1));
        INDArray prototypes = Nd4j.randn(DataType.DOUBLE, 7, 5);
        int[] labels = {1, 6, 0, 2};
        CurricularFace head = new CurricularFace(8, 0.5, 0.2);
        PrototypeLoss loss = new PrototypeLoss(head, new InterPrototypeLoss(new int[0]), 1);

        loss.losses(embeddings, prototypes, labels);
        assertThat(loss.memory()).containsExactly(0);
        learn(loss, embeddings, prototypes, labels);
        double[] remembered = loss.memory();
        LossStep expected = learn(loss, embeddings, prototypes, labels);

        PrototypeLoss resumed = new PrototypeLoss(head, new InterPrototypeLoss(new int[0]), 1);
        resumed.memory(remembered);
        assertThat(remembered[0]).isNotZero();
        assertThat(learn(resumed, embeddings, prototypes, labels)).isEqualTo(expected);
    }

    private static LossStep learn(
            PrototypeLoss loss, INDArray embeddings, INDArray prototypes, int[] labels) {
        return loss.gradients(
                embeddings, prototypes, labels, embeddings.ulike(), prototypes.ulike());
    }

    private static void assertDerivative(
            INDArray varied,
            INDArray derivative,
            PrototypeLoss loss,
            INDArray embeddings,
            INDArray prototypes,
            int[] labels) {
        for (int i = 0; i < varied.size(0); i++) {
            for (int j = 0; j < varied.size(1); j++) {
                double value = varied.getDouble(i, j);
                varied.putScalar(i, j, value + STEP);
                double above = loss.losses(embeddings, prototypes, labels).total();
                varied.putScalar(i, j, value - STEP);
                double below = loss.losses(embeddings, prototypes, labels).total();
                varied.putScalar(i, j, value);
                double expected = (above - below) / (2 * STEP);
                assertThat(derivative.getDouble(i, j))
                        .as("element %d, %d", i, j)
                        .isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
            }
        }
    }
}
