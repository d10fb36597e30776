package dev.interproto.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.DetectedFace;
import dev.interproto.face.FaceAligner;
import dev.interproto.face.FaceDetector;
import dev.interproto.face.ImageEncoder;
import dev.interproto.face.RgbImage;
import dev.interproto.face.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoComparisonTest {
    private static final VerdictRule RULE =
            new VerdictRule(0.5, Optional.of(new Calibration(4, -2)), "fgnet20_child, 40 pairs");

    @TempDir Path folder;

    @Test
    void colouredFacesAreComparedByTheirCosine() throws Exception {
        PhotoComparison comparison = comparison(Optional.of(RULE));
        PhotoFaces red = comparison.find(photo("red.png", 300, 200, 200, 0));
        PhotoFaces both = comparison.find(photo("both.png", 300, 200, 200, 200));

        Comparison found = comparison.compare(red, 0, both, 0);

        // (1, 0)·(1, 1)/√2
        assertThat(found.similarity()).isEqualTo(Math.sqrt(0.5), within(1e-6));
        assertThat(found.same()).contains(true);
        assertThat(found.threshold()).hasValue(0.5);
        // 1 / (1 + e^−(4·0.7071 − 2)) = 1 / (1 + e^−0.82843)
        assertThat(found.probability().getAsDouble()).isEqualTo(0.69602, within(1e-4));
        assertThat(found.thresholdOrigin()).isEqualTo("fgnet20_child, 40 pairs");
        assertThat(FaceAligner.isAligned(found.cropA())).isTrue();
    }

    @Test
    void verdictIsSameAtTheThresholdItselfAndDifferentBelow() throws Exception {
        PhotoComparison comparison = comparison(Optional.of(RULE));
        PhotoFaces red = comparison.find(photo("red.png", 300, 200, 200, 0));
        PhotoFaces green = comparison.find(photo("green.png", 300, 200, 0, 200));

        assertThat(comparison.compare(red, 0, green, 0).same()).contains(false);
        assertThat(
                        new PhotoComparison(
                                        new TwoFaces(),
                                        new Colour(),
                                        Optional.of(
                                                new VerdictRule(
                                                        comparison
                                                                .compare(red, 0, red, 0)
                                                                .similarity(),
                                                        Optional.empty(),
                                                        "")))
                                .compare(red, 0, red, 0)
                                .same())
                .contains(true);
    }

    @Test
    void withoutAnEvaluationThereIsOnlyTheSimilarity() throws Exception {
        PhotoComparison comparison = comparison(Optional.empty());
        PhotoFaces red = comparison.find(photo("red.png", 300, 200, 200, 0));

        Comparison found = comparison.compare(red, 0, red, 1);

        assertThat(found.similarity()).isEqualTo(1, within(1e-6));
        assertThat(found.threshold()).isEmpty();
        assertThat(found.same()).isEmpty();
        assertThat(found.probability()).isEmpty();
        assertThat(found.thresholdOrigin()).contains("has not been evaluated").contains("evaluate");
    }

    @Test
    void alignedCropsAreUsedAsTheyAre() throws Exception {
        PhotoComparison comparison = comparison(Optional.empty());
        PhotoFaces crop = comparison.find(photo("crop.png", 112, 112, 10, 90));

        Comparison found = comparison.compare(crop, 0, crop, 0);

        assertThat(crop.faces()).hasSize(1);
        assertThat(found.cropA().rgb()).isEqualTo(crop.image().rgb());
    }

    @Test
    void photographWithoutAFaceIsAnAnswerNotAFailure() throws Exception {
        PhotoComparison comparison = comparison(Optional.of(RULE));
        PhotoFaces wall = comparison.find(photo("wall.png", 60, 50, 1, 1));

        assertThat(wall.faces()).isEmpty();
        assertThat(wall.problem().orElseThrow()).startsWith("No face was found in wall.png.");
        assertThatThrownBy(() -> comparison.compare(wall, 0, wall, 0))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("No face was found");
    }

    @Test
    void facesThatAreNotThereAreRefused() throws Exception {
        PhotoComparison comparison = comparison(Optional.of(RULE));
        PhotoFaces red = comparison.find(photo("red.png", 300, 200, 200, 0));

        assertThatThrownBy(() -> comparison.compare(red, 2, red, 0))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("has 2 face(s)");
    }

    @Test
    void unreadablePhotographSaysWhy() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.jpg"));

        assertThatThrownBy(() -> comparison(Optional.empty()).find(empty))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("is empty");
    }

    private static PhotoComparison comparison(Optional<VerdictRule> rule) {
        return new PhotoComparison(new TwoFaces(), new Colour(), rule);
    }

    private Path photo(String name, int width, int height, int red, int green) throws IOException {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
        }
        return Files.write(
                folder.resolve(name), ImageEncoder.png(new RgbImage(width, height, rgb)));
    }

    /** Two faces in anything wider than 100 pixels. */
    private static final class TwoFaces implements FaceDetector {
        @Override
        public String name() {
            return "two";
        }

        @Override
        public List<DetectedFace> detect(RgbImage photograph) {
            return photograph.width() <= 100
                    ? List.of()
                    : List.of(
                            new DetectedFace(60, 60, 80, 80, 1, Optional.empty()),
                            new DetectedFace(180, 60, 50, 50, 1, Optional.empty()));
        }

        @Override
        public void close() {}
    }

    /** Embeds a face as the direction of the red and green of its middle pixel. */
    private static final class Colour implements FaceEmbedder {
        @Override
        public String name() {
            return "colour";
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public float[][] embed(List<RgbImage> faces112) {
            float[][] rows = new float[faces112.size()][];
            for (int i = 0; i < rows.length; i++) {
                int at = 3 * (56 * 112 + 56);
                float red = faces112.get(i).rgb()[at] & 0xff;
                float green = faces112.get(i).rgb()[at + 1] & 0xff;
                float length = (float) Math.hypot(red, green);
                rows[i] = new float[] {red / length, green / length};
            }
            return rows;
        }

        @Override
        public void close() {}
    }
}
