package dev.interproto.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Images as {@code <root>/<identity>/<file>}. The file names of all images lie in one array of
 * UTF-8 bytes, since 5.8 million strings or paths would take half a gigabyte.
 */
final class FolderImageStore implements ImageStore {
    private final Path root;
    private final List<String> identityNames;
    private final int[] identityOf;
    private final byte[] names;
    private final int[] nameStart;
    private final int[] sizes;

    /**
     * @param identityOf identity of each image
     * @param names the file names one after the other, UTF-8
     * @param nameStart where each image's name starts in {@code names}, and the end of the last
     * @param sizes bytes of each file, capped at the largest integer
     */
    FolderImageStore(
            Path root,
            List<String> identityNames,
            int[] identityOf,
            byte[] names,
            int[] nameStart,
            int[] sizes) {
        this.root = root;
        this.identityNames = identityNames;
        this.identityOf = identityOf;
        this.names = names;
        this.nameStart = nameStart;
        this.sizes = sizes;
    }

    Path path(int sample) {
        return root.resolve(identityNames.get(identityOf[sample])).resolve(fileName(sample));
    }

    private String fileName(int sample) {
        int start = nameStart[sample];
        return new String(names, start, nameStart[sample + 1] - start, StandardCharsets.UTF_8);
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
        return identityNames.get(identityOf[sample]) + "/" + fileName(sample);
    }

    @Override
    public ImageLocation location(int sample) {
        return ImageLocation.of(path(sample));
    }

    @Override
    public long size(int sample) {
        return sizes[sample];
    }
}
