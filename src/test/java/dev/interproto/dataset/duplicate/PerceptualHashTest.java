package dev.interproto.dataset.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.face.ImageDecoder;
import dev.interproto.face.ImageEncoder;
import dev.interproto.face.RgbImage;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {

    @Test
    void aMirroredImageHasTheMirroredHash() {
        PerceptualHash hash = PerceptualHash.of(Faces.face(1, 112));
        PerceptualHash mirrored = PerceptualHash.of(Faces.mirrored(Faces.face(1, 112)));
        assertThat(mirrored.bits()).isEqualTo(PerceptualHash.mirrored(hash.bits()));
        assertThat(hash.bits()).isNotEqualTo(mirrored.bits());
        assertThat(correlation(hash, mirrored, true)).isCloseTo(1, within(1e-9));
        assertThat(correlation(hash, mirrored, false)).isLessThan(0.975);
    }

    @Test
    void encodingSizeAndLightHardlyMatter() throws Exception {
        RgbImage face = Faces.face(2, 224);
        PerceptualHash hash = PerceptualHash.of(face);
        RgbImage jpeg = ImageDecoder.decode(ImageEncoder.jpeg(face, 40), "copy");
        for (RgbImage copy : new RgbImage[] {jpeg, Faces.face(2, 112), Faces.brighter(face, 20)}) {
            PerceptualHash other = PerceptualHash.of(copy);
            assertThat(Long.bitCount(hash.bits() ^ other.bits()))
                    .isLessThanOrEqualTo(PerceptualHash.DEFAULT_DISTANCE);
            assertThat(correlation(hash, other, false)).isGreaterThan(0.99);
        }
    }

    @Test
    void otherPicturesAreFarAway() {
        PerceptualHash first = PerceptualHash.of(Faces.face(3, 112));
        PerceptualHash second = PerceptualHash.of(Faces.face(4, 112));
        assertThat(Long.bitCount(first.bits() ^ second.bits())).isGreaterThan(15);
        assertThat(correlation(first, second, false)).isLessThan(0.9);
    }

    @Test
    void aSingleGreyHasNoHash() {
        PerceptualHash grey = PerceptualHash.of(Faces.plain(100));
        assertThat(grey.bits()).isZero();
        assertThat(grey.pattern()).containsOnly(0);
        assertThat(correlation(grey, PerceptualHash.of(Faces.plain(200)), false)).isZero();
    }

    @Test
    void aHorizontalRampIsTheFirstHorizontalFrequencyAndItsOddFellows() {
        byte[] rgb = new byte[3 * 64 * 64];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (255 - 4 * (i / 3 % 64));
        }
        PerceptualHash ramp = PerceptualHash.of(new RgbImage(64, 64, rgb));
        // Brighter at the left, so 1, 3, 5 and 7 are positive; all others vanish but for rounding.
        byte[] pattern = ramp.pattern();
        int large = 0;
        for (byte value : pattern) {
            large += value > 5 ? 1 : 0;
            assertThat((int) value).isGreaterThan(-6);
        }
        assertThat(large).isEqualTo(4);
    }

    private static double correlation(PerceptualHash a, PerceptualHash b, boolean mirror) {
        return PerceptualHash.correlation(a.pattern(), 0, b.pattern(), 0, mirror);
    }
}
