package dev.interproto.dataset.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.face.DetectedFace;
import dev.interproto.face.FaceDetector;
import dev.interproto.face.FaceDetectors;
import dev.interproto.face.FaceLandmarks;
import dev.interproto.face.FaceSelection;
import dev.interproto.face.ImageEncoder;
import dev.interproto.face.Point;
import dev.interproto.face.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorAccuracyTest {
    /** Eyes 40 apart, nose and mouth below. */
    private static final FaceLandmarks TRUTH = landmarks(0);

    @TempDir Path folder;

    @Test
    void errorsAreSharesOfTheEyeDistanceAndBoxesElsewhereAreCounted() throws Exception {
        photograph("a", true);
        photograph("b", true);
        photograph("c", false);

        // Two boxes a photograph: a larger one elsewhere, and the face, its points 4 pixels right.
        DetectorAccuracy.Result result = measure(2);

        assertThat(result.photographs()).isEqualTo(2);
        assertThat(result.leftOut()).isEqualTo(1);
        assertThat(result.found()).isEqualTo(2);
        assertThat(result.detectionRate()).isEqualTo(1);
        assertThat(result.chosenRight()).isZero();
        assertThat(result.otherBoxes()).isEqualTo(2);
        assertThat(result.eyeError()).isCloseTo(0.1, within(1e-9));
        assertThat(result.fivePointError()).isCloseTo(0.1, within(1e-9));
        assertThat(result.fivePointMedian()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void photographsWithoutPointsAreNothingToMeasureBy() throws Exception {
        photograph("a", false);

        assertThatThrownBy(() -> measure(1))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("has a 68-point file");
    }

    @Test
    void aBoxIsAboutAFaceWhenItHoldsEyesAndNoseAndIsNotTheWholePhotograph() {
        assertThat(DetectorAccuracy.isAbout(box(60, 60, 80), TRUTH)).isTrue();
        assertThat(DetectorAccuracy.isAbout(box(60, 95, 80), TRUTH)).isFalse(); // below the eyes
        assertThat(DetectorAccuracy.isAbout(box(0, 0, 300), TRUTH)).isFalse();
    }

    private DetectorAccuracy.Result measure(int threads) {
        FaceDetectors detectors =
                new FaceDetectors() {
                    @Override
                    public String name() {
                        return "drawn";
                    }

                    @Override
                    public FaceDetector create() {
                        return new Drawn();
                    }
                };
        return new DetectorAccuracy(folder, detectors, FaceSelection.LARGEST, threads)
                .run(Progress.NONE);
    }

    private void photograph(String name, boolean points) throws IOException {
        Files.write(
                folder.resolve(name + ".png"),
                ImageEncoder.png(new RgbImage(200, 200, new byte[3 * 200 * 200])));
        if (points) {
            StringBuilder text = new StringBuilder("version: 1\nn_points: 68\n{\n");
            for (int i = 0; i < 68; i++) {
                Point point =
                        switch (i) {
                            case 31 -> TRUTH.leftEye();
                            case 36 -> TRUTH.rightEye();
                            case 67 -> TRUTH.nose();
                            case 48 -> TRUTH.leftMouth();
                            case 54 -> TRUTH.rightMouth();
                            default -> new Point(0, 0);
                        };
                text.append(point.x()).append(' ').append(point.y()).append('\n');
            }
            Files.writeString(folder.resolve(name + ".pts"), text + "}\n");
        }
    }

    private static FaceLandmarks landmarks(double shift) {
        return new FaceLandmarks(
                new Point(80 + shift, 90),
                new Point(120 + shift, 90),
                new Point(100 + shift, 110),
                new Point(85 + shift, 130),
                new Point(115 + shift, 130));
    }

    private static DetectedFace box(double x, double y, double side) {
        return new DetectedFace(x, y, side, side, 1, Optional.empty());
    }

    private static final class Drawn implements FaceDetector {
        @Override
        public String name() {
            return "drawn";
        }

        @Override
        public List<DetectedFace> detect(RgbImage photograph) {
            return List.of(
                    box(0, 100, 95),
                    new DetectedFace(60, 60, 80, 80, 1, Optional.of(landmarks(4))));
        }

        @Override
        public void close() {}
    }
}
