package dev.interproto.projection;

import dev.interproto.common.UserFacingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Vectors from a comma-separated file: a row of numbers a line. A first line without any number is
 * a header; a first column that holds no number in the first data row is a label. Empty lines are
 * passed over.
 *
 * @param labels one a row; the row's number, from 1, where the file has none
 * @param rows of equal length
 */
public record VectorTable(List<String> labels, float[][] rows) {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

    /**
     * Reads a file.
     *
     * @throws IOException when the file cannot be read
     * @throws UserFacingException where a line is not a row of numbers, with its number
     */
    public static VectorTable read(Path file) throws IOException {
        List<String> labels = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            boolean labelled = false;
            int number = 0;
            boolean first = true;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                String content =
                        number == 1 && line.startsWith("\ufeff") ? line.substring(1) : line;
                if (content.isBlank()) {
                    continue;
                }
                List<String> fields = CsvRow.split(content);
                boolean header = first && fields.stream().noneMatch(VectorTable::isNumber);
                first = false;
                if (header) {
                    continue;
                }
                if (rows.isEmpty()) {
                    labelled = fields.size() > 1 && !isNumber(fields.get(0));
                }
                int width = rows.isEmpty() ? -1 : rows.get(0).length;
                rows.add(row(file, number, fields, labelled ? 1 : 0, width));
                labels.add(labelled ? fields.get(0).strip() : Integer.toString(rows.size()));
            }
        } catch (MalformedInputException e) {
            throw new UserFacingException(
                    file + " is not a text file.",
                    "Vectors are read from comma-separated text in UTF-8.",
                    "Save the table as CSV.",
                    e);
        }
        if (rows.isEmpty()) {
            throw new UserFacingException(
                    file + " holds no row of numbers.",
                    "There is nothing to map.",
                    "Give a file with one vector a line, values separated by commas.");
        }
        return new VectorTable(labels, rows.toArray(float[][]::new));
    }

    private static float[] row(Path file, int line, List<String> fields, int from, int width) {
        float[] row = new float[fields.size() - from];
        if (width >= 0 && row.length != width) {
            throw wrong(file, line, row.length + " values where the first row has " + width);
        }
        for (int i = 0; i < row.length; i++) {
            String field = fields.get(i + from).strip();
            try {
                row[i] = Float.parseFloat(field);
            } catch (NumberFormatException e) {
                throw wrong(file, line, "column " + (i + from + 1) + " holds \"" + field + "\"");
            }
            if (!Float.isFinite(row[i])) {
                throw wrong(file, line, "column " + (i + from + 1) + " holds " + field);
            }
        }
        return row;
    }

    /** Java would also take {@code 10f} and {@code 1d} for numbers; here they are labels. */
    private static boolean isNumber(String field) {
        return NUMBER.matcher(field.strip()).matches();
    }

    private static UserFacingException wrong(Path file, int line, String how) {
        return new UserFacingException(
                file + ", line " + line + ": " + how + ".",
                "Every line must hold as many finite numbers as the first.",
                "Correct the line.");
    }
}
