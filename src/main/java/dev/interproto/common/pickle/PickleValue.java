package dev.interproto.common.pickle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of a pickle: data only, whatever the pickle says. Lists and dictionaries may hold
 * themselves, so nothing may walk them without a bound.
 */
public sealed interface PickleValue {
    /** Python's None. */
    record Nothing() implements PickleValue {}

    record Truth(boolean value) implements PickleValue {}

    record Whole(BigInteger value) implements PickleValue {}

    record Real(double value) implements PickleValue {}

    record Text(String value) implements PickleValue {}

    /**
     * Raw bytes, left where they are.
     *
     * @param position of the first one in the pickle's stream
     * @param content the bytes, where there are at most {@link #KEPT}; else empty
     */
    record Bytes(long position, long length, byte[] content) implements PickleValue {
        /** Codes and names are shorter, images are longer. */
        public static final int KEPT = 64;
    }

    /**
     * A text that is too long for a name, left where it is.
     *
     * @param position of the first byte in the pickle's stream
     * @param length bytes of UTF-8
     */
    record LongText(long position, long length) implements PickleValue {}

    /** The name of a class or function that is known; never the thing itself. */
    record Global(String module, String name) implements PickleValue {
        public String text() {
            return module + "." + name;
        }
    }

    /** A list or a tuple. */
    final class Sequence implements PickleValue {
        private final boolean tuple;
        private final List<PickleValue> items;

        Sequence(boolean tuple, List<PickleValue> items) {
            this.tuple = tuple;
            this.items = new ArrayList<>(items);
        }

        public boolean tuple() {
            return tuple;
        }

        public List<PickleValue> items() {
            return items;
        }
    }

    /** A dictionary's entries under text keys; entries under other keys are not kept. */
    final class Dictionary implements PickleValue {
        private final boolean ordered;
        private final Map<String, PickleValue> entries = new LinkedHashMap<>();

        /**
         * An empty one.
         *
         * @param ordered whether it is a {@code collections.OrderedDict}
         */
        public Dictionary(boolean ordered) {
            this.ordered = ordered;
        }

        public boolean ordered() {
            return ordered;
        }

        public Map<String, PickleValue> entries() {
            return entries;
        }
    }

    /** What a {@link PickleVocabulary} made. */
    non-sealed interface Rebuilt extends PickleValue {}
}
