package dev.interproto.dataset.container;

import dev.interproto.dataset.ImageLocation;
import dev.interproto.face.FaceAligner;
import dev.interproto.face.ImageDecoder;
import dev.interproto.face.RgbImage;
import java.io.IOException;
import java.nio.file.Files;

/**
 * Reads images wherever they lie. Containers stay open between two reads, until this is closed.
 * Thread-safe.
 */
public final class LocatedImages implements AutoCloseable {

    /**
     * The encoded bytes (JPEG, PNG …) of an image.
     *
     * @throws IOException where it cannot be read
     */
    public byte[] read(ImageLocation location) throws IOException {
        if (location.entry().isPresent()) {
            throw new IOException(location + " lies in a container of unknown kind");
        }
        return Files.readAllBytes(location.file());
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

    @Override
    public void close() {}
}
