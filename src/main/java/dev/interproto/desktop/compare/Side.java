package dev.interproto.desktop.compare;

import dev.interproto.verification.PhotoFaces;
import java.nio.file.Path;
import java.util.Optional;

/** One of the two places for a photograph. */
sealed interface Side {

    /** Waiting for a photograph. */
    record Empty() implements Side {}

    /** Being decoded and searched. */
    record Searching(Path file) implements Side {}

    /** Could not be read. */
    record Unreadable(Path file, String what, String remedy) implements Side {}

    /**
     * A photograph with what was found in it.
     *
     * @param chosen number of the face to compare, 0 the largest; of no meaning without faces
     */
    record Photograph(PhotoFaces faces, int chosen) implements Side {
        boolean hasFace() {
            return !faces.faces().isEmpty();
        }
    }

    /** The photograph, where it holds a face. */
    default Optional<Photograph> comparable() {
        return this instanceof Photograph photograph && photograph.hasFace()
                ? Optional.of(photograph)
                : Optional.empty();
    }
}
