package dev.interproto.parity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The arrays of one NumPy {@code .npz} file, enough for the reference numbers of the tests. */
public final class NpzFile {
    private static final Pattern SHAPE = Pattern.compile("'shape': \\(([^)]*)\\)");
    private static final Pattern TYPE = Pattern.compile("'descr': '([^']*)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order': (True|False)");

    /**
     * One array in C order.
     *
     * @param shape its sizes; empty for a scalar
     * @param values its elements, whatever their stored type (booleans as 0 and 1)
     */
    public record Array(long[] shape, double[] values) {
        /** The elements as float32. */
        public float[] floats() {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }

        /** The elements as whole numbers. */
        public int[] ints() {
            int[] ints = new int[values.length];
            for (int i = 0; i < ints.length; i++) {
                ints[i] = (int) values[i];
            }
            return ints;
        }

        /** The only element of a scalar or one-element array. */
        public double scalar() {
            if (values.length != 1) {
                throw new IllegalStateException("not a scalar but " + values.length + " elements");
            }
            return values[0];
        }
    }

    private final Path file;
    private final Map<String, Array> arrays = new LinkedHashMap<>();

    private NpzFile(Path file) {
        this.file = file;
    }

    /** Reads all arrays of a file. */
    public static NpzFile read(Path file) throws IOException {
        NpzFile npz = new NpzFile(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                try (InputStream in = zip.getInputStream(entry)) {
                    String name = entry.getName().replaceFirst("\\.npy$", "");
                    npz.arrays.put(name, parse(in.readAllBytes()));
                }
            }
        }
        return npz;
    }

    /** Names of the arrays in the order of the file. */
    public Set<String> names() {
        return arrays.keySet();
    }

    public boolean has(String name) {
        return arrays.containsKey(name);
    }

    /** The array of a name; an error that lists what is there if it is missing. */
    public Array get(String name) {
        Array array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException(
                    file + " has no array " + name + " but " + arrays.keySet());
        }
        return array;
    }

    private static Array parse(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int version = buffer.get(6);
        int headerLength = version == 1 ? buffer.getShort(8) & 0xffff : buffer.getInt(8);
        int headerStart = version == 1 ? 10 : 12;
        String header = new String(bytes, headerStart, headerLength, StandardCharsets.US_ASCII);
        if (find(FORTRAN, header).equals("True")) {
            throw new IllegalArgumentException("Fortran order is not supported");
        }
        String[] sizes = find(SHAPE, header).split(",");
        long[] shape = new long[sizes.length];
        int dimensions = 0;
        int length = 1;
        for (String size : sizes) {
            if (!size.isBlank()) {
                shape[dimensions++] = Long.parseLong(size.trim());
                length *= (int) shape[dimensions - 1];
            }
        }
        buffer.position(headerStart + headerLength);
        String type = find(TYPE, header);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = next(buffer, type);
        }
        return new Array(java.util.Arrays.copyOf(shape, dimensions), values);
    }

    private static double next(ByteBuffer buffer, String type) {
        return switch (type.substring(1)) {
            case "f4" -> buffer.getFloat();
            case "f8" -> buffer.getDouble();
            case "i8" -> buffer.getLong();
            case "i4" -> buffer.getInt();
            case "b1", "i1" -> buffer.get();
            default -> throw new IllegalArgumentException("type " + type + " is not supported");
        };
    }

    private static String find(Pattern pattern, String header) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + pattern + " in " + header);
        }
        return matcher.group(1);
    }
}
