package dev.interproto.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceAlignerTest {

    @Test
    void leastSquaresFindsAKnownTransform() {
        SimilarityTransform known = new SimilarityTransform(0.3, -0.4, 7, 11);
        List<Point> from = List.of(new Point(0, 0), new Point(10, 3), new Point(-4, 8));
        List<Point> to = from.stream().map(known::apply).toList();

        SimilarityTransform found = SimilarityTransform.leastSquares(from, to);

        assertThat(found.a()).isEqualTo(0.3, within(1e-12));
        assertThat(found.b()).isEqualTo(-0.4, within(1e-12));
        assertThat(found.tx()).isEqualTo(7, within(1e-12));
        assertThat(found.ty()).isEqualTo(11, within(1e-12));
        assertThat(found.scale()).isEqualTo(0.5, within(1e-12));
        Point back = found.inverse().apply(to.get(1));
        assertThat(back.x()).isEqualTo(10, within(1e-9));
        assertThat(back.y()).isEqualTo(3, within(1e-9));
    }

    @Test
    void mirroredPointsAreNotReflected() {
        // A mirrored face must not be turned inside out: a² + b² > 0 is a rotation, always.
        List<Point> from = List.of(new Point(-1, 0), new Point(1, 0), new Point(0, 2));
        List<Point> to = List.of(new Point(1, 0), new Point(-1, 0), new Point(0, 2));

        SimilarityTransform found = SimilarityTransform.leastSquares(from, to);

        // Σ conj(p)q / Σ|p|² by hand, centred: (2(−1 + 4/9) + 16/9) / (2(1 + 4/9) + 16/9)
        assertThat(found.a()).isEqualTo(1.0 / 7, within(1e-12));
        assertThat(found.b()).isEqualTo(0, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"1.0, 0", "0.7, 25", "1.9, -40", "3.5, 10", "9.0, 5"})
    void landmarksLandOnTheTemplate(double enlarged, double degrees) {
        double angle = Math.toRadians(degrees);
        int side = (int) (112 * enlarged * 2);
        SimilarityTransform toPhotograph =
                new SimilarityTransform(
                        enlarged * Math.cos(angle),
                        enlarged * Math.sin(angle),
                        side / 4.0 + enlarged * 50 * Math.sin(angle),
                        side / 4.0 - enlarged * 50 * Math.sin(angle));
        List<Point> template = FaceAligner.TEMPLATE.points();
        List<Point> points = template.stream().map(toPhotograph::apply).toList();
        RgbImage photograph = new RgbImage(side, side, new byte[3 * side * side]);
        points.forEach(point -> Drawn.dot(photograph, point, 2 * enlarged));

        RgbImage face =
                FaceAligner.align(
                        photograph,
                        new FaceLandmarks(
                                points.get(0),
                                points.get(1),
                                points.get(2),
                                points.get(3),
                                points.get(4)));

        assertThat(FaceAligner.isAligned(face)).isTrue();
        for (Point wanted : template) {
            Point found = Drawn.brightness(face, wanted, 8);
            assertThat(Math.hypot(found.x() - wanted.x(), found.y() - wanted.y()))
                    .as("distance from " + wanted)
                    .isLessThan(0.5);
        }
    }

    @Test
    void landmarksInOnePlaceAreRefused() {
        Point p = new Point(3, 3);

        assertThatThrownBy(
                        () ->
                                FaceAligner.align(
                                        Drawn.noise(9, 9, 1), new FaceLandmarks(p, p, p, p, p)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cropTakesTheMiddleSquare() {
        RgbImage wide = Drawn.halves(448, 224, 0x000000, 0x000000);
        for (int y = 0; y < 224; y++) {
            for (int x = 112; x < 336; x++) {
                Drawn.set(wide, x, y, 0x30c060);
            }
        }

        RgbImage face = FaceAligner.cropToFace(wide);

        assertThat(FaceAligner.isAligned(face)).isTrue();
        assertThat(Drawn.pixel(face, 0, 0)).isEqualTo(0x30c060);
        assertThat(Drawn.pixel(face, 111, 111)).isEqualTo(0x30c060);
    }

    @Test
    void cropEnlargesSmallImages() {
        assertThat(FaceAligner.cropToFace(Drawn.noise(30, 41, 5)))
                .asInstanceOf(InstanceOfAssertFactories.type(RgbImage.class))
                .matches(FaceAligner::isAligned);
    }

    @Test
    void alignedFacesAreLeftAsTheyAre() {
        RgbImage face = Drawn.noise(112, 112, 4);

        assertThat(FaceAligner.cropToFace(face)).isSameAs(face);
    }

    @Test
    void boxWithoutLandmarksIsPlacedByItsEyeLine() {
        RgbImage photograph = new RgbImage(400, 300, new byte[3 * 400 * 300]);
        // A frontal Haar box has the eyes at about 0.295 and 0.705 of its width, 0.376 of its
        // height.
        Drawn.dot(photograph, new Point(100 + 0.295 * 150, 80 + 0.376 * 150), 4);
        Drawn.dot(photograph, new Point(100 + 0.705 * 150, 80 + 0.376 * 150), 4);

        RgbImage face =
                FaceAligner.alignBox(
                        photograph, new DetectedFace(100, 80, 150, 150, 1, Optional.empty()));

        Point left = Drawn.brightness(face, FaceAligner.TEMPLATE.leftEye(), 9);
        Point right = Drawn.brightness(face, FaceAligner.TEMPLATE.rightEye(), 9);
        assertThat(left.x()).isEqualTo(FaceAligner.TEMPLATE.leftEye().x(), within(0.5));
        assertThat(left.y()).isEqualTo(FaceAligner.TEMPLATE.leftEye().y(), within(0.5));
        assertThat(right.x()).isEqualTo(FaceAligner.TEMPLATE.rightEye().x(), within(0.5));
    }
}
