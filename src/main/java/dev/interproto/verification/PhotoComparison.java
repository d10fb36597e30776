package dev.interproto.verification;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.DetectedFace;
import dev.interproto.face.FaceAligner;
import dev.interproto.face.FaceDetector;
import dev.interproto.face.ImageDecoder;
import dev.interproto.face.RgbImage;
import dev.interproto.face.UnreadableImageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Two photographs to one verdict: find the faces, align the chosen ones, embed, compare. Not
 * thread-safe; the detector and the embedder belong to the caller, who closes them.
 */
public final class PhotoComparison {
    private final FaceDetector detector;
    private final FaceEmbedder embedder;
    private final Optional<VerdictRule> rule;

    /**
     * @param rule from an evaluation of this very model; empty where there is none, then
     *     comparisons give the similarity alone
     */
    public PhotoComparison(
            FaceDetector detector, FaceEmbedder embedder, Optional<VerdictRule> rule) {
        this.detector = detector;
        this.embedder = embedder;
        this.rule = rule;
    }

    /**
     * Finds the faces of a photograph that the detector is as sure of as usual. An image of 112×112
     * is an aligned face already: it is its own only face.
     *
     * @return with no faces where none was found: see {@link PhotoFaces#problem()}
     * @throws UnreadableImageException when the file is no readable image
     */
    public PhotoFaces find(Path photo) throws UnreadableImageException {
        return find(photo, detector);
    }

    /** As above, for a caller that has no model yet. */
    public static PhotoFaces find(Path photo, FaceDetector detector)
            throws UnreadableImageException {
        RgbImage image = ImageDecoder.decode(photo);
        if (FaceAligner.isAligned(image)) {
            DetectedFace whole =
                    new DetectedFace(
                            0,
                            0,
                            FaceAligner.SIZE,
                            FaceAligner.SIZE,
                            1,
                            Optional.of(FaceAligner.TEMPLATE));
            return new PhotoFaces(photo, image, List.of(whole));
        }
        List<DetectedFace> sure =
                detector.detect(image).stream()
                        .filter(face -> face.confidence() >= detector.usualConfidence())
                        .toList();
        return new PhotoFaces(photo, image, sure);
    }

    /**
     * Compares a face of one photograph with a face of another.
     *
     * @param faceA number of the face in {@code a.faces()}, 0 the largest
     * @param faceB likewise in {@code b}
     * @throws UserFacingException when a photograph has no such face, or the model's answer is not
     *     a number
     */
    public Comparison compare(PhotoFaces a, int faceA, PhotoFaces b, int faceB) {
        RgbImage cropA = crop(a, faceA);
        RgbImage cropB = crop(b, faceB);
        float[][] embeddings = embedder.embed(List.of(cropA, cropB));
        double similarity = PairScoring.cosine(embeddings[0], embeddings[1]);
        if (!Double.isFinite(similarity)) {
            throw new UserFacingException(
                    "The similarity given by " + embedder.name() + " is not a number.",
                    "The network's weights are broken, as after a run that diverged.",
                    "Choose an earlier checkpoint, or train with a lower learning rate.");
        }
        OptionalDouble threshold =
                rule.map(known -> OptionalDouble.of(known.threshold()))
                        .orElseGet(OptionalDouble::empty);
        OptionalDouble probability =
                rule.flatMap(VerdictRule::calibration)
                        .map(curve -> OptionalDouble.of(curve.probability(similarity)))
                        .orElseGet(OptionalDouble::empty);
        return new Comparison(
                cropA,
                cropB,
                similarity,
                threshold,
                rule.map(known -> similarity >= known.threshold()),
                probability,
                rule.map(VerdictRule::origin).orElse(VerdictRule.HOW_TO_GET_ONE));
    }

    private static RgbImage crop(PhotoFaces photo, int face) {
        if (photo.faces().isEmpty()) {
            throw new UserFacingException(
                    "No face was found in " + photo.file() + ".",
                    "There is nothing to compare.",
                    "Use a photograph with a frontal face, or one cropped closer to it.");
        }
        if (face < 0 || face >= photo.faces().size()) {
            throw new UserFacingException(
                    photo.file()
                            + " has "
                            + photo.faces().size()
                            + " face(s), numbered from 0, not one of number "
                            + face
                            + ".",
                    "There is nothing to compare.",
                    "Choose one of its faces.");
        }
        return photo.crop(face);
    }
}
