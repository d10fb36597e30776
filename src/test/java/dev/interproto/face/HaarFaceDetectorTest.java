package dev.interproto.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class HaarFaceDetectorTest {
    private static final Path PHOTOS = Path.of("../shared/data/photos");
    private static final Path FGNET = Path.of("../shared/data/fgnet-part");

    @Test
    void plainWallHasNoFace() {
        byte[] grey = new byte[3 * 320 * 240];
        Arrays.fill(grey, (byte) 128);

        try (FaceDetector detector = new HaarFaceDetector()) {
            assertThat(detector.detect(new RgbImage(320, 240, grey))).isEmpty();
            assertThat(detector.detect(Drawn.noise(320, 240, 1))).isEmpty();
        }
    }

    @Test
    void imagesSmallerThanAnyFaceHaveNone() {
        try (FaceDetector detector = new HaarFaceDetector()) {
            assertThat(detector.detect(Drawn.noise(1, 1, 1))).isEmpty();
            assertThat(detector.detect(Drawn.noise(400, 3, 1))).isEmpty();
        }
    }

    @Test
    void groupPhotographHasSeveralFacesLargestFirst() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(PHOTOS), "test photographs are not here");

        try (FaceDetector detector = new HaarFaceDetector()) {
            List<DetectedFace> faces =
                    detector.detect(ImageDecoder.decode(PHOTOS.resolve("office4.jpg")));

            assertThat(faces).hasSizeBetween(7, 13);
            assertThat(faces).isSortedAccordingTo((a, b) -> Double.compare(b.width(), a.width()));
        }
    }

    @Test
    void eyesLieWithinATenthOfTheirDistanceOfTheHandPlacedPoints() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(FGNET), "FG-NET part is not here");
        FaceLandmarks truth = PtsFile.read(FGNET.resolve("points/001a10.pts")).landmarks();
        double eyes = distance(truth.leftEye(), truth.rightEye());

        try (FaceDetector detector = new HaarFaceDetector()) {
            DetectedFace face =
                    detector.detect(ImageDecoder.decode(FGNET.resolve("images/001A10.JPG"))).get(0);
            FaceLandmarks found = face.landmarks().orElseThrow();

            assertThat(distance(found.leftEye(), truth.leftEye()) / eyes).isLessThan(0.1);
            assertThat(distance(found.rightEye(), truth.rightEye()) / eyes).isLessThan(0.1);
        }
    }

    @Test
    void headTiltedByFortyDegreesIsFoundInATurnedCopy() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(PHOTOS), "test photographs are not here");
        RgbImage upright = ImageDecoder.decode(PHOTOS.resolve("jf.jpg"));

        try (FaceDetector detector = new HaarFaceDetector()) {
            FaceLandmarks before = detector.detect(upright).get(0).landmarks().orElseThrow();
            SimilarityTransform tilt = aboutTheMiddle(upright, 40);
            List<DetectedFace> found = detector.detect(turned(upright, tilt));

            assertThat(found).isNotEmpty();
            FaceLandmarks after = found.get(0).landmarks().orElseThrow();
            double eyes = distance(before.leftEye(), before.rightEye());
            assertThat(distance(after.leftEye(), tilt.apply(before.leftEye())) / eyes)
                    .isLessThan(0.15);
            assertThat(distance(after.rightEye(), tilt.apply(before.rightEye())) / eyes)
                    .isLessThan(0.15);
        }
    }

    private static SimilarityTransform aboutTheMiddle(RgbImage image, double degrees) {
        double c = Math.cos(Math.toRadians(degrees));
        double s = Math.sin(Math.toRadians(degrees));
        double x = image.width() / 2.0;
        double y = image.height() / 2.0;
        return new SimilarityTransform(c, s, x - c * x + s * y, y - s * x - c * y);
    }

    private static RgbImage turned(RgbImage image, SimilarityTransform tilt) {
        RgbImage turned = new RgbImage(image.width(), image.height(), new byte[image.rgb().length]);
        SimilarityTransform back = tilt.inverse();
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                Point from = back.apply(new Point(x, y));
                int fromX = (int) Math.round(from.x());
                int fromY = (int) Math.round(from.y());
                boolean inside =
                        fromX >= 0 && fromY >= 0 && fromX < image.width() && fromY < image.height();
                Drawn.set(turned, x, y, inside ? Drawn.pixel(image, fromX, fromY) : 0x808080);
            }
        }
        return turned;
    }

    private static double distance(Point a, Point b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }
}
