package dev.interproto.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class EmbeddingQueueTest {

    @Test
    void aPastEmbeddingMovesAsItsPrototypeDid() {
        EmbeddingQueue queue = new EmbeddingQueue(4, 2);
        INDArray x = Nd4j.createFromArray(new float[][] {{0, 1}});
        queue.add(x, Nd4j.createFromArray(new float[][] {{9, 9}, {2, 0}}), new int[] {1});

        // w moved from (2, 0) to (2, 4): x* = (0, 1) + (0, 4) / 2 = (0, 3), at unit length (0, 1).
        // To (6, 0): (0, 1) + (4, 0) / 2 = (2, 1), over √5.
        INDArray up = Nd4j.createFromArray(new float[][] {{9, 9}, {2, 4}});
        INDArray along = Nd4j.createFromArray(new float[][] {{9, 9}, {6, 0}});

        assertThat(queue.compensated(0, 1, up).toFloatVector())
                .containsExactly(new float[] {0, 1}, within(1e-6f));
        assertThat(queue.compensated(0, 1, along).toFloatVector())
                .containsExactly(
                        new float[] {(float) (2 / Math.sqrt(5)), (float) (1 / Math.sqrt(5))},
                        within(1e-6f));
    }

    @Test
    void theOldestMakeRoomAndAllOfItCanBeSavedAndRestored() {
        EmbeddingQueue queue = new EmbeddingQueue(3, 2);
        INDArray prototypes = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 2}, {3, 0}, {0, 4}});
        INDArray two = Nd4j.createFromArray(new float[][] {{0, 1}, {1, 0}});
        queue.add(two, prototypes, new int[] {0, 1});
        queue.add(two, prototypes, new int[] {2, 3});

        assertThat(queue.size()).isEqualTo(3);
        assertThat(queue.labels(0, 3)).containsExactly(1, 2, 3);
        EmbeddingQueue again = new EmbeddingQueue(3, 2);
        again.restore(queue.packed());
        assertThat(again.packed()).isEqualTo(queue.packed());
        assertThatThrownBy(() -> new EmbeddingQueue(2, 2).restore(queue.packed()))
                .hasMessageContaining("2 x 4");
    }

    /** By arrays in float64 and by fused loops in float32, in a step from nothing and the next. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void prototypesLearnFromTheQueueAndEmbeddingsFromTheBatch(DataType type) {
        Nd4j.getRandom().setSeed(4);
        INDArray first = unit(Nd4j.randn(DataType.DOUBLE, 3, 5)).castTo(type);
        INDArray second = unit(Nd4j.randn(DataType.DOUBLE, 2, 5)).castTo(type);
        INDArray before = Nd4j.randn(DataType.DOUBLE, 7, 5).castTo(type);
        INDArray now = before.add(Nd4j.randn(DataType.DOUBLE, 7, 5).muli(0.2).castTo(type));
        InterPrototypeLoss none = new InterPrototypeLoss(new int[] {1, 2});
        PrototypeLoss broad = new PrototypeLoss(new BroadFace(8, 0.5, 100), none, 0.5);
        PrototypeLoss arc = new PrototypeLoss(new ArcFace(8, 0.5), none, 0.5);
        int[] firstLabels = {1, 6, 0};
        int[] secondLabels = {2, 6};

        // The first batch is the whole queue: ArcFace.
        assertSameGradients(
                gradients(broad, first, before, firstLabels),
                gradients(arc, first, before, firstLabels));
        INDArray[] found = gradients(broad, second, now, secondLabels);

        INDArray moved = Nd4j.create(type, 5, 5);
        for (int row = 0; row < 3; row++) {
            INDArray old = before.getRow(firstLabels[row]);
            INDArray step = now.getRow(firstLabels[row]).sub(old).div(old.norm2Number());
            moved.putRow(row, first.getRow(row).add(step));
        }
        moved.putRow(3, second.getRow(0));
        moved.putRow(4, second.getRow(1));
        INDArray[] ofBatch = gradients(arc, second, now, secondLabels);
        INDArray[] ofAll = gradients(arc, unit(moved), now, new int[] {1, 6, 0, 2, 6});
        assertSameGradients(found, new INDArray[] {ofBatch[0], ofAll[1]});
    }

    private static INDArray unit(INDArray rows) {
        return rows.divColumnVector(rows.norm2(1)).dup('c');
    }

    private static INDArray[] gradients(
            PrototypeLoss loss, INDArray embeddings, INDArray prototypes, int[] labels) {
        INDArray byEmbeddings = Nd4j.create(embeddings.dataType(), embeddings.shape());
        INDArray byPrototypes = Nd4j.create(prototypes.dataType(), prototypes.shape());
        loss.gradients(embeddings, prototypes, labels, byEmbeddings, byPrototypes);
        return new INDArray[] {byEmbeddings, byPrototypes};
    }

    private static void assertSameGradients(INDArray[] found, INDArray[] expected) {
        for (int i = 0; i < 2; i++) {
            double apart = found[i].sub(expected[i]).amaxNumber().doubleValue();
            assertThat(apart).isLessThan(2e-5 * expected[i].amaxNumber().doubleValue());
        }
    }
}
