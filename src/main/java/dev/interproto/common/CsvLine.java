package dev.interproto.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One line of a CSV file (RFC 4180 without line breaks inside fields). */
public final class CsvLine {
    private CsvLine() {}

    /** Joins fields, quoting those that need it. Numbers are written with {@link Locale#ROOT}. */
    public static String join(Object... fields) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                line.append(',');
            }
            line.append(quote(format(fields[i])));
        }
        return line.toString();
    }

    private static String format(Object field) {
        if (field instanceof Double number) {
            return number.isNaN() ? "" : shortest(number);
        }
        return String.valueOf(field);
    }

    /** Seven significant digits are what single-precision training can mean. */
    private static String shortest(double number) {
        double rounded = Double.parseDouble(String.format(Locale.ROOT, "%.7g", number));
        return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e9
                ? Long.toString((long) rounded)
                : Double.toString(rounded);
    }

    private static String quote(String text) {
        String flat = text.replace('\n', ' ').replace('\r', ' ');
        if (flat.indexOf(',') < 0 && flat.indexOf('"') < 0) {
            return flat;
        }
        return '"' + flat.replace("\"", "\"\"") + '"';
    }

    /** The fields of a line, unquoted. */
    public static String[] split(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields.toArray(String[]::new);
    }

    /** A number, or NaN where the field is empty. */
    public static double number(String field) {
        return field.isEmpty() ? Double.NaN : Double.parseDouble(field);
    }
}
