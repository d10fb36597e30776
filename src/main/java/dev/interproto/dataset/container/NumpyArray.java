package dev.interproto.dataset.container;

import dev.interproto.common.pickle.PickleValue;
import java.util.Optional;

/**
 * An array of numpy's. A pickle makes it empty first and gives it its content later, and may refer
 * to it in between; so it changes.
 */
final class NumpyArray implements PickleValue.Rebuilt {
    private Optional<Content> content = Optional.empty();

    /**
     * What an array holds.
     *
     * @param type of its elements
     * @param count how many, of all dimensions together
     * @param data their bytes, or the list of them where they are values of the pickle
     */
    record Content(NumpyType type, long count, PickleValue data) {}

    void fill(Content filled) {
        content = Optional.of(filled);
    }

    /** Empty where the pickle never gave it any. */
    Optional<Content> content() {
        return content;
    }
}
