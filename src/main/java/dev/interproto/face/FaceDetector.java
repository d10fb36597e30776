package dev.interproto.face;

import java.util.List;

/** Finds faces in a photograph. Not thread-safe; one per thread. */
public interface FaceDetector extends AutoCloseable {

    /** A name for reports, such as {@code haar}. */
    String name();

    /**
     * The confidence from which a face is to be believed where the person names no other. Less sure
     * ones are returned too, so that a person can be told of them.
     */
    default double usualConfidence() {
        return 0;
    }

    /** The faces found, largest first; empty where there is none. */
    List<DetectedFace> detect(RgbImage photograph);

    @Override
    void close();
}
