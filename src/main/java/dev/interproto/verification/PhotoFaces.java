package dev.interproto.verification;

import dev.interproto.face.DetectedFace;
import dev.interproto.face.FaceAligner;
import dev.interproto.face.RgbImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A photograph and the faces found in it.
 *
 * @param file the photograph
 * @param image decoded, upright
 * @param faces largest first, so that 0 is the default choice; empty where none was found
 */
public record PhotoFaces(Path file, RgbImage image, List<DetectedFace> faces) {
    public PhotoFaces {
        faces = List.copyOf(faces);
    }

    /** Why no comparison is possible, with what would help; empty where there is a face. */
    public Optional<String> problem() {
        if (!faces.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "No face was found in "
                        + file.getFileName()
                        + ". Faces are found when they look towards the camera and are not too"
                        + " small; try another photograph, or one cropped closer to the face.");
    }

    /**
     * A face as the network reads it, 112×112. An image that has this size is taken for an aligned
     * face and used as it is.
     *
     * @throws IndexOutOfBoundsException when there is no such face
     */
    public RgbImage crop(int face) {
        DetectedFace chosen = faces.get(face);
        return FaceAligner.isAligned(image) ? image : FaceAligner.alignBox(image, chosen);
    }
}
