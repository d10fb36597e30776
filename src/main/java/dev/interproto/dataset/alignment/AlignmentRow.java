package dev.interproto.dataset.alignment;

import dev.interproto.common.CsvLine;
import dev.interproto.face.DetectedFace;
import dev.interproto.face.FaceLandmarks;
import dev.interproto.face.FoundFace;
import dev.interproto.face.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A photograph as one line of {@value AlignmentJournal#FILE_NAME}. The chosen face has columns of
 * its own; the others stand in one: {@code x y width height confidence FATE}, parted by semicolons.
 */
final class AlignmentRow {
    static final String HEADER =
            "image,outcome,face,faces_found,x,y,width,height,confidence,"
                    + "left_eye_x,left_eye_y,right_eye_x,right_eye_y,nose_x,nose_y,"
                    + "left_mouth_x,left_mouth_y,right_mouth_x,right_mouth_y,others,detail";

    private static final int BOX = 4;
    private static final int CONFIDENCE = 8;
    private static final int POINTS = 9;
    private static final int POINT_NUMBERS = 10;
    private static final int OTHERS = POINTS + POINT_NUMBERS;
    private static final int COLUMNS = OTHERS + 2;

    private AlignmentRow() {}

    static String format(AlignedImage image) {
        List<String> fields = new ArrayList<>();
        fields.add(image.image());
        fields.add(image.outcome().name());
        fields.add(image.face());
        fields.add(Integer.toString(image.faces().size()));
        Optional<DetectedFace> chosen = image.chosen();
        fields.addAll(chosen.map(AlignmentRow::numbers).orElse(List.of("", "", "", "", "")));
        Optional<FaceLandmarks> landmarks = chosen.flatMap(DetectedFace::landmarks);
        for (int i = 0; i < POINT_NUMBERS / 2; i++) {
            int point = i;
            fields.add(landmarks.map(l -> number(l.points().get(point).x())).orElse(""));
            fields.add(landmarks.map(l -> number(l.points().get(point).y())).orElse(""));
        }
        fields.add(
                String.join(
                        ";",
                        image.faces().stream()
                                .filter(found -> found.fate() != FoundFace.Fate.CHOSEN)
                                .map(
                                        found ->
                                                String.join(" ", numbers(found.face()))
                                                        + " "
                                                        + found.fate())
                                .toList()));
        fields.add(image.detail());
        return String.join(",", fields.stream().map(AlignmentRow::quoted).toList());
    }

    /**
     * The photograph of a line; empty where the line is none, such as one cut by a power failure.
     */
    static Optional<AlignedImage> parse(String line) {
        List<String> fields = List.of(CsvLine.split(line));
        if (fields.size() != COLUMNS) {
            return Optional.empty();
        }
        try {
            List<FoundFace> faces = new ArrayList<>();
            if (!fields.get(BOX).isEmpty()) {
                faces.add(
                        new FoundFace(
                                face(fields.subList(BOX, CONFIDENCE + 1), landmarks(fields)),
                                FoundFace.Fate.CHOSEN));
            }
            if (!fields.get(OTHERS).isEmpty()) {
                for (String other : fields.get(OTHERS).split(";")) {
                    List<String> parts = List.of(other.split(" "));
                    faces.add(
                            new FoundFace(
                                    face(parts, Optional.empty()),
                                    FoundFace.Fate.valueOf(parts.get(5))));
                }
            }
            return Optional.of(
                    new AlignedImage(
                            fields.get(0),
                            AlignmentOutcome.valueOf(fields.get(1)),
                            fields.get(2),
                            faces,
                            fields.get(OTHERS + 1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Optional<FaceLandmarks> landmarks(List<String> fields) {
        if (fields.get(POINTS).isEmpty()) {
            return Optional.empty();
        }
        List<Point> points = new ArrayList<>();
        for (int i = POINTS; i < OTHERS; i += 2) {
            points.add(
                    new Point(
                            Double.parseDouble(fields.get(i)),
                            Double.parseDouble(fields.get(i + 1))));
        }
        return Optional.of(
                new FaceLandmarks(
                        points.get(0), points.get(1), points.get(2), points.get(3), points.get(4)));
    }

    private static DetectedFace face(List<String> numbers, Optional<FaceLandmarks> landmarks) {
        return new DetectedFace(
                Double.parseDouble(numbers.get(0)),
                Double.parseDouble(numbers.get(1)),
                Double.parseDouble(numbers.get(2)),
                Double.parseDouble(numbers.get(3)),
                Double.parseDouble(numbers.get(4)),
                landmarks);
    }

    private static List<String> numbers(DetectedFace face) {
        return List.of(
                number(face.x()),
                number(face.y()),
                number(face.width()),
                number(face.height()),
                String.format(Locale.ROOT, "%.4f", face.confidence()));
    }

    private static String number(double pixels) {
        return String.format(Locale.ROOT, "%.2f", pixels);
    }

    private static String quoted(String field) {
        boolean plain = true;
        for (int i = 0; i < field.length() && plain; i++) {
            char c = field.charAt(i);
            plain = c != ',' && c != '"' && c != '\n' && c != '\r';
        }
        return plain ? field : '"' + field.replace("\"", "\"\"").replaceAll("[\\r\\n]+", " ") + '"';
    }
}
