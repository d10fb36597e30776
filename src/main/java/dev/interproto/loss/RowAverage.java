package dev.interproto.loss;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The moving average a ← d·a + (1 − d)·w of a matrix of which an update changes some rows only. As
 * long as a row of w stays the same its average can wait: it is brought up to date just before the
 * row changes, or is asked for, by as many steps of the very same arithmetic as it has missed. So
 * the average is that of a pass over the whole matrix after each update, to the bit, whenever it is
 * asked for, while an update reads and writes the changed rows alone.
 *
 * <p>One thread's.
 */
public final class RowAverage {
    private final HostRows weights;
    private final HostRows average;

    /** How many of the decays a row's average has seen. */
    private final int[] seen;

    private float[] decays = new float[64];
    private int count;

    /**
     * @param weights w [C, D], as {@link #serves} wants it
     * @param average a [C, D], changed
     */
    public RowAverage(INDArray weights, INDArray average) {
        this.weights = new HostRows(weights);
        this.average = new HostRows(average);
        this.seen = new int[(int) weights.size(0)];
    }

    /** Whether matrices lie where their rows can be got at singly: float32, in main memory. */
    public static boolean serves(INDArray weights, INDArray average) {
        return HostRows.serves(weights, average);
    }

    /** To be called before an update changes rows of the weights; each is named once. */
    public void beforeChange(int[] rows) {
        HostRows.each(rows.length, (number, from, to) -> catchUp(rows, (int) from, (int) to));
    }

    /**
     * An update is done.
     *
     * @param decay d, 0 to below 1
     */
    public void follow(double decay) {
        if (count == decays.length) {
            decays = Arrays.copyOf(decays, 2 * count);
        }
        decays[count++] = (float) decay;
    }

    /** Brings the average of all rows up to date. */
    public void settle() {
        if (count > 0) {
            beforeChange(IntStream.range(0, seen.length).toArray());
            Arrays.fill(seen, 0);
            count = 0;
        }
    }

    private void catchUp(int[] rows, int from, int to) {
        HostRows.Window readW = weights.window();
        HostRows.Window atA = average.window();
        float[] w = new float[weights.columns()];
        float[] a = new float[weights.columns()];
        for (int i = from; i < to; i++) {
            int row = rows[i];
            if (seen[row] == count) {
                continue;
            }
            readW.read(row, 1, w);
            atA.read(row, 1, a);
            for (int update = seen[row]; update < count; update++) {
                step(a, w, decays[update]);
            }
            atA.write(row, 1, a);
            seen[row] = count;
        }
    }

    private static void step(float[] a, float[] w, float decay) {
        float rest = 1 - decay;
        for (int k = 0; k < a.length; k++) {
            a[k] = decay * a[k] + rest * w[k];
        }
    }
}
