package dev.interproto.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.face.RgbImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlipEmbedderTest {

    /** Embeds an image by which of its two upper corners is brighter: (1, 0) or (0, 1). */
    private static final class Corners implements FaceEmbedder {
        @Override
        public String name() {
            return "corners";
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public float[][] embed(List<RgbImage> faces) {
            return faces.stream()
                    .map(
                            face ->
                                    face.rgb()[0] > face.rgb()[3 * (face.width() - 1)]
                                            ? new float[] {1, 0}
                                            : new float[] {0, 1})
                    .toArray(float[][]::new);
        }

        @Override
        public void close() {}
    }

    private static RgbImage image(int... greys) {
        byte[] rgb = new byte[3 * greys.length];
        for (int i = 0; i < greys.length; i++) {
            rgb[3 * i] = (byte) greys[i];
        }
        return new RgbImage(greys.length, 1, rgb);
    }

    @Test
    void theEmbeddingIsTheNormalisedSumOfImageAndMirrorImage() {
        float[][] rows = new FlipEmbedder(new Corners()).embed(List.of(image(9, 5, 1)));

        assertThat(rows[0][0]).isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
        assertThat(rows[0][1]).isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
    }

    @Test
    void aSymmetricFaceKeepsItsEmbedding() {
        float[][] rows = new FlipEmbedder(new Corners()).embed(List.of(image(7, 5, 7)));

        assertThat(rows[0]).containsExactly(0, 1);
    }

    @Test
    void mirroringTwiceGivesTheImageBack() {
        RgbImage once = image(1, 2, 3, 4).mirrored();

        assertThat(once.rgb()[0]).isEqualTo((byte) 4);
        assertThat(once.mirrored().rgb()).isEqualTo(image(1, 2, 3, 4).rgb());
    }
}
