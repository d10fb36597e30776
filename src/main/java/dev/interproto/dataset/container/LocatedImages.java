package dev.interproto.dataset.container;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.face.FaceAligner;
import dev.interproto.face.ImageDecoder;
import dev.interproto.face.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads images wherever they lie: in files of their own, in RecordIO files by the record's number,
 * in {@code .bin} sets by the image's. The containers used last stay open between two reads, until
 * this is closed. Thread-safe.
 */
public final class LocatedImages implements AutoCloseable {
    /** A RecordIO set of 5.8 million images takes 70 MB; sets are not changed often. */
    private static final int KEPT_OPEN = 4;

    private final Map<Path, Opened> opened = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * A container as it was when it was opened.
     *
     * @param size of its file then
     * @param changed its file then
     */
    private record Opened(Container container, long size, FileTime changed) {}

    /**
     * The encoded bytes (JPEG, PNG …) of an image.
     *
     * @throws IOException where it cannot be read
     */
    public byte[] read(ImageLocation location) throws IOException {
        return location.entry().isEmpty()
                ? Files.readAllBytes(location.file())
                : container(location.file()).image(location.entry().getAsInt());
    }

    /**
     * An image as it is.
     *
     * @throws IOException where it cannot be read or decoded
     */
    public RgbImage image(ImageLocation location) throws IOException {
        return location.entry().isEmpty()
                ? ImageDecoder.decode(location.file())
                : ImageDecoder.decode(read(location), location.toString());
    }

    /**
     * A face as the network sees it: where the image is not 112×112 already, the largest square in
     * its middle resized to that.
     *
     * @throws IOException where it cannot be read or decoded
     */
    public RgbImage face(ImageLocation location) throws IOException {
        return FaceAligner.cropToFace(image(location));
    }

    /** One thread opens a container, the others wait: it may take seconds. */
    private synchronized Container container(Path file) throws IOException {
        long size = Files.size(file);
        FileTime changed = Files.getLastModifiedTime(file);
        Opened known = opened.get(file);
        if (known != null && known.size() == size && known.changed().equals(changed)) {
            return known.container();
        }
        if (known != null) {
            // Not closed: another thread may be reading. The garbage collector closes it.
            opened.remove(file);
        }
        Container container = open(file);
        opened.put(file, new Opened(container, size, changed));
        if (opened.size() > KEPT_OPEN) {
            opened.remove(opened.keySet().iterator().next());
        }
        return container;
    }

    private static Container open(Path file) throws IOException {
        try {
            return RecordFile.isNamedSo(file)
                    ? NumberedRecords.open(file, Progress.NONE)
                    : BinFile.open(file);
        } catch (UserFacingException e) {
            throw new IOException(e.what(), e);
        }
    }

    /** Closes the containers; later reads open them again. */
    @Override
    public synchronized void close() {
        for (Opened each : opened.values()) {
            each.container().close();
        }
        opened.clear();
    }
}
