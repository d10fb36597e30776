package dev.interproto.desktop.compare;

import dev.interproto.verification.Comparison;
import dev.interproto.verification.PhotoFaces;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.StoredEvaluation;
import java.util.Optional;

/** The network of a run or model, open for comparisons. One thread at a time. */
interface FaceComparer extends AutoCloseable {

    /** Opens a network; takes a moment. */
    @FunctionalInterface
    interface Opener {
        FaceComparer open(ModelHome home);
    }

    /** The evaluation that threshold and probability come from. */
    Optional<StoredEvaluation> evaluation();

    /** Compares two faces, numbered from 0 in their photographs. */
    Comparison compare(PhotoFaces first, int firstFace, PhotoFaces second, int secondFace);

    @Override
    void close();
}
