package dev.interproto.common.pickle;

import dev.interproto.common.UserFacingException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of a pickle, read forwards, counted and limited; numbers are little-endian. */
public final class PickleInput {
    /** Bytes of the largest whole number: PyTorch's magic number takes 10. */
    private static final int MAX_NUMBER = 32;

    /** Names are far shorter; a line's length is not declared, so it is bounded as it grows. */
    private static final int MAX_LINE = 1 << 16;

    private final InputStream in;
    private final PickleLimits limits;
    private final PickleRefusals refusals;
    private long position;
    private long limit;

    /**
     * A pickle at the start of a stream; the stream stays the caller's.
     *
     * @param in best buffered
     */
    public PickleInput(InputStream in, PickleLimits limits, PickleRefusals refusals) {
        this.in = in;
        this.limits = limits;
        this.refusals = refusals;
        this.limit = limits.bytes();
    }

    PickleLimits limits() {
        return limits;
    }

    PickleRefusals refusals() {
        return refusals;
    }

    /** Bytes read so far. */
    public long position() {
        return position;
    }

    /** Lets the next pickle of the stream have as many bytes as the first. */
    void nextPickle() {
        limit = position + limits.bytes();
    }

    int unsigned1() {
        take(1);
        try {
            int value = in.read();
            if (value < 0) {
                throw endsEarly();
            }
            return value;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    int unsigned2() {
        return Short.toUnsignedInt(buffer(Short.BYTES).getShort());
    }

    int signed4() {
        return buffer(Integer.BYTES).getInt();
    }

    long unsigned4() {
        return Integer.toUnsignedLong(signed4());
    }

    /** A length of 8 bytes; absurd ones come out negative or too large, and are refused then. */
    long signed8() {
        return buffer(Long.BYTES).getLong();
    }

    /** The only big-endian number of the format. */
    double real() {
        return buffer(Double.BYTES).order(ByteOrder.BIG_ENDIAN).getDouble();
    }

    /** A whole number in {@code length} bytes, two's complement. */
    BigInteger whole(long length) {
        if (length < 0 || length > MAX_NUMBER) {
            throw refusals.tooLarge("a number of " + length + " bytes");
        }
        byte[] bytes = bytes(length);
        for (int i = 0; i < bytes.length / 2; i++) {
            byte swap = bytes[i];
            bytes[i] = bytes[bytes.length - 1 - i];
            bytes[bytes.length - 1 - i] = swap;
        }
        return bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
    }

    /** That many bytes; the length is checked before memory is taken. */
    byte[] bytes(long length) {
        take(length);
        try {
            byte[] bytes = in.readNBytes((int) length);
            if (bytes.length < length) {
                throw endsEarly();
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Passes over that many bytes. */
    void skip(long length) {
        take(length);
        try {
            in.skipNBytes(length);
        } catch (EOFException e) {
            throw endsEarly();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The bytes up to the next line feed, without it. */
    byte[] line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = unsigned1(); next != '\n'; next = unsigned1()) {
            if (line.size() == MAX_LINE) {
                throw refusals.tooLarge("a line of more than " + MAX_LINE + " bytes");
            }
            line.write(next);
        }
        return line.toByteArray();
    }

    private ByteBuffer buffer(int length) {
        return ByteBuffer.wrap(bytes(length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void take(long length) {
        if (length < 0 || length > limit - position) {
            String wish =
                    "its pickle asks for "
                            + length
                            + " bytes beyond "
                            + position
                            + " in one go, of "
                            + limits.bytes();
            throw limits.exact()
                    ? refusals.damaged(wish + " in all")
                    : refusals.tooLarge(wish + " at most in all");
        }
        position += length;
    }

    private UserFacingException endsEarly() {
        return refusals.damaged("its pickle ends early");
    }

    private UserFacingException unreadable(IOException e) {
        return refusals.damaged("its pickle cannot be read (" + e.getMessage() + ")", e);
    }
}
