package dev.interproto.dataset.layout;

import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.ImageStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Images at any place below a folder. Their relative paths lie in one array of UTF-8 bytes, since
 * many small strings take several times as much.
 */
final class PathImageStore implements ImageStore {
    private final Path root;
    private final byte[] paths;
    private final int[] pathStart;
    private final int[] sizes;

    private PathImageStore(Path root, byte[] paths, int[] pathStart, int[] sizes) {
        this.root = root;
        this.paths = paths;
        this.pathStart = pathStart;
        this.sizes = sizes;
    }

    /** Collects images one after the other. */
    static final class Builder {
        private final ByteArrayOutputStream paths = new ByteArrayOutputStream(1 << 16);
        private int[] pathStart = new int[1024];
        private int[] sizes = new int[1024];
        private int count;

        /**
         * @param path below the root, with slashes
         * @param size bytes of the file
         */
        void add(String path, long size) {
            if (count == sizes.length) {
                pathStart = Arrays.copyOf(pathStart, 2 * count);
                sizes = Arrays.copyOf(sizes, 2 * count);
            }
            pathStart[count] = paths.size();
            sizes[count++] = (int) Math.min(size, Integer.MAX_VALUE);
            paths.writeBytes(path.getBytes(StandardCharsets.UTF_8));
        }

        PathImageStore build(Path root) {
            int[] starts = Arrays.copyOf(pathStart, count + 1);
            starts[count] = paths.size();
            return new PathImageStore(
                    root, paths.toByteArray(), starts, Arrays.copyOf(sizes, count));
        }
    }

    @Override
    public byte[] read(int sample) throws IOException {
        return Files.readAllBytes(path(sample));
    }

    @Override
    public String describe(int sample) {
        return path(sample).toString();
    }

    @Override
    public String relativeName(int sample) {
        int start = pathStart[sample];
        return new String(paths, start, pathStart[sample + 1] - start, StandardCharsets.UTF_8);
    }

    @Override
    public ImageLocation location(int sample) {
        return ImageLocation.of(path(sample));
    }

    @Override
    public long size(int sample) {
        return sizes[sample];
    }

    private Path path(int sample) {
        return root.resolve(relativeName(sample));
    }
}
