package dev.interproto.dataset.container;

import java.util.Arrays;

/** As {@link IntColumn}, for places in files. */
final class LongColumn {
    private long[] values = new long[256];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    long get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    void removeLast() {
        size--;
    }

    long[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
