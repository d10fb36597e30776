package dev.interproto.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Embeddings on disk, one after the other: a million of 512 numbers take 2 GB there and next to
 * nothing in memory. The file is gone when this is closed.
 */
final class GalleryFile implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final int dimension;
    private int rows;

    /**
     * @param folder where the file lies meanwhile
     */
    GalleryFile(Path folder, int dimension) {
        this.dimension = dimension;
        try {
            file = Files.createTempFile(folder, "gallery", ".tmp");
            channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int rows() {
        return rows;
    }

    void append(float[] row) {
        ByteBuffer bytes = buffer(1);
        bytes.asFloatBuffer().put(row);
        try {
            long at = (long) rows * bytes.capacity();
            while (bytes.hasRemaining()) {
                channel.write(bytes, at + bytes.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rows++;
    }

    /**
     * Reads rows, turned on their side.
     *
     * @param byDimension [dimension][room for {@code width}], overwritten
     */
    void read(int from, int width, float[][] byDimension) {
        ByteBuffer bytes = buffer(width);
        try {
            long at = (long) from * dimension * Float.BYTES;
            while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {
                continue;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FloatBuffer values = bytes.flip().asFloatBuffer();
        for (int row = 0; row < width; row++) {
            for (int d = 0; d < dimension; d++) {
                byDimension[d][row] = values.get(row * dimension + d);
            }
        }
    }

    private ByteBuffer buffer(int count) {
        return ByteBuffer.allocate(count * dimension * Float.BYTES).order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
