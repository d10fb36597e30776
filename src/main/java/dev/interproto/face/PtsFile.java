package dev.interproto.face;

import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Hand-placed points beside a photograph, in the {@code .pts} form that FG-NET uses: {@code
 * version: 1}, {@code n_points: 68}, then one {@code x y} a line between braces, pixels.
 *
 * @param file where they were read from
 * @param points in the file's order
 */
public record PtsFile(Path file, List<Point> points) {
    /** How many points FG-NET's annotation has. */
    public static final int FGNET_POINTS = 68;

    private static final int EYE_AT_LEFT = 31;
    private static final int EYE_AT_RIGHT = 36;
    private static final int NOSE_TIP = 67;
    private static final int MOUTH_AT_LEFT = 48;
    private static final int MOUTH_AT_RIGHT = 54;

    public PtsFile {
        points = List.copyOf(points);
    }

    /**
     * Reads a file.
     *
     * @throws UserFacingException when it cannot be read or does not have the form, with the line
     */
    public static PtsFile read(Path file) {
        List<String> lines;
        try {
            // Latin-1 cannot fail on a stray byte, so that the message below names its line.
            lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UserFacingException(
                    file + " cannot be read.",
                    "The photograph it belongs to cannot be aligned by its points.",
                    "Check that the file exists and may be read.",
                    e);
        }
        return new PtsFile(file, parse(file, lines));
    }

    /**
     * The five points of alignment.
     *
     * @throws UserFacingException when the file does not have FG-NET's 68 points
     */
    public FaceLandmarks landmarks() {
        if (points.size() != FGNET_POINTS) {
            throw new UserFacingException(
                    file + " holds " + points.size() + " points.",
                    "Which of them are the eyes is known for FG-NET's 68 points only.",
                    "Use 68-point files, or align with detected landmarks.");
        }
        return new FaceLandmarks(
                points.get(EYE_AT_LEFT),
                points.get(EYE_AT_RIGHT),
                points.get(NOSE_TIP),
                points.get(MOUTH_AT_LEFT),
                points.get(MOUTH_AT_RIGHT));
    }

    private static List<Point> parse(Path file, List<String> lines) {
        int announced = -1;
        boolean inside = false;
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).trim();
            if (line.isEmpty()) {
                continue;
            }
            if (inside && line.equals("}")) {
                return checkedCount(file, i + 1, announced, points);
            }
            if (inside) {
                points.add(point(file, i + 1, line));
            } else if (line.equals("{")) {
                inside = true;
            } else if (line.toLowerCase(Locale.ROOT).startsWith("n_points:")) {
                announced = count(file, i + 1, line.substring("n_points:".length()).trim());
            } else if (!line.toLowerCase(Locale.ROOT).startsWith("version:")) {
                throw wrong(file, i + 1, "\"" + shortened(line) + "\" is no part of a .pts file");
            }
        }
        throw wrong(
                file,
                lines.size(),
                inside ? "the closing brace is missing" : "the opening brace is missing");
    }

    private static List<Point> checkedCount(
            Path file, int line, int announced, List<Point> points) {
        if (announced >= 0 && announced != points.size()) {
            throw wrong(
                    file,
                    line,
                    announced + " points are announced, " + points.size() + " are there");
        }
        return points;
    }

    private static int count(Path file, int line, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong(file, line, "\"" + shortened(text) + "\" is no number of points");
        }
    }

    private static Point point(Path file, int line, String text) {
        String[] parts = text.split("[\\s,]+");
        if (parts.length == 2) {
            try {
                Point point = new Point(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
                if (Double.isFinite(point.x()) && Double.isFinite(point.y())) {
                    return point;
                }
            } catch (NumberFormatException e) {
                throw wrong(file, line, "\"" + shortened(text) + "\" is not \"x y\"");
            }
        }
        throw wrong(file, line, "\"" + shortened(text) + "\" is not \"x y\"");
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static UserFacingException wrong(Path file, int line, String what) {
        return new UserFacingException(
                file + ", line " + line + ": " + what + ".",
                "The photograph it belongs to cannot be aligned by its points.",
                "Correct the line, or align with detected landmarks.");
    }
}
