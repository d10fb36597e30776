package dev.interproto.network.kernel;

import org.bytedeco.javacpp.FloatPointer;

/** Copies short vectors between native memory and Java arrays. */
final class HostFloats {
    private static final class Movable extends FloatPointer {
        Movable to(long newAddress, long length) {
            address = newAddress;
            limit = length;
            capacity = length;
            return this;
        }
    }

    private final Movable at = new Movable();

    float[] read(long address, int length) {
        float[] values = new float[length];
        at.to(address, length).get(values);
        return values;
    }

    void write(long address, float[] values) {
        at.to(address, values.length).put(values);
    }
}
