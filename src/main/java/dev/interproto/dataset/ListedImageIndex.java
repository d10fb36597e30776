package dev.interproto.dataset;

import java.util.Optional;

/** Finds the images that a list of pairs names. */
interface ListedImageIndex {

    /** What was found for a listed path. */
    sealed interface Match {
        record Found(ImageLocation image) implements Match {}

        record Missing(String why) implements Match {}
    }

    /**
     * Finds a listed path.
     *
     * @param nameIsUnique whether the list has no other path with this file name, so that the name
     *     alone may decide
     */
    Match find(String listed, boolean nameIsUnique);

    /** How many images there are. */
    int size();

    /** One of the paths, to show what they look like. */
    Optional<String> example();

    /** Whether the images are files, so that a name without an image's ending is none. */
    boolean holdsFiles();
}
