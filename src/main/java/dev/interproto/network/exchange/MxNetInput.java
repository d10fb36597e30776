package dev.interproto.network.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Little-endian values of a file whose length is known: more than is left is never asked for. */
final class MxNetInput {
    private final String source;
    private final InputStream in;
    private long left;

    /**
     * @param source the file, for messages
     * @param in buffered
     * @param length bytes in it
     */
    MxNetInput(String source, InputStream in, long length) {
        this.source = source;
        this.in = in;
        this.left = length;
    }

    String source() {
        return source;
    }

    /** Bytes not yet read. */
    long left() {
        return left;
    }

    int int32() throws IOException {
        return bytes(Integer.BYTES).getInt();
    }

    long int64() throws IOException {
        return bytes(Long.BYTES).getLong();
    }

    /**
     * A count of things that each take at least some bytes: one that cannot be there is refused.
     *
     * @param what the things, for the message
     */
    int count(String what, int bytesEach) throws IOException {
        long count = int64();
        if (count < 0 || count > left / bytesEach) {
            throw MxNetRefusals.brokenParams(
                    source,
                    "it announces "
                            + Long.toUnsignedString(count)
                            + " "
                            + what
                            + ", and only "
                            + left
                            + " bytes follow");
        }
        return Math.toIntExact(count);
    }

    /** The next bytes, in little-endian order. */
    ByteBuffer bytes(int length) throws IOException {
        if (length > left) {
            throw cutOff(length);
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw cutOff(length);
        }
        left -= length;
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private RuntimeException cutOff(int length) {
        return MxNetRefusals.brokenParams(
                source, length + " bytes should follow where only " + left + " are left");
    }
}
