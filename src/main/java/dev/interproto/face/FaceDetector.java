package dev.interproto.face;

import java.util.List;

/** Finds faces in a photograph. Not thread-safe; one per thread. */
public interface FaceDetector extends AutoCloseable {

    /** A name for reports, such as {@code haar}. */
    String name();

    /** The faces found, largest first; empty where there is none. */
    List<DetectedFace> detect(RgbImage photograph);

    @Override
    void close();
}
