package dev.interproto.dataset.duplicate;

import java.util.Arrays;

/**
 * From well-mixed 64-bit keys to numbers from 0: a table with open addressing of two arrays, since
 * millions of boxed numbers would take ten times the memory. Not thread-safe.
 */
final class LongIntTable {
    private static final int ABSENT = -1;

    private final long[] keys;
    private final int[] values;

    /**
     * @param most keys that will be put
     */
    LongIntTable(int most) {
        int capacity = Integer.highestOneBit(Math.max(4, most)) << 2;
        keys = new long[capacity > 0 ? capacity : 1 << 30];
        values = new int[keys.length];
        Arrays.fill(values, ABSENT);
    }

    /** Puts a value; returns the one that was there, which stays, or −1. */
    int put(long key, int value) {
        int slot = slot(key);
        if (values[slot] != ABSENT) {
            return values[slot];
        }
        keys[slot] = key;
        values[slot] = value;
        return ABSENT;
    }

    /** The value of a key, or −1. */
    int get(long key) {
        return values[slot(key)];
    }

    private int slot(long key) {
        int slot = (int) key & (keys.length - 1);
        while (values[slot] != ABSENT && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }
}
