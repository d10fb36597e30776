package dev.interproto.verification;

import dev.interproto.face.RgbImage;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the aligned face of an image file. Called from several threads at once. */
@FunctionalInterface
public interface FaceSource {

    /**
     * The face, 112 × 112 pixels.
     *
     * @throws IOException where the file cannot be read or decoded
     */
    RgbImage read(Path image) throws IOException;
}
