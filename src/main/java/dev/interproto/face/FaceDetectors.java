package dev.interproto.face;

/** Makes detectors of one kind, one for each thread that searches. Thread-safe. */
public interface FaceDetectors extends AutoCloseable {

    /** What its faces depend on: the kind, and its model where there is one. */
    String name();

    /** A detector for one thread; closed by the caller, before this. */
    FaceDetector create();

    /** Frees what the detectors share. */
    @Override
    default void close() {}
}
