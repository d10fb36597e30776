package dev.interproto.desktop.compare;

import dev.interproto.verification.Comparison;
import dev.interproto.verification.PhotoFaces;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.StoredEvaluation;
import java.util.Optional;

/** A run's network, open for comparisons. One thread at a time. */
interface FaceComparer extends AutoCloseable {

    /** Opens a run's network; takes a moment. */
    @FunctionalInterface
    interface Opener {
        FaceComparer open(RunFolder run);
    }

    /** The evaluation that threshold and probability come from. */
    Optional<StoredEvaluation> evaluation();

    /** Compares two faces, numbered from 0 in their photographs. */
    Comparison compare(PhotoFaces first, int firstFace, PhotoFaces second, int secondFace);

    @Override
    void close();
}
