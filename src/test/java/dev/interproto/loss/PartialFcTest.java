package dev.interproto.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PartialFcTest {
    private static final double STEP = 1e-6;
    private static final int[] NO_CHILDREN = {};

    @Test
    void positivesAreAlwaysInAndOthersFillUpTheShare() {
        PartialFc partialFc = new PartialFc(0.1, 7);
        int[] positives = {99, 3, 3, 50};

        for (long step = 0; step < 100; step++) {
            partialFc.step(step);
            int[] sample = partialFc.sample(positives, 100);
            assertThat(sample).hasSize(10).contains(3, 50, 99).isSorted().doesNotHaveDuplicates();
            assertThat(sample[0]).isNotNegative();
            assertThat(sample[9]).isLessThan(100);
        }
    }

    @Test
    void morePositivesThanTheShareAreAllThatIsUsed() {
        assertThat(new PartialFc(0.1, 7).sample(new int[] {8, 2, 4}, 10)).containsExactly(2, 4, 8);
    }

    @Test
    void theShareIsRoundedDown() {
        assertThat(PartialFc.sampleSize(0.1, 85_742)).isEqualTo(8_574);
        assertThat(new PartialFc(1, 7).sample(new int[] {1}, 3)).containsExactly(0, 1, 2);
    }

    @Test
    void theDrawFollowsSeedAndStepAlone() {
        int[] positives = {5};
        PartialFc one = new PartialFc(0.2, 7);
        int[] first = one.sample(positives, 1000);
        one.step(1);
        int[] second = one.sample(positives, 1000);

        PartialFc again = new PartialFc(0.2, 7);
        again.step(1);
        assertThat(again.sample(positives, 1000)).isEqualTo(second);
        again.step(0);
        assertThat(again.sample(positives, 1000)).isEqualTo(first);
        assertThat(second).isNotEqualTo(first);
        assertThat(new PartialFc(0.2, 8).sample(positives, 1000)).isNotEqualTo(first);
    }

    /** 9 others of 99 a step: each is drawn 4,000 · 1/11 times, give or take five deviations. */
    @Test
    void othersAreDrawnEvenly() {
        PartialFc partialFc = new PartialFc(0.1, 3);
        int steps = 4_000;
        int[] drawn = new int[100];
        for (long step = 0; step < steps; step++) {
            partialFc.step(step);
            for (int identity : partialFc.sample(new int[] {40}, 100)) {
                drawn[identity]++;
            }
        }

        double deviation = Math.sqrt(steps / 11.0 * (10 / 11.0));
        assertThat(drawn[40]).isEqualTo(steps);
        for (int identity = 0; identity < 100; identity++) {
            if (identity != 40) {
                assertThat((double) drawn[identity]).isCloseTo(steps / 11.0, within(5 * deviation));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(HeadKind.class)
    void aShareOfOneGivesTheBitsOfTheFullHead(HeadKind kind) {
        assertSameAsFull(kind, DataType.FLOAT, new int[] {6, 0, 3});
        assertSameAsFull(kind, DataType.DOUBLE, new int[] {0, 1, 2, 3, 4, 5, 6, 8});
    }

    private static void assertSameAsFull(HeadKind kind, DataType type, int[] children) {
        INDArray embeddings = embeddings(type, kind.published());
        INDArray prototypes = random(type, 9, 5, 4);
        PrototypeLoss full =
                new PrototypeLoss(kind.published(), new InterPrototypeLoss(children), 0.7);
        PrototypeLoss sampled =
                new PrototypeLoss(kind.published(), new InterPrototypeLoss(children), 0.7);
        PartialFc partialFc = new PartialFc(1, 7);
        for (int[] labels : new int[][] {{1, 6, 0, 2}, {8, 8, 4, 2}}) {
            INDArray byEmbeddings = embeddings.ulike();
            INDArray byPrototypes = prototypes.ulike();
            LossStep expected =
                    full.gradients(embeddings, prototypes, labels, byEmbeddings, byPrototypes);
            INDArray sampledByEmbeddings = embeddings.ulike();
            LossStep actual =
                    partialFc.gradients(
                            sampled, embeddings, prototypes, labels, sampledByEmbeddings);

            assertThat(actual).isEqualTo(expected);
            assertThat(sampledByEmbeddings.toFloatMatrix())
                    .isDeepEqualTo(byEmbeddings.toFloatMatrix());
            assertThat(partialFc.gradient().rows()).isEqualTo(IntStream.range(0, 9).toArray());
            assertThat(partialFc.gradient().values().toFloatMatrix())
                    .isDeepEqualTo(byPrototypes.toFloatMatrix());
        }
        assertThat(sampled.memory()).isEqualTo(full.memory());
    }

    @Test
    void aSmallExampleByHand() {
        INDArray embeddings = Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}});
        // The batch is of identities 1 and 3, half of the four; 0 and 2 are children.
        INDArray prototypes =
                Nd4j.createFromArray(new double[][] {{2, 0}, {5, 0}, {0, 4}, {-1, 0}});
        PrototypeLoss loss =
                new PrototypeLoss(new CosFace(2, 0.5), new InterPrototypeLoss(new int[] {2, 0}), 3);
        PartialFc partialFc = new PartialFc(0.5, 1);
        INDArray byEmbeddings = embeddings.ulike();

        LossStep step =
                partialFc.gradients(loss, embeddings, prototypes, new int[] {1, 3}, byEmbeddings);

        // Logits over 1 and 3: row 0 has 2·(1 − 0.5) and −2; row 1 has 0 and 2·(0 − 0.5).
        double first = Math.log(Math.exp(1) + Math.exp(-2)) - 1;
        double second = Math.log(1 + Math.exp(-1)) + 1;
        assertThat(step.margin()).isCloseTo((first + second) / 2, within(1e-12));
        // Children at a right angle: nothing to push, though neither was sampled.
        assertThat(step.interPrototype()).isCloseTo(0, within(1e-12));
        assertThat(step.correct()).isEqualTo(1);
        double p0 = Math.exp(-2) / (Math.exp(1) + Math.exp(-2));
        double p1 = 1 / (1 + Math.exp(-1));
        // dL/dx = ½·2·Σ (p − y) ŵ, ŵ of 1 and 3 being (1, 0) and (−1, 0).
        assertThat(byEmbeddings.toDoubleMatrix()[0])
                .containsExactly(new double[] {-2 * p0, 0}, within(1e-12));
        assertThat(byEmbeddings.toDoubleMatrix()[1])
                .containsExactly(new double[] {2 * p1, 0}, within(1e-12));
        // dL/dŵ = ½·2·Σ (p − y) x, turned: only what is at a right angle to w, over its length.
        RowGradient gradient = partialFc.gradient();
        assertThat(gradient.rows()).containsExactly(1, 3, 2, 0);
        double[][] rows = gradient.values().toDoubleMatrix();
        assertThat(rows[0]).containsExactly(new double[] {0, p1 / 5}, within(1e-12));
        assertThat(rows[1]).containsExactly(new double[] {0, -p1}, within(1e-12));
        assertThat(rows[2]).containsExactly(new double[] {0, 0}, within(1e-12));
        assertThat(rows[3]).containsExactly(new double[] {0, 0}, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(
            value = HeadKind.class,
            names = {"BROADFACE", "ADAFACE", "CURRICULARFACE"},
            mode = EnumSource.Mode.EXCLUDE)
    void derivativesAgreeWithFiniteDifferencesOverTheSample(HeadKind kind) {
        MarginHead head = kind.with(Map.of("scale", 8.0));
        int[] children = {11, 0, 2, 7, 4, 9, 5};
        INDArray embeddings = embeddings(DataType.DOUBLE, head);
        INDArray prototypes = random(DataType.DOUBLE, 12, 5, 4);
        int[] labels = {1, 6, 0, 2};
        PrototypeLoss loss = new PrototypeLoss(head, new InterPrototypeLoss(children), 0.7);
        PartialFc partialFc = new PartialFc(0.5, 7);
        int[] sample = partialFc.sample(labels, 12);
        INDArray byEmbeddings = embeddings.ulike();

        LossStep step = partialFc.gradients(loss, embeddings, prototypes, labels, byEmbeddings);

        assertThat(step.total())
                .isCloseTo(
                        expected(head, children, embeddings, prototypes, sample, labels),
                        within(1e-12));
        INDArray byPrototypes = Nd4j.zeros(DataType.DOUBLE, 12, 5);
        int[] rows = partialFc.gradient().rows();
        assertThat(sample).hasSize(6).doesNotContain(9, 11);
        assertThat(rows).startsWith(sample).contains(children).doesNotHaveDuplicates();
        for (int i = 0; i < rows.length; i++) {
            byPrototypes.putRow(rows[i], partialFc.gradient().values().getRow(i));
        }
        for (INDArray[] each :
                new INDArray[][] {{prototypes, byPrototypes}, {embeddings, byEmbeddings}}) {
            for (int i = 0; i < each[0].size(0); i++) {
                for (int j = 0; j < 5; j++) {
                    double value = each[0].getDouble(i, j);
                    each[0].putScalar(i, j, value + STEP);
                    double above = expected(head, children, embeddings, prototypes, sample, labels);
                    each[0].putScalar(i, j, value - STEP);
                    double below = expected(head, children, embeddings, prototypes, sample, labels);
                    each[0].putScalar(i, j, value);
                    double slope = (above - below) / (2 * STEP);
                    assertThat(each[1].getDouble(i, j))
                            .as("element %d, %d", i, j)
                            .isCloseTo(slope, within(1e-6 * Math.max(1, Math.abs(slope))));
                }
            }
        }
    }

    /** The full head over the sample's prototypes, and all child prototypes pushed apart. */
    private static double expected(
            MarginHead head,
            int[] children,
            INDArray embeddings,
            INDArray prototypes,
            int[] sample,
            int[] labels) {
        int[] own = Arrays.stream(labels).map(l -> Arrays.binarySearch(sample, l)).toArray();
        LossStep margin =
                new PrototypeLoss(head, new InterPrototypeLoss(NO_CHILDREN), 0)
                        .losses(embeddings, Nd4j.pullRows(prototypes, 1, sample), own);
        LossStep pushed =
                new PrototypeLoss(head, new InterPrototypeLoss(children), 0.7)
                        .losses(embeddings, prototypes, labels);
        return margin.margin() + 0.7 * pushed.interPrototype();
    }

    @Test
    void withoutAWeightChildrenAreMeasuredButNotLearned() {
        INDArray embeddings = embeddings(DataType.FLOAT, ArcFace.PUBLISHED);
        INDArray prototypes = random(DataType.FLOAT, 12, 5, 4);
        int[] children = {3, 8, 9, 10, 11};
        PrototypeLoss loss =
                new PrototypeLoss(ArcFace.PUBLISHED, new InterPrototypeLoss(children), 0);
        PartialFc partialFc = new PartialFc(0.4, 7);
        int[] labels = {1, 6, 0, 2};
        int[] sample = partialFc.sample(labels, 12);

        LossStep step =
                partialFc.gradients(loss, embeddings, prototypes, labels, embeddings.ulike());

        assertThat(partialFc.gradient().rows()).isEqualTo(sample);
        assertThat(step.interPrototype())
                .isCloseTo(
                        loss.losses(embeddings, prototypes, labels).interPrototype(), within(1e-6));
    }

    @Test
    void pastEmbeddingsOfBroadFaceArePositivesToo() {
        BroadFace head = new BroadFace(8, 0.5, 6);
        INDArray embeddings = embeddings(DataType.FLOAT, head);
        INDArray prototypes = random(DataType.FLOAT, 40, 5, 4);
        PrototypeLoss loss = new PrototypeLoss(head, new InterPrototypeLoss(NO_CHILDREN), 1);
        PartialFc partialFc = new PartialFc(0.1, 7);

        partialFc.gradients(
                loss, embeddings, prototypes, new int[] {31, 36, 30, 32}, embeddings.ulike());
        partialFc.gradients(
                loss, embeddings, prototypes, new int[] {1, 6, 0, 2}, embeddings.ulike());

        assertThat(partialFc.gradient().rows()).containsExactly(0, 1, 2, 6, 30, 31, 32, 36);
        // The newest six are left: 30 and 32, and the batch before this one.
        assertThat(loss.positives(new int[] {5}, 5)).containsExactly(5, 30, 32, 1, 6, 0, 2);
    }

    @Test
    void onlyRowsWithAGradientAreUpdated() {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            INDArray weights = Nd4j.createFromArray(new double[][] {{1, 2}, {3, 4}, {5, 6}});
            INDArray velocity = Nd4j.createFromArray(new double[][] {{1, 1}, {2, 4}, {7, 7}});
            INDArray values = Nd4j.createFromArray(new double[][] {{0.5, -0.5}}).castTo(type);
            INDArray w = weights.castTo(type);
            INDArray v = velocity.castTo(type);

            new RowGradient(new int[] {1}, values).descend(w, v, 0.1, 0.5, 0.25);

            // v = 0.5·(2, 4) + (0.5, −0.5) + 0.25·(3, 4); w = (3, 4) − 0.1·v.
            assertThat(v.toDoubleMatrix())
                    .isDeepEqualTo(new double[][] {{1, 1}, {2.25, 2.5}, {7, 7}});
            assertThat(w.getDouble(1, 0)).isCloseTo(2.775, within(1e-6));
            assertThat(w.getDouble(1, 1)).isCloseTo(3.75, within(1e-6));
            assertThat(w.getRow(0)).isEqualTo(weights.castTo(type).getRow(0));
            assertThat(w.getRow(2)).isEqualTo(weights.castTo(type).getRow(2));
        }
    }

    @Test
    void aShareThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new PartialFc(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PartialFc(1.5, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static INDArray embeddings(DataType type, MarginHead head) {
        INDArray embeddings = random(type, 4, 5, 11);
        embeddings.diviColumnVector(embeddings.norm2(1));
        return head.needsNorms() ? embeddings.muli(30) : embeddings;
    }

    private static INDArray random(DataType type, int rows, int columns, long seed) {
        Nd4j.getRandom().setSeed(seed);
        return Nd4j.randn(DataType.DOUBLE, rows, columns).castTo(type);
    }
}
