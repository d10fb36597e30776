package dev.interproto.training;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes arrays as NumPy's {@code .npz}: a zip archive of uncompressed {@code .npy} entries (NumPy
 * enhancement proposal 1), little-endian float32 in C order. Arrays are streamed in pieces, twice
 * (the archive wants each entry's checksum first), so that memory stays small. Entries bear no time
 * of writing: the same content gives the same bytes.
 */
public final class NpzWriter implements AutoCloseable {
    /** Numbers held at a time: 1 MiB. */
    private static final int PIECE = 1 << 18;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int HEADER_ALIGNMENT = 64;

    private final ZipOutputStream zip;

    /** Where an array's numbers come from; asked twice for each. */
    @FunctionalInterface
    public interface Values {
        /** Puts the numbers {@code from} to {@code from + count} − 1 at the beginning of target. */
        void read(long from, int count, float[] target);
    }

    /**
     * @param out left open by {@link #close()}
     */
    public NpzWriter(OutputStream out) {
        zip = new ZipOutputStream(new Unclosed(out));
        zip.setMethod(ZipOutputStream.STORED);
    }

    /** Adds an array held in memory. */
    public void add(String name, float[] values, long... shape) throws IOException {
        add(
                name,
                (from, count, target) ->
                        System.arraycopy(values, Math.toIntExact(from), target, 0, count),
                shape);
    }

    /**
     * Adds an array.
     *
     * @param name without {@code .npy}; may hold slashes
     * @param values its numbers in C order
     */
    public void add(String name, Values values, long... shape) throws IOException {
        long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        byte[] header = header(shape);
        CRC32 checksum = new CRC32();
        checksum.update(header);
        stream(values, length, piece -> checksum.update(piece));
        begin(name + ".npy", header.length + 4 * length, checksum.getValue());
        zip.write(header);
        stream(values, length, piece -> zip.write(piece.array(), 0, piece.limit()));
        zip.closeEntry();
    }

    /** Adds a text entry, UTF-8; NumPy shows it as bytes under its whole name. */
    public void addText(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        begin(name, bytes.length, checksum.getValue());
        zip.write(bytes);
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void begin(String name, long size, long checksum) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setCrc(checksum);
        entry.setLastModifiedTime(FileTime.fromMillis(315532800000L)); // 1980, the format's zero
        zip.putNextEntry(entry);
    }

    private interface Piece {
        void take(ByteBuffer bytes) throws IOException;
    }

    private static void stream(Values values, long length, Piece piece) throws IOException {
        float[] numbers = new float[(int) Math.min(PIECE, length)];
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long from = 0; from < length; from += PIECE) {
            int count = (int) Math.min(PIECE, length - from);
            values.read(from, count, numbers);
            bytes.clear();
            bytes.asFloatBuffer().put(numbers, 0, count);
            bytes.limit(4 * count);
            piece.take(bytes);
        }
    }

    private static byte[] header(long[] shape) {
        String sizes =
                Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String tuple = shape.length == 1 ? "(" + sizes + ",)" : "(" + sizes + ")";
        String facts = "{'descr': '<f4', 'fortran_order': False, 'shape': " + tuple + ", }";
        int unpadded = MAGIC.length + 2 + facts.length() + 1;
        int padding = (HEADER_ALIGNMENT - unpadded % HEADER_ALIGNMENT) % HEADER_ALIGNMENT;
        String line = facts + " ".repeat(padding) + "\n";
        return ByteBuffer.allocate(unpadded + padding)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) line.length())
                .put(line.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** Closing the archive writes its directory but leaves the file to whoever opened it. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
