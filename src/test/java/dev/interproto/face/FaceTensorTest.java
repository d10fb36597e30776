package dev.interproto.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FaceTensorTest {

    @Test
    void pixelsBecomeMinusOneToOneInRedGreenBlue() {
        RgbImage face = Drawn.halves(112, 112, 0xff0080, 0x000000);
        float[] batch = new float[2 * FaceTensor.LENGTH];

        FaceTensor.write(face, batch, FaceTensor.LENGTH, false);

        assertThat(batch[0]).isZero();
        assertThat(batch[FaceTensor.LENGTH]).isEqualTo(1f);
        assertThat(batch[FaceTensor.LENGTH + 1]).isEqualTo(-1f);
        assertThat(batch[FaceTensor.LENGTH + 2]).isEqualTo(128 / 127.5f - 1, within(1e-6f));
    }

    @Test
    void flipMirrorsLeftToRightAndKeepsChannels() {
        RgbImage face = Drawn.noise(112, 112, 8);

        float[] straight = FaceTensor.of(face, false);
        float[] flipped = FaceTensor.of(face, true);

        for (int c = 0; c < 3; c++) {
            assertThat(flipped[3 * (5 * 112 + 10) + c])
                    .isEqualTo(straight[3 * (5 * 112 + 101) + c]);
        }
    }

    @Test
    void otherSizesAndShortArraysAreRefused() {
        assertThatThrownBy(() -> FaceTensor.of(Drawn.noise(111, 112, 1), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("111 x 112");
        assertThatThrownBy(
                        () -> FaceTensor.write(Drawn.noise(112, 112, 1), new float[10], 0, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
