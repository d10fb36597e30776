package dev.interproto.network.exchange;

import dev.interproto.common.UserFacingException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads MXNet's {@code *.params}: a list of arrays and their names, little-endian.
 *
 * <p>uint64 0x112, uint64 0, uint64 n, n arrays, uint64 n, n names (uint64 length, bytes). An array
 * is a uint32 that tells its version, for versions 2 and 3 an int32 storage kind (0, dense), the
 * shape (uint32 dimensions, int64 each; uint32 each in files older than version 1, whose first word
 * is the number of dimensions itself), two int32 for the device, int32 element type, values. After
 * MXNet's {@code src/ndarray/ndarray.cc}, {@code NDArray::Save}.
 */
final class MxNetParams {
    private static final long LIST = 0x112;
    private static final int VERSION_1 = 0xF993FAC8;
    private static final int VERSION_2 = 0xF993FAC9;
    private static final int VERSION_3 = 0xF993FACA;

    /** The most dimensions MXNet's own arrays have. */
    private static final int DIMENSIONS = 32;

    /** An empty array in the oldest version, the smallest there is. */
    private static final int SMALLEST_ARRAY = 4;

    private final MxNetInput in;

    private MxNetParams(MxNetInput in) {
        this.in = in;
    }

    /** Whether a file that begins with these bytes is such a list. */
    static boolean begins(byte[] start) {
        return start.length >= Long.BYTES
                && ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong() == LIST;
    }

    /**
     * The arrays of a file, without the {@code arg:} and {@code aux:} of their names; arrays
     * without values are left out.
     *
     * @throws UserFacingException where the file cannot be read, is cut off or is none
     */
    static Map<String, MxNetArray> read(Path file) {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            return new MxNetParams(new MxNetInput(file.toString(), stream, Files.size(file)))
                    .list();
        } catch (IOException e) {
            throw MxNetRefusals.unreadable(file.toString(), e);
        }
    }

    private Map<String, MxNetArray> list() throws IOException {
        if (in.left() < Long.BYTES || in.int64() != LIST) {
            throw broken("it does not begin as one");
        }
        in.int64();
        int count = in.count("arrays", SMALLEST_ARRAY);
        List<MxNetArray> arrays = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arrays.add(array());
        }
        int names = in.count("names", Long.BYTES);
        if (names != count) {
            throw broken("it has " + count + " arrays and " + names + " names");
        }
        Map<String, MxNetArray> named = new LinkedHashMap<>();
        for (MxNetArray array : arrays) {
            String name = name();
            if (array.values().length > 0 && named.put(name, array) != null) {
                throw broken("two arrays are called " + MxNetRefusals.shortened(name));
            }
        }
        return named;
    }

    private String name() throws IOException {
        ByteBuffer bytes = in.bytes(in.count("letters", 1));
        String name = StandardCharsets.UTF_8.decode(bytes).toString();
        return name.startsWith("arg:") || name.startsWith("aux:") ? name.substring(4) : name;
    }

    private MxNetArray array() throws IOException {
        int version = in.int32();
        boolean first = version == VERSION_1;
        boolean later = version == VERSION_2 || version == VERSION_3;
        if (later && in.int32() != 0) {
            throw broken("it holds a sparse array");
        }
        int dimensions = first || later ? in.int32() : version;
        boolean none = version == VERSION_3 ? dimensions == -1 : dimensions == 0;
        if (none) {
            return new MxNetArray(new long[0], new float[0]);
        }
        if (dimensions < 0 || dimensions > DIMENSIONS) {
            throw broken("an array has " + Integer.toUnsignedString(dimensions) + " dimensions");
        }
        long[] shape = new long[dimensions];
        for (int i = 0; i < dimensions; i++) {
            shape[i] = first || later ? in.int64() : in.int32() & 0xffffffffL;
        }
        in.int64();
        return values(shape, MxNetType.of(in.int32()).orElseThrow(() -> broken("an unknown type")));
    }

    private MxNetArray values(long[] shape, MxNetType type) throws IOException {
        long room = Math.min(in.left(), Integer.MAX_VALUE - 8) / type.bytes();
        long count = 1;
        for (long size : shape) {
            if (size < 0 || size > 0 && count > room / size) {
                throw broken(
                        "an array of shape "
                                + Arrays.toString(shape)
                                + " cannot be in the "
                                + in.left()
                                + " bytes that follow");
            }
            count *= size;
        }
        int length = Math.toIntExact(count);
        ByteBuffer bytes = in.bytes(length * type.bytes());
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = type.next(bytes);
        }
        return new MxNetArray(shape, values);
    }

    private UserFacingException broken(String what) {
        return MxNetRefusals.brokenParams(in.source(), what);
    }
}
