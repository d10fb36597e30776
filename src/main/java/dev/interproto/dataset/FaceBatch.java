package dev.interproto.dataset;

import dev.interproto.face.FaceTensor;
import java.util.Queue;

/**
 * One training batch, in arrays that are used again: {@link #close} gives it back to the loader,
 * and from then on its content must not be read. Filled by one loader thread and read by one other.
 */
public final class FaceBatch implements AutoCloseable {
    private final Queue<FaceBatch> home;
    private final float[] pixels;
    private final int[] labels;
    private final int[] ages;
    private int count;
    private boolean lent;

    FaceBatch(int capacity, Queue<FaceBatch> home) {
        this.home = home;
        this.pixels = new float[capacity * FaceTensor.LENGTH];
        this.labels = new int[capacity];
        this.ages = new int[capacity];
    }

    /**
     * The faces, [count, 112, 112, 3] (NHWC), R, G, B, −1 to 1. The array may be longer: a last
     * batch of fewer images fills its beginning only.
     */
    public float[] pixels() {
        return pixels;
    }

    /** The identity of each face; the first {@link #count} entries are valid. */
    public int[] labels() {
        return labels;
    }

    /**
     * The age of each face in years, {@link FaceDataset#NO_AGE} where it is not known; the first
     * {@link #count} entries are valid.
     */
    public int[] ages() {
        return ages;
    }

    /** How many images. */
    public int count() {
        return count;
    }

    /** Gives the arrays back; closing twice is harmless. */
    @Override
    public void close() {
        if (lent) {
            lent = false;
            home.add(this);
        }
    }

    void lend(int images) {
        count = images;
        lent = true;
    }
}
