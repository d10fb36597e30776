package dev.interproto.training;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads little-endian float32 arrays in C order from a NumPy {@code .npz}, streamed in pieces, each
 * entry's checksum verified. Parses data only; nothing in a file is ever executed.
 */
public final class NpzReader implements AutoCloseable {
    /** Numbers held at a time: 1 MiB. */
    private static final int PIECE = 1 << 18;

    private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([0-9, ]*)\\)");
    private static final int LONGEST_HEADER = 1 << 16;

    private final ZipFile zip;

    /** Where an array's numbers go. */
    @FunctionalInterface
    public interface Sink {
        /** Takes the numbers {@code from} to {@code from + count} − 1, at source's beginning. */
        void write(long from, int count, float[] source);
    }

    /**
     * @throws IOException where the file is not there, cut short, or no zip archive
     */
    public NpzReader(Path file) throws IOException {
        zip = new ZipFile(file.toFile());
    }

    /** Names of the arrays, without {@code .npy}, sorted. */
    public Set<String> arrays() {
        Set<String> names = new TreeSet<>();
        zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(".npy"))
                .forEach(name -> names.add(name.substring(0, name.length() - 4)));
        return names;
    }

    /** A text entry; empty where there is none of the name. */
    public Optional<String> text(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** An array's shape. */
    public long[] shape(String name) throws IOException {
        try (InputStream in = open(name)) {
            return header(name, in);
        }
    }

    /**
     * A whole array in memory.
     *
     * @throws IOException as {@link #read(String, long[], Sink)}, and before any memory is asked
     *     for where the array claims to be larger than what there is of it
     */
    public float[] read(String name) throws IOException {
        long[] shape = shape(name);
        long length = length(shape);
        if (length > zip.getEntry(name + ".npy").getSize() / Float.BYTES) {
            throw new EOFException(name + " is cut short");
        }
        float[] values = new float[Math.toIntExact(length)];
        read(
                name,
                shape,
                (from, count, source) -> System.arraycopy(source, 0, values, (int) from, count));
        return values;
    }

    /**
     * Streams an array.
     *
     * @param shape what it must be
     * @throws IOException where it is missing, of another shape or type, cut short, or its checksum
     *     is wrong; the sink may have got a part by then
     */
    public void read(String name, long[] shape, Sink sink) throws IOException {
        try (InputStream in = open(name)) {
            long[] found = header(name, in);
            if (!Arrays.equals(found, shape)) {
                throw new IOException(
                        name
                                + " is "
                                + Arrays.toString(found)
                                + " instead of "
                                + Arrays.toString(shape));
            }
            long length = length(shape);
            float[] numbers = new float[(int) Math.min(PIECE, length)];
            byte[] bytes = new byte[4 * numbers.length];
            for (long from = 0; from < length; from += PIECE) {
                int count = (int) Math.min(PIECE, length - from);
                if (in.readNBytes(bytes, 0, 4 * count) < 4 * count) {
                    throw new EOFException(name + " is cut short");
                }
                ByteBuffer.wrap(bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .get(numbers, 0, count);
                sink.write(from, count, numbers);
            }
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private InputStream open(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name + ".npy");
        if (entry == null) {
            throw new ZipException("there is no array " + name);
        }
        return new CheckedEntry(name, zip.getInputStream(entry), entry.getCrc());
    }

    private static long length(long[] shape) throws IOException {
        try {
            return Arrays.stream(shape).reduce(1, Math::multiplyExact);
        } catch (ArithmeticException e) {
            throw new IOException("impossible shape " + Arrays.toString(shape), e);
        }
    }

    private static long[] header(String name, InputStream in) throws IOException {
        byte[] start = in.readNBytes(8);
        if (start.length < 8 || start[1] != 'N' || start[5] != 'Y') {
            throw new IOException(name + " is no NumPy array");
        }
        int sizeBytes = start[6] == 1 ? 2 : 4;
        ByteBuffer size = ByteBuffer.wrap(Arrays.copyOf(in.readNBytes(sizeBytes), 4));
        int length = size.order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length < 0 || length > LONGEST_HEADER) {
            throw new IOException(name + " has an impossible header");
        }
        String facts = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        Matcher shape = SHAPE.matcher(facts);
        if (!facts.contains("'<f4'") || facts.contains("True") || !shape.find()) {
            throw new IOException(name + " is no float32 array in C order: " + facts.strip());
        }
        try {
            return Arrays.stream(shape.group(1).split(","))
                    .map(String::strip)
                    .filter(s -> !s.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new IOException(name + " has an impossible shape: " + facts.strip(), e);
        }
    }
}
