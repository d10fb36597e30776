package dev.interproto.dataset;

import dev.interproto.face.FaceAligner;
import dev.interproto.face.ImageDecoder;
import dev.interproto.face.RgbImage;
import dev.interproto.face.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads single faces as the network sees them: decoded, and where they are not 112×112 already, the
 * largest square in the middle resized to that. For thumbnails and evaluation. Stateless,
 * thread-safe.
 */
public final class FaceReader {
    private FaceReader() {}

    /**
     * A face from an image file.
     *
     * @return 112×112
     * @throws UnreadableImageException where the file cannot be read or decoded
     */
    public static RgbImage read(Path file) throws UnreadableImageException {
        return FaceAligner.cropToFace(ImageDecoder.decode(file));
    }

    /**
     * A dataset's image.
     *
     * @return 112×112
     * @throws UnreadableImageException where it cannot be read or decoded
     */
    public static RgbImage read(FaceDataset dataset, int sample) throws UnreadableImageException {
        ImageStore images = dataset.images();
        byte[] encoded;
        try {
            encoded = images.read(sample);
        } catch (IOException e) {
            UnreadableImageException unreadable =
                    new UnreadableImageException(
                            images.describe(sample), "cannot be read (" + e.getMessage() + ")");
            unreadable.initCause(e);
            throw unreadable;
        }
        return FaceAligner.cropToFace(ImageDecoder.decode(encoded, images.describe(sample)));
    }
}
