package dev.interproto.dataset.index;

import java.sql.SQLException;

/** Values that SQLite joined with slashes into one text, read one after the other. */
final class JoinedValues {
    private static final byte SEPARATOR = '/';

    private final byte[] text;
    private int start;
    private int end = -1;

    /**
     * @param text UTF-8
     */
    JoinedValues(byte[] text) {
        this.text = text;
    }

    /**
     * Goes to the next value.
     *
     * @throws SQLException where there is none
     */
    void next() throws SQLException {
        start = end + 1;
        if (start > text.length) {
            throw new SQLException("the values of an identity's images differ in number");
        }
        end = start;
        while (end < text.length && text[end] != SEPARATOR) {
            end++;
        }
    }

    /** Holds the value at {@link #start}, in {@link #length} bytes; not to be changed. */
    byte[] bytes() {
        return text;
    }

    int start() {
        return start;
    }

    int length() {
        return end - start;
    }

    /**
     * The next value as an integer.
     *
     * @throws SQLException where there is none, or it is no integer
     */
    long nextNumber() throws SQLException {
        next();
        boolean negative = start < end && text[start] == '-';
        long value = 0;
        for (int i = negative ? start + 1 : start; i < end; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new SQLException("a size, time or age is no number");
            }
            value = 10 * value + digit;
        }
        return negative ? -value : value;
    }
}
