package dev.interproto.dataset.alignment;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.DetectedFace;
import dev.interproto.face.FaceAligner;
import dev.interproto.face.FaceDetector;
import dev.interproto.face.FaceLandmarks;
import dev.interproto.face.FoundFace;
import dev.interproto.face.ImageDecoder;
import dev.interproto.face.ImageEncoder;
import dev.interproto.face.Point;
import dev.interproto.face.PtsFile;
import dev.interproto.face.RgbImage;
import dev.interproto.face.UnreadableImageException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Aligns single photographs: one thread's work. */
final class PhotographAligner {
    private final Path output;
    private final AlignmentOptions options;
    private final PointsLookup points;
    private final Optional<FaceDetector> detector;

    /**
     * @param detector empty where landmarks come from points files
     */
    PhotographAligner(
            Path output,
            AlignmentOptions options,
            PointsLookup points,
            Optional<FaceDetector> detector) {
        this.output = output;
        this.options = options;
        this.points = points;
        this.detector = detector;
    }

    /**
     * Aligns a photograph and writes its face.
     *
     * @throws IOException when the face cannot be written
     */
    AlignedImage align(PhotographWalk.Photograph photograph) throws IOException {
        RgbImage image;
        try {
            image = ImageDecoder.decode(photograph.file());
        } catch (UnreadableImageException e) {
            return without(
                    photograph, AlignmentOutcome.UNREADABLE, List.of(), "It " + e.reason() + ".");
        }
        return detector.isPresent()
                ? byDetection(photograph, image, detector.get())
                : byPoints(photograph, image);
    }

    private AlignedImage byPoints(PhotographWalk.Photograph photograph, RgbImage image)
            throws IOException {
        Optional<Path> file = points.find(photograph.file());
        if (file.isEmpty()) {
            return instead(
                    photograph,
                    image,
                    AlignmentOutcome.NO_LANDMARKS,
                    List.of(),
                    "No .pts file of its name was found.");
        }
        try {
            PtsFile read = PtsFile.read(file.get());
            DetectedFace face = around(read.points(), read.landmarks());
            RgbImage aligned = FaceAligner.align(image, read.landmarks());
            return written(
                    photograph,
                    aligned,
                    AlignmentOutcome.ALIGNED,
                    List.of(new FoundFace(face, FoundFace.Fate.CHOSEN)),
                    "");
        } catch (UserFacingException e) {
            return instead(photograph, image, AlignmentOutcome.NO_LANDMARKS, List.of(), e.what());
        } catch (IllegalArgumentException e) {
            return instead(
                    photograph,
                    image,
                    AlignmentOutcome.NO_LANDMARKS,
                    List.of(),
                    file.get() + ": all points lie in one place.");
        }
    }

    /** A face whose box is that of its hand-placed points. */
    private static DetectedFace around(List<Point> points, FaceLandmarks landmarks) {
        double left = extreme(points, p -> -p.x());
        double top = extreme(points, p -> -p.y());
        return new DetectedFace(
                -left,
                -top,
                extreme(points, Point::x) + left,
                extreme(points, Point::y) + top,
                1,
                Optional.of(landmarks));
    }

    private static double extreme(List<Point> points, ToDoubleFunction<Point> value) {
        return Collections.max(points.stream().map(value::applyAsDouble).toList());
    }

    private AlignedImage byDetection(
            PhotographWalk.Photograph photograph, RgbImage image, FaceDetector finder)
            throws IOException {
        if (FaceAligner.isAligned(image)) {
            return written(
                    photograph,
                    image,
                    AlignmentOutcome.TAKEN,
                    List.of(),
                    "Of 112 x 112 already, taken as it is.");
        }
        List<FoundFace> faces =
                options.selection()
                        .select(
                                finder.detect(image),
                                image.width(),
                                image.height(),
                                finder.usualConfidence());
        Optional<DetectedFace> chosen =
                faces.stream()
                        .filter(found -> found.fate() == FoundFace.Fate.CHOSEN)
                        .map(FoundFace::face)
                        .findFirst();
        if (chosen.isEmpty()) {
            return instead(
                    photograph,
                    image,
                    faces.isEmpty() ? AlignmentOutcome.NO_FACE : AlignmentOutcome.REJECTED,
                    faces,
                    rejected(faces));
        }
        String detail = chosen.get().landmarks().isPresent() ? "" : "Placed by its box, no eyes.";
        RgbImage aligned;
        try {
            aligned = FaceAligner.alignBox(image, chosen.get());
        } catch (IllegalArgumentException e) {
            return instead(
                    photograph,
                    image,
                    AlignmentOutcome.REJECTED,
                    faces,
                    "Its landmarks lie in one place.");
        }
        return written(photograph, aligned, AlignmentOutcome.ALIGNED, faces, detail);
    }

    private static String rejected(List<FoundFace> faces) {
        long small = faces.stream().filter(face -> face.fate() == FoundFace.Fate.TOO_SMALL).count();
        long unsure = faces.size() - small;
        String words = small > 0 ? small + " too small" : "";
        if (unsure > 0) {
            words += (words.isEmpty() ? "" : ", ") + unsure + " too unsure";
        }
        return words.isEmpty() ? "" : "Faces found: " + words + ".";
    }

    /** What a photograph without a usable face gets: nothing, or its middle. */
    private AlignedImage instead(
            PhotographWalk.Photograph photograph,
            RgbImage image,
            AlignmentOutcome outcome,
            List<FoundFace> faces,
            String detail)
            throws IOException {
        if (options.withoutFace() == AlignmentOptions.WithoutFace.SKIP) {
            return without(photograph, outcome, faces, detail);
        }
        String why = "Its middle was taken. " + detail;
        return written(
                photograph,
                FaceAligner.cropToFace(image),
                AlignmentOutcome.MIDDLE,
                faces,
                why.strip());
    }

    private static AlignedImage without(
            PhotographWalk.Photograph photograph,
            AlignmentOutcome outcome,
            List<FoundFace> faces,
            String detail) {
        return new AlignedImage(photograph.image(), outcome, "", faces, detail);
    }

    private AlignedImage written(
            PhotographWalk.Photograph photograph,
            RgbImage face,
            AlignmentOutcome outcome,
            List<FoundFace> faces,
            String detail)
            throws IOException {
        byte[] encoded =
                options.format().ending().equals("png")
                        ? ImageEncoder.png(face)
                        : ImageEncoder.jpeg(face, options.format().quality());
        write(output.resolve(photograph.face()), encoded);
        return new AlignedImage(photograph.image(), outcome, photograph.face(), faces, detail);
    }

    /**
     * Moves the whole face to its place. It is not forced to disk, which would take as long as
     * finding the face: a face that a power failure emptied is made again.
     */
    private static void write(Path face, byte[] encoded) throws IOException {
        Files.createDirectories(face.getParent());
        Path temporary = face.resolveSibling("." + face.getFileName() + ".part");
        Files.write(temporary, encoded);
        try {
            Files.move(
                    temporary,
                    face,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, face, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
