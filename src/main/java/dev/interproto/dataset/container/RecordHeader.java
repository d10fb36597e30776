package dev.interproto.dataset.container;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What stands before the image in a record of MXNet's: a count of floats, a label, two identifiers,
 * the floats (IRHeader, mxnet/recordio.py).
 *
 * @param floats how many follow the header; where there are any, the first is the label
 * @param label as it stands there
 * @param second the second of the floats, where there are two; else 0
 * @param identifier mostly the record's number
 * @param imageStart where the image begins within the payload
 */
record RecordHeader(long floats, float label, float second, long identifier, int imageStart) {
    /** Bytes of the fixed part. */
    static final int BYTES = 24;

    /** Bytes of a payload's start that suffice: two floats, and an image's first bytes. */
    static final int START = 64;

    /** Above this, single precision does not hold every whole number. */
    private static final int MAX_LABEL = 1 << 24;

    /**
     * Reads a payload's start.
     *
     * @param length bytes of the whole payload
     * @return empty where they do not hold what the header declares
     */
    static Optional<RecordHeader> read(byte[] start, int length) {
        if (length < BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        long floats = Integer.toUnsignedLong(in.getInt(0));
        if (floats > (length - BYTES) / Float.BYTES) {
            return Optional.empty();
        }
        return Optional.of(
                new RecordHeader(
                        floats,
                        floats > 0 ? in.getFloat(BYTES) : in.getFloat(4),
                        floats > 1 ? in.getFloat(BYTES + Float.BYTES) : 0,
                        in.getLong(8),
                        (int) (BYTES + floats * Float.BYTES)));
    }

    /** Why the label names no identity; empty where it does. */
    Optional<String> labelFault() {
        if (label >= 0 && label <= MAX_LABEL && label == Math.rint(label)) {
            return Optional.empty();
        }
        return Optional.of(
                "Its label, "
                        + label
                        + ", is no whole number from 0 to "
                        + MAX_LABEL
                        + ", so it is left out.");
    }
}
