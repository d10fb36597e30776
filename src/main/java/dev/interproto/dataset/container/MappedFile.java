package dev.interproto.dataset.container;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file of any size mapped into memory, for reading at any place. Thread-safe.
 *
 * <p>Mapped in segments of a gigabyte, since a buffer of Java 17 ends at two and its memory
 * segments are not final. Measured against positional reads of a file in the page cache: 63 ns
 * instead of 680 for a record's header, 1.8 µs instead of 2.9 for an image of 6.5 kB.
 *
 * <p>Pages of a file that is cut while it is mapped are gone; the virtual machine answers with an
 * {@link InternalError}, now or a little later. So each read looks at the file's size afterwards,
 * which brings a pending error up and makes an {@link IOException} of either.
 *
 * <p>The operating system lets go of the mapping only when the garbage collector has found it
 * unused, some time after {@link #close}.
 */
final class MappedFile implements Closeable {
    private static final int SEGMENT_BITS = 30;
    private static final int SEGMENT = 1 << SEGMENT_BITS;

    private final Path file;
    private final long size;
    private final MappedByteBuffer[] segments;

    /** Not a channel: an interrupted thread would close that for all others. */
    private final RandomAccessFile opened;

    private MappedFile(Path file, RandomAccessFile opened) throws IOException {
        this.file = file;
        this.opened = opened;
        this.size = opened.length();
        this.segments = new MappedByteBuffer[(int) ((size + SEGMENT - 1) >> SEGMENT_BITS)];
        for (int i = 0; i < segments.length; i++) {
            long start = (long) i << SEGMENT_BITS;
            segments[i] =
                    opened.getChannel()
                            .map(MapMode.READ_ONLY, start, Math.min(SEGMENT, size - start));
            segments[i].order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /**
     * Opens a file.
     *
     * @throws IOException where it is missing, no file, or may not be read
     */
    static MappedFile open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r");
        try {
            return new MappedFile(file, opened);
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    Path file() {
        return file;
    }

    /** Bytes when it was opened. */
    long size() {
        return size;
    }

    /**
     * The little-endian number at a multiple of 4. For walks: whoever calls it catches {@link
     * InternalError} and calls {@link #checkUncut} before believing what was read.
     */
    int intAt(long position) {
        return segments[(int) (position >> SEGMENT_BITS)].getInt((int) position & (SEGMENT - 1));
    }

    /** As {@link #intAt}: copies bytes and leaves the checking to the caller. */
    void copy(long position, byte[] target, int from, int length) {
        int done = 0;
        while (done < length) {
            int at = (int) (position + done) & (SEGMENT - 1);
            int count = Math.min(length - done, SEGMENT - at);
            segments[(int) ((position + done) >> SEGMENT_BITS)].get(at, target, from + done, count);
            done += count;
        }
    }

    /**
     * Bytes of the file.
     *
     * @throws IOException where they lie outside it, or it was cut or closed meanwhile
     */
    byte[] read(long position, int length) throws IOException {
        if (position < 0 || length < 0 || position > size - length) {
            throw new IOException(file + " ends before byte " + position + " + " + length);
        }
        byte[] bytes = new byte[length];
        try {
            copy(position, bytes, 0, length);
            checkUncut();
            return bytes;
        } catch (InternalError e) {
            throw cut(e);
        }
    }

    /**
     * Checks that what was read so far was still there.
     *
     * @throws IOException where the file has become shorter, or is closed
     */
    void checkUncut() throws IOException {
        if (opened.length() < size) {
            throw cut(null);
        }
    }

    /** What to tell of pages that are gone. */
    IOException cut(InternalError cause) {
        return new IOException(file + " was cut while it was being read", cause);
    }

    /** Later reads fail; the file's memory is given back by the garbage collector. */
    @Override
    public void close() {
        try {
            opened.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
