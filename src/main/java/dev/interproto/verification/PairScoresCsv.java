package dev.interproto.verification;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.VerificationPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The pairs of an evaluation as a table: {@code label,path1,path2,similarity,verdict,right} with a
 * header. Label and verdict are 1 (same person) or 0, right is 1 or 0; fields with commas, quotes
 * or line breaks are quoted as in RFC 4180. Similarities are written in full, so that reading gives
 * the very values back.
 */
public final class PairScoresCsv {
    private static final String HEADER = "label,path1,path2,similarity,verdict,right";

    private PairScoresCsv() {}

    /**
     * Writes the pairs with their verdicts at a threshold.
     *
     * @throws IOException when the file cannot be written; an older file is then still whole
     */
    public static void write(Path file, List<ScoredPair> pairs, double threshold)
            throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (ScoredPair scored : pairs) {
            text.append(scored.pair().same() ? '1' : '0').append(',');
            text.append(quoted(scored.pair().first().toString())).append(',');
            text.append(quoted(scored.pair().second().toString())).append(',');
            text.append(scored.similarity()).append(',');
            text.append(scored.acceptedAt(threshold) ? '1' : '0').append(',');
            text.append(scored.rightAt(threshold) ? '1' : '0').append('\n');
        }
        AtomicFiles.writeText(file, text.toString());
    }

    /**
     * Reads a table back; verdicts follow from the similarity and are not read.
     *
     * @throws IOException when the file cannot be read
     * @throws UserFacingException where a line is not as written, with its number
     */
    public static List<ScoredPair> read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        List<ScoredPair> pairs = new ArrayList<>();
        int line = 1;
        int at = 0;
        while (at < text.length()) {
            List<String> fields = new ArrayList<>();
            int end = fields(text, at, fields);
            if (line == 1) {
                if (!String.join(",", fields).equals(HEADER)) {
                    throw wrong(file, line, "the header is not \"" + HEADER + "\"");
                }
            } else {
                pairs.add(pair(file, line, fields));
            }
            line += (int) text.substring(at, end).chars().filter(c -> c == '\n').count();
            at = end;
        }
        return pairs;
    }

    private static ScoredPair pair(Path file, int line, List<String> fields) {
        if (fields.size() != 6) {
            throw wrong(file, line, fields.size() + " fields instead of 6");
        }
        String label = fields.get(0);
        if (!label.equals("0") && !label.equals("1")) {
            throw wrong(file, line, "the label is \"" + label + "\", not 0 or 1");
        }
        try {
            double similarity = Double.parseDouble(fields.get(3));
            if (!Double.isFinite(similarity)) {
                throw wrong(file, line, "the similarity is " + fields.get(3));
            }
            return new ScoredPair(
                    new VerificationPair(
                            label.equals("1"),
                            ImageLocation.parse(fields.get(1)),
                            ImageLocation.parse(fields.get(2))),
                    similarity);
        } catch (NumberFormatException e) {
            throw wrong(file, line, "the similarity is \"" + fields.get(3) + "\", not a number");
        }
    }

    private static UserFacingException wrong(Path file, int line, String how) {
        return new UserFacingException(
                file + ", line " + line + ": " + how + ".",
                "The table of scored pairs was changed or cut off.",
                "Run the evaluation again.");
    }

    private static String quoted(String field) {
        boolean plain =
                field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    /** Splits one row; gives where the next begins. */
    private static int fields(String text, int start, List<String> fields) {
        StringBuilder field = new StringBuilder();
        boolean inQuotes = false;
        int i = start;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inQuotes) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append(c);
                    i++;
                } else {
                    inQuotes = false;
                }
            } else if (c == '"') {
                inQuotes = true;
            } else if (c == ',') {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '\n') {
                i++;
                break;
            } else if (c != '\r') {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return i;
    }
}
