package dev.interproto.loss;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The newest embeddings of a training with their identities, compensated for how far their
 * prototypes have moved since: x* = x + (‖x‖ / ‖w_old‖)·(w_now − w_old), then brought to unit
 * length (BroadFace, ECCV 2020, arXiv 2008.06674). With ‖x‖ = 1 that is (x − w_old/‖w_old‖) +
 * w_now/‖w_old‖, so that one row of D numbers, the first part, and 1/‖w_old‖ are all that is kept.
 *
 * <p>Memory: capacity · (D + 2) · 4 bytes, taken as it fills. Part of a training's state: {@link
 * #packed()} holds all of it, exactly.
 */
public final class EmbeddingQueue {
    private final int dimension;
    private final float[][] rows;
    private int size;
    private int oldest;

    EmbeddingQueue(int capacity, int dimension) {
        this.rows = new float[capacity][];
        this.dimension = dimension;
    }

    /** Embeddings held. */
    public int size() {
        return size;
    }

    /** Numbers in a packed row: D, one over the old prototype's length, the identity's index. */
    public int width() {
        return dimension + 2;
    }

    /**
     * Adds a batch; the oldest make room.
     *
     * @param unit [B, D], rows of unit length
     * @param prototypes [C, D], as they are now
     * @param labels [B]
     */
    void add(INDArray unit, INDArray prototypes, int[] labels) {
        float[][] x = floats(unit);
        float[][] w = floats(Nd4j.pullRows(prototypes, 1, labels));
        for (int row = 0; row < labels.length; row++) {
            float inverse = inverseLength(w[row]);
            float[] packed = new float[width()];
            for (int k = 0; k < dimension; k++) {
                packed[k] = x[row][k] - w[row][k] * inverse;
            }
            packed[dimension] = inverse;
            packed[dimension + 1] = labels[row];
            push(packed);
        }
    }

    private void push(float[] packed) {
        if (size < rows.length) {
            rows[(oldest + size) % rows.length] = packed;
            size++;
        } else {
            rows[oldest] = packed;
            oldest = (oldest + 1) % rows.length;
        }
    }

    /** Identities of rows, the oldest first. */
    int[] labels(int from, int count) {
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (int) row(from + i)[dimension + 1];
        }
        return labels;
    }

    /**
     * Rows as they are to be learnt from now, the oldest first.
     *
     * @param prototypes [C, D], as they are now
     * @return [count, D], of unit length, of the prototypes' type
     */
    INDArray compensated(int from, int count, INDArray prototypes) {
        float[][] w = floats(Nd4j.pullRows(prototypes, 1, labels(from, count)));
        for (int i = 0; i < count; i++) {
            float[] packed = row(from + i);
            for (int k = 0; k < dimension; k++) {
                w[i][k] = packed[k] + w[i][k] * packed[dimension];
            }
            float inverse = inverseLength(w[i]);
            for (int k = 0; k < dimension; k++) {
                w[i][k] *= inverse;
            }
        }
        return Nd4j.createFromArray(w).castTo(prototypes.dataType());
    }

    /** All rows, the oldest first, {@link #width()} numbers each. */
    public float[] packed() {
        float[] all = new float[size * width()];
        for (int i = 0; i < size; i++) {
            System.arraycopy(row(i), 0, all, i * width(), width());
        }
        return all;
    }

    /**
     * Goes on from saved rows.
     *
     * @throws IllegalArgumentException where they are more than fit, or of another width
     */
    public void restore(float[] packed) {
        int saved = packed.length / width();
        if (packed.length % width() != 0 || saved > rows.length) {
            throw new IllegalArgumentException(
                    packed.length + " numbers are no queue of " + rows.length + " x " + width());
        }
        size = 0;
        oldest = 0;
        for (int i = 0; i < saved; i++) {
            push(java.util.Arrays.copyOfRange(packed, i * width(), (i + 1) * width()));
        }
    }

    private float[] row(int index) {
        return rows[(oldest + index) % rows.length];
    }

    private static float inverseLength(float[] values) {
        return (float)
                (1 / Math.max(1e-12, Math.sqrt(HostRows.dot(values, 0, values, 0, values.length))));
    }

    private static float[][] floats(INDArray rows) {
        return rows.castTo(DataType.FLOAT).toFloatMatrix();
    }
}
