package dev.interproto.dataset;

import java.util.Arrays;

/**
 * From long keys to small non-negative values, in 9 bytes an entry and open addressing: a boxed map
 * of 5.8 million ages would take half a gigabyte. Not thread-safe while it grows.
 */
public final class LongByteMap {
    /** Returned by {@link #get} where there is no such key. */
    public static final byte ABSENT = -1;

    private long[] keys = new long[1024];
    private byte[] values = absent(1024);
    private int size;

    /** Stores a value and gives the one it replaced, or {@link #ABSENT}. */
    public byte put(long key, byte value) {
        if (3L * size >= 2L * keys.length) {
            grow();
        }
        int slot = slot(key);
        byte previous = values[slot];
        if (previous == ABSENT) {
            size++;
        }
        keys[slot] = key;
        values[slot] = value;
        return previous;
    }

    /** The value of a key, or {@link #ABSENT}. */
    public byte get(long key) {
        return values[slot(key)];
    }

    /** How many keys there are. */
    public int size() {
        return size;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) SplitMix.mix(key) & mask;
        while (values[slot] != ABSENT && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        byte[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = absent(keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != ABSENT) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    private static byte[] absent(int length) {
        byte[] values = new byte[length];
        Arrays.fill(values, ABSENT);
        return values;
    }
}
