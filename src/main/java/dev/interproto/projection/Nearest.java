package dev.interproto.projection;

import java.util.Arrays;

/** Keeps the k smallest of the values offered: a heap with the largest on top. */
final class Nearest {
    private final double[] value;
    private final int[] index;
    private int size;

    Nearest(int k) {
        value = new double[k];
        index = new int[k];
    }

    void clear() {
        size = 0;
    }

    /**
     * Of equal values those with the lower index stay.
     *
     * @return the largest value kept, which no further one may exceed; infinite while there is room
     */
    double offer(double v, int i) {
        if (size < value.length) {
            rise(size++, v, i);
        } else if (before(v, i, value[0], index[0])) {
            sink(v, i);
        }
        return size < value.length ? Double.POSITIVE_INFINITY : value[0];
    }

    /** The indices kept, in no order. */
    int[] indices() {
        return Arrays.copyOf(index, size);
    }

    /** Empties the heap into arrays, smallest first. */
    void sorted(int[] indices, double[] values, int at) {
        for (int place = at + size - 1; place >= at; place--) {
            indices[place] = index[0];
            values[place] = value[0];
            size--;
            if (size > 0) {
                sink(value[size], index[size]);
            }
        }
    }

    private static boolean before(double v, int i, double w, int j) {
        return v < w || (v == w && i < j);
    }

    private void rise(int at, double v, int i) {
        while (at > 0) {
            int parent = (at - 1) / 2;
            if (!before(value[parent], index[parent], v, i)) {
                break;
            }
            value[at] = value[parent];
            index[at] = index[parent];
            at = parent;
        }
        value[at] = v;
        index[at] = i;
    }

    /** Puts a value in the top's place and lets it sink. */
    private void sink(double v, int i) {
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size
                    && before(value[child], index[child], value[child + 1], index[child + 1])) {
                child++;
            }
            if (!before(v, i, value[child], index[child])) {
                break;
            }
            value[at] = value[child];
            index[at] = index[child];
            at = child;
        }
        value[at] = v;
        index[at] = i;
    }
}
