package dev.interproto.verification;

import dev.interproto.dataset.ImageLocation;
import dev.interproto.face.RgbImage;
import java.io.IOException;

/** Reads the aligned face of an image. Called from several threads at once. */
@FunctionalInterface
public interface FaceSource {

    /**
     * The face, 112 × 112 pixels.
     *
     * @throws IOException where the image cannot be read or decoded
     */
    RgbImage read(ImageLocation image) throws IOException;
}
