package dev.interproto.dataset.index;

import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.IdentityListing;
import dev.interproto.dataset.Problem;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * The images of an identity as one JSON text, {@code [["name.jpg",bytes,modified,age], ...]}
 * without blanks, {@code null} for no age: a call into SQLite for each image would take most of the
 * time of an opening. SQLite's {@code json_each} shows them to people as rows.
 */
final class PackedImages {
    private static final byte[] NONE = "null".getBytes(StandardCharsets.US_ASCII);

    private final byte[] text;
    private int at;

    private PackedImages(byte[] text) {
        this.text = text;
    }

    static String write(IdentityListing listing) {
        StringBuilder json = new StringBuilder(40 * listing.count() + 2).append('[');
        for (int i = 0; i < listing.count(); i++) {
            json.append(i == 0 ? "[\"" : ",[\"");
            appendEscaped(listing.name(i), json);
            json.append("\",").append(listing.size(i)).append(',').append(listing.modified(i));
            json.append(',');
            if (listing.age(i) == FaceDataset.NO_AGE) {
                json.append("null");
            } else {
                json.append(listing.age(i));
            }
            json.append(']');
        }
        return json.append(']').toString();
    }

    private static void appendEscaped(String name, StringBuilder json) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else {
                json.append(c);
            }
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param text UTF-8
     * @throws SQLException where it wrote no such text: the index is damaged
     */
    static IdentityListing read(byte[] text, List<Problem> problems) throws SQLException {
        PackedImages packed = new PackedImages(text);
        IdentityListing.Builder listing = new IdentityListing.Builder();
        packed.expect('[');
        for (boolean first = true; packed.peek() != ']'; first = false) {
            if (!first) {
                packed.expect(',');
            }
            packed.readImage(listing);
        }
        packed.expect(']');
        if (packed.at != text.length) {
            throw packed.damage();
        }
        return listing.build(problems);
    }

    private void readImage(IdentityListing.Builder listing) throws SQLException {
        expect('[');
        expect('"');
        int start = at;
        boolean escaped = false;
        while (peek() != '"') {
            if (text[at] == '\\') {
                escaped = true;
                at++;
            }
            if (peek() >= 0 && text[at] < ' ') {
                throw damage();
            }
            at++;
        }
        int end = at++;
        byte[] name = escaped ? unescaped(start, end) : text;
        expect(',');
        long size = number();
        expect(',');
        long modified = number();
        expect(',');
        byte age = age();
        expect(']');
        if (escaped) {
            listing.add(name, 0, name.length, size, modified, age);
        } else {
            listing.add(name, start, end - start, size, modified, age);
        }
    }

    private byte[] unescaped(int start, int end) throws SQLException {
        byte[] name = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++) {
            if (text[i] != '\\') {
                name[length++] = text[i];
            } else if (text[++i] != 'u') {
                name[length++] = text[i];
            } else {
                name[length++] = control(i + 1, end);
                i += 4;
            }
        }
        return Arrays.copyOf(name, length);
    }

    private byte control(int digits, int end) throws SQLException {
        if (digits + 4 > end) {
            throw damage();
        }
        try {
            return Byte.parseByte(new String(text, digits, 4, StandardCharsets.US_ASCII), 16);
        } catch (NumberFormatException e) {
            throw damage();
        }
    }

    private byte age() throws SQLException {
        if (peek() != NONE[0]) {
            return (byte) number();
        }
        for (byte letter : NONE) {
            expect(letter);
        }
        return FaceDataset.NO_AGE;
    }

    private long number() throws SQLException {
        boolean negative = peek() == '-';
        at += negative ? 1 : 0;
        int start = at;
        long value = 0;
        for (; peek() >= '0' && text[at] <= '9'; at++) {
            value = 10 * value + text[at] - '0';
        }
        if (at == start) {
            throw damage();
        }
        return negative ? -value : value;
    }

    private byte peek() throws SQLException {
        if (at >= text.length) {
            throw damage();
        }
        return text[at];
    }

    private void expect(int wanted) throws SQLException {
        if (peek() != wanted) {
            throw damage();
        }
        at++;
    }

    private SQLException damage() {
        return new SQLException("the images of an identity are no list at byte " + at);
    }
}
