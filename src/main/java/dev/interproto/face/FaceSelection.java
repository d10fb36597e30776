package dev.interproto.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which of the faces found in a photograph is taken.
 *
 * @param preference among the faces that are large and sure enough
 * @param smallestSize what the shorter side of a face's box must have, pixels of the photograph
 * @param smallestConfidence what the detector's score must reach; empty: the detector's own {@link
 *     FaceDetector#usualConfidence()}
 */
public record FaceSelection(
        Preference preference, double smallestSize, OptionalDouble smallestConfidence) {
    /** A face of 20 pixels becomes mostly blur at 112; smaller ones are the background's. */
    public static final double USUAL_SIZE = 20;

    /** The largest face, as photographs of one person are usually taken. */
    public static final FaceSelection LARGEST =
            new FaceSelection(Preference.LARGEST, USUAL_SIZE, OptionalDouble.empty());

    /** Which face is taken where there are several. */
    public enum Preference {
        /** The largest box. */
        LARGEST,
        /** The one nearest to the middle of the photograph. */
        CENTRAL,
        /** The one of highest confidence; the largest of equals. */
        SUREST
    }

    public FaceSelection {
        if (!(smallestSize >= 0) || !Double.isFinite(smallestSize)) {
            throw new IllegalArgumentException("smallest size " + smallestSize);
        }
        if (smallestConfidence.isPresent() && !Double.isFinite(smallestConfidence.getAsDouble())) {
            throw new IllegalArgumentException("smallest confidence " + smallestConfidence);
        }
    }

    /**
     * Chooses.
     *
     * @param faces found in the photograph, in any order
     * @param width of the photograph, pixels
     * @param height of the photograph, pixels
     * @param usualConfidence the detector's
     * @return the same faces in the same order with their fates; at most one is chosen
     */
    public List<FoundFace> select(
            List<DetectedFace> faces, int width, int height, double usualConfidence) {
        double needed = smallestConfidence.orElse(usualConfidence);
        Optional<DetectedFace> chosen =
                faces.stream()
                        .filter(face -> isLarge(face) && face.confidence() >= needed)
                        .max(order(width, height));
        List<FoundFace> result = new ArrayList<>();
        for (DetectedFace face : faces) {
            FoundFace.Fate fate = FoundFace.Fate.PASSED_OVER;
            if (!isLarge(face)) {
                fate = FoundFace.Fate.TOO_SMALL;
            } else if (!(face.confidence() >= needed)) {
                fate = FoundFace.Fate.UNSURE;
            } else if (chosen.isPresent() && face == chosen.get()) {
                fate = FoundFace.Fate.CHOSEN;
            }
            result.add(new FoundFace(face, fate));
        }
        return result;
    }

    private boolean isLarge(DetectedFace face) {
        return Math.min(face.width(), face.height()) >= smallestSize;
    }

    private Comparator<DetectedFace> order(int width, int height) {
        Comparator<DetectedFace> larger =
                Comparator.comparingDouble(face -> face.width() * face.height());
        return switch (preference) {
            case LARGEST -> larger;
            case SUREST ->
                    Comparator.comparingDouble(DetectedFace::confidence).thenComparing(larger);
            case CENTRAL ->
                    Comparator.<DetectedFace>comparingDouble(
                                    face ->
                                            -Math.hypot(
                                                    face.x() + face.width() / 2 - width / 2.0,
                                                    face.y() + face.height() / 2 - height / 2.0))
                            .thenComparing(larger);
        };
    }
}
