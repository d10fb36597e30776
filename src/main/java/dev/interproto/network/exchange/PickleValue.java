package dev.interproto.network.exchange;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of a pickle: data only, whatever the pickle says. Lists and dictionaries may hold
 * themselves, so nothing may walk them without a bound.
 */
sealed interface PickleValue {
    /** Python's None. */
    record Nothing() implements PickleValue {}

    record Truth(boolean value) implements PickleValue {}

    record Whole(BigInteger value) implements PickleValue {}

    record Real(double value) implements PickleValue {}

    record Text(String value) implements PickleValue {}

    /** Raw bytes; never used in a state dict, so not kept. */
    record Bytes(int length) implements PickleValue {}

    /** The name of a class or function that is known; never the thing itself. */
    record Global(String module, String name) implements PickleValue {
        String text() {
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

        boolean tuple() {
            return tuple;
        }

        List<PickleValue> items() {
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
        Dictionary(boolean ordered) {
            this.ordered = ordered;
        }

        boolean ordered() {
            return ordered;
        }

        Map<String, PickleValue> entries() {
            return entries;
        }
    }

    /** What a {@link PickleVocabulary} made. */
    non-sealed interface Rebuilt extends PickleValue {}
}
