package dev.interproto.dataset.container;

import dev.interproto.common.pickle.PickleValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of an array's elements, as far as verification sets need it.
 *
 * @param kind {@code b} truth, {@code i} and {@code u} whole numbers, {@code O} values of the
 *     pickle
 * @param bytes of an element; 0 for values of the pickle
 * @param bigEndian whether the bytes of an element begin with the highest
 */
record NumpyType(char kind, int bytes, boolean bigEndian) implements PickleValue.Rebuilt {
    private static final Pattern NAME = Pattern.compile("([<>|=]?)([biuO])([1248]?)");

    /** Reads a type's name such as {@code u1} or {@code <i8}. */
    static Optional<NumpyType> named(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        char kind = parts.group(2).charAt(0);
        String size = parts.group(3);
        if (size.isEmpty() && kind != 'O') {
            return Optional.empty();
        }
        int bytes = kind == 'O' ? 0 : Integer.parseInt(size);
        return Optional.of(new NumpyType(kind, bytes, parts.group(1).equals(">")));
    }

    /** Whether an element of these bytes is anything but zero. */
    boolean isTrue(byte[] data, int element) {
        for (int i = 0; i < bytes; i++) {
            if (data[element * bytes + i] != 0) {
                return true;
            }
        }
        return false;
    }
}
