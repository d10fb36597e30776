package dev.interproto.loss;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The sum of several {@link RowGradient}s of one matrix [C, D], each of other rows: a row that one
 * of them does not have counts as zero there. Its array has a row for each that any of them has, at
 * most C, and is kept from sum to sum.
 */
public final class RowGradientSum {
    private static final int NONE = -1;

    private final int expected;
    private final int[] place;
    private int[] rows = {};
    private int count;
    private INDArray values;

    /**
     * @param matrixRows C
     * @param expected gradients that a sum is of, for a guess at the room that it needs
     */
    public RowGradientSum(int matrixRows, int expected) {
        this.expected = expected;
        this.place = new int[matrixRows];
        Arrays.fill(place, NONE);
    }

    /** Adds one; it is not kept. */
    public void add(RowGradient more) {
        int before = count;
        int[] places = new int[more.rows().length];
        if (rows.length < before + places.length) {
            rows = Arrays.copyOf(rows, Math.max(2 * before, before + places.length));
        }
        for (int i = 0; i < places.length; i++) {
            int row = more.rows()[i];
            if (place[row] == NONE) {
                place[row] = count;
                rows[count++] = row;
            }
            places[i] = place[row];
        }
        makeRoom(more.values().dataType(), before, places.length, more.values().size(1));
        if (count > before) {
            values.get(NDArrayIndex.interval(before, count), NDArrayIndex.all()).assign(0);
        }
        IndexedRows.scatterAdd(more.values(), places, 0, values);
    }

    private void makeRoom(DataType type, int kept, int added, long width) {
        if (values != null && values.size(0) >= count) {
            return;
        }
        long room = Math.min(place.length, Math.max(count, (long) expected * added));
        try (MemoryWorkspace none = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray larger = Nd4j.createUninitialized(type, new long[] {room, width}, 'c');
            if (values != null) {
                if (kept > 0) {
                    StepPrototypes.first(larger, kept).assign(StepPrototypes.first(values, kept));
                }
                values.close();
            }
            values = larger;
        }
    }

    /**
     * The sum so far: rows in the order in which they came up, values valid until the next change.
     *
     * @throws IllegalStateException where nothing was added
     */
    public RowGradient sum() {
        if (count == 0) {
            throw new IllegalStateException("no gradient was added");
        }
        return new RowGradient(Arrays.copyOf(rows, count), StepPrototypes.first(values, count));
    }

    /** Begins a new sum. */
    public void clear() {
        for (int i = 0; i < count; i++) {
            place[rows[i]] = NONE;
        }
        count = 0;
    }
}
