package dev.interproto.dataset.alignment;

import dev.interproto.face.DetectedFace;
import dev.interproto.face.FoundFace;
import java.util.List;
import java.util.Optional;

/**
 * One photograph of an alignment.
 *
 * @param image its path below the input folder, with forward slashes
 * @param outcome what became of it
 * @param face the face's path below the output folder, with forward slashes; empty where there is
 *     none
 * @param faces all that were found, with their fates; those not chosen may lack their landmarks
 * @param detail what a person should know; empty where there is nothing to say
 */
public record AlignedImage(
        String image, AlignmentOutcome outcome, String face, List<FoundFace> faces, String detail) {
    public AlignedImage {
        faces = List.copyOf(faces);
    }

    /** How many faces were large and sure enough, the chosen one included. */
    public long good() {
        return faces.stream()
                .filter(
                        found ->
                                found.fate() == FoundFace.Fate.CHOSEN
                                        || found.fate() == FoundFace.Fate.PASSED_OVER)
                .count();
    }

    /** The face that was taken. */
    public Optional<DetectedFace> chosen() {
        return faces.stream()
                .filter(found -> found.fate() == FoundFace.Fate.CHOSEN)
                .map(FoundFace::face)
                .findFirst();
    }
}
