package dev.interproto.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Damages valid files the way disks, networks and malice do: flipped bytes, cut ends, absurd
 * numbers where lengths and counts stand, blocks removed, doubled, swapped in from another file.
 * The same random numbers give the same damage.
 */
public final class Mutations {
    /** Where sizes go wrong: zero, the ends of each width, one beyond, a gigabyte, not a number. */
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        127,
        128,
        255,
        256,
        0x7fff,
        0x8000,
        0xffff,
        1 << 20,
        1 << 30,
        0x7fffffffL,
        0x80000000L,
        0xffffffffL,
        0x7fc00000L, // NaN as float
        0x4e6e6b28L, // 1e9 as float
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    /** Most blocks of real files' fields are smaller. */
    private static final int BLOCK = 64;

    private final Random random;
    private final List<byte[]> valid;

    /**
     * @param valid small whole files; at least one, none empty
     */
    public Mutations(List<byte[]> valid, Random random) {
        this.valid = valid.stream().map(byte[]::clone).toList();
        this.random = random;
    }

    /** One of the valid files with one to four kinds of damage. */
    public byte[] next() {
        byte[] bytes = any(valid).clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes = damage(bytes);
        }
        return bytes;
    }

    private byte[] damage(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        return switch (random.nextInt(8)) {
            case 0 -> flip(bytes, 1 + random.nextInt(8));
            case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> number(bytes, 1 << random.nextInt(4));
            case 3 -> number(bytes, Integer.BYTES);
            case 4 -> replaced(bytes, place(bytes), block(bytes), new byte[0]);
            case 5 -> replaced(bytes, place(bytes), 0, cutFrom(bytes));
            case 6 -> replaced(bytes, place(bytes), block(bytes), cutFrom(any(valid)));
            default -> nearby(bytes);
        };
    }

    private byte[] flip(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    /** Overwrites a field at a place that is a multiple of its width, in either byte order. */
    private byte[] number(byte[] bytes, int width) {
        if (bytes.length < width) {
            return bytes;
        }
        long value = NUMBERS[random.nextInt(NUMBERS.length)];
        ByteBuffer field = ByteBuffer.allocate(Long.BYTES);
        boolean little = random.nextInt(4) > 0;
        field.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN).putLong(value);
        int from = little ? 0 : Long.BYTES - width;
        int at = random.nextInt(bytes.length / width) * width;
        System.arraycopy(field.array(), from, bytes, at, width);
        return bytes;
    }

    /** A number that is a little too large or too small. */
    private byte[] nearby(byte[] bytes) {
        bytes[random.nextInt(bytes.length)] += (byte) (random.nextInt(9) - 4);
        return bytes;
    }

    private int place(byte[] bytes) {
        return random.nextInt(bytes.length);
    }

    private int block(byte[] bytes) {
        return random.nextInt(Math.min(BLOCK, bytes.length) + 1);
    }

    private byte[] cutFrom(byte[] bytes) {
        int from = place(bytes);
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + block(bytes)));
    }

    private static byte[] replaced(byte[] bytes, int at, int removed, byte[] inserted) {
        int rest = Math.min(bytes.length, at + removed);
        byte[] out = Arrays.copyOf(bytes, at + inserted.length + bytes.length - rest);
        System.arraycopy(inserted, 0, out, at, inserted.length);
        System.arraycopy(bytes, rest, out, at + inserted.length, bytes.length - rest);
        return out;
    }

    private byte[] any(List<byte[]> files) {
        return files.get(random.nextInt(files.size()));
    }
}
