package dev.interproto.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.face.RgbImage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmenterTest {
    private static final RgbImage GREY = grey();

    private static RgbImage grey() {
        byte[] rgb = new byte[3 * 112 * 112];
        java.util.Arrays.fill(rgb, (byte) 90);
        return new RgbImage(112, 112, rgb);
    }

    private static Augmentation erasing(double probability) {
        return new Augmentation(null, null, null, null, new Augmentation.Effect(probability, 0.2));
    }

    @Test
    void withoutProbabilityAnImageIsTheVerySame() {
        assertThat(new Augmenter(Augmentation.NONE, 1).apply(GREY, 0, 0)).isSameAs(GREY);
        assertThat(Augmentation.NONE.isOff()).isTrue();
        assertThat(erasing(0.1).isOff()).isFalse();
    }

    @Test
    void theSameSeedEpochAndPlaceGiveTheSameImage() {
        Augmenter augmenter = new Augmenter(erasing(1), 1);
        byte[] image = augmenter.apply(GREY, 3, 7).rgb();

        assertThat(new Augmenter(erasing(1), 1).apply(GREY, 3, 7).rgb()).isEqualTo(image);
        assertThat(new Augmenter(erasing(1), 2).apply(GREY, 3, 7).rgb()).isNotEqualTo(image);
        assertThat(augmenter.apply(GREY, 4, 7).rgb()).isNotEqualTo(image);
        assertThat(augmenter.apply(GREY, 3, 8).rgb()).isNotEqualTo(image);
    }

    @Test
    void anEffectMeetsItsShareOfImages() {
        Augmenter augmenter = new Augmenter(erasing(0.3), 1);

        long met =
                IntStream.range(0, 1000)
                        .filter(position -> augmenter.apply(GREY, 0, position) != GREY)
                        .count();

        assertThat(met).isBetween(260L, 340L);
    }

    @Test
    void anErasedPartIsOfTheSizeAskedFor() {
        Augmenter augmenter = new Augmenter(erasing(1), 1);
        for (int position = 0; position < 100; position++) {
            byte[] rgb = augmenter.apply(GREY, 0, position).rgb();
            long changed =
                    IntStream.range(0, 112 * 112)
                            .filter(
                                    i ->
                                            rgb[3 * i] != 90
                                                    || rgb[3 * i + 1] != 90
                                                    || rgb[3 * i + 2] != 90)
                            .count();
            assertThat(changed / (112.0 * 112)).isBetween(0.015, 0.205);
        }
    }

    @Test
    void strengthsOutOfRangeAreNamed() {
        assertThat(Augmentation.NONE.complaint()).isEmpty();
        assertThat(erasing(1.5).complaint().orElseThrow()).contains("erase has probability 1.5");
        Augmentation far =
                new Augmentation(new Augmentation.Effect(0.5, 90), null, null, null, null);
        assertThat(far.complaint().orElseThrow()).contains("1 to 56 pixels");
    }
}
