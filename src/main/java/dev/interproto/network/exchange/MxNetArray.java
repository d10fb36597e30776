package dev.interproto.network.exchange;

import java.util.Arrays;

/**
 * An array of an MXNet parameter file.
 *
 * @param shape sizes of its dimensions; none for a scalar
 * @param values in C order, converted to float32 where the file holds another type
 */
record MxNetArray(long[] shape, float[] values) {
    boolean is(long... expected) {
        return Arrays.equals(shape, expected);
    }

    /** The shape for a person, such as {@code [64, 3, 3, 3]}. */
    String size() {
        return Arrays.toString(shape);
    }
}
