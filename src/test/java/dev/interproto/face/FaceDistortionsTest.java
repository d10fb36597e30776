package dev.interproto.face;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaceDistortionsTest {
    /** Three by three pixels of the greys 0, 10, … 80, row after row. */
    private static RgbImage greys() {
        byte[] rgb = new byte[27];
        for (int i = 0; i < 27; i++) {
            rgb[i] = (byte) (10 * (i / 3));
        }
        return new RgbImage(3, 3, rgb);
    }

    private static int[] reds(RgbImage image) {
        int[] reds = new int[image.width() * image.height()];
        for (int i = 0; i < reds.length; i++) {
            reds[i] = image.rgb()[3 * i] & 0xff;
        }
        return reds;
    }

    @Test
    void aShiftRepeatsTheBorder() {
        assertThat(reds(FaceDistortions.shifted(greys(), 1, -1)))
                .containsExactly(10, 20, 20, 10, 20, 20, 40, 50, 50);
        assertThat(FaceDistortions.shifted(greys(), 0, 0).rgb()).isEqualTo(greys().rgb());
    }

    @Test
    void brightnessMultipliesAndContrastSpreadsAboutTheMean() {
        assertThat(reds(FaceDistortions.coloured(greys(), 2, 1, 1)))
                .containsExactly(0, 20, 40, 60, 80, 100, 120, 140, 160);
        // The mean is 40.
        assertThat(reds(FaceDistortions.coloured(greys(), 1, 0.5, 1)))
                .containsExactly(20, 25, 30, 35, 40, 45, 50, 55, 60);
        assertThat(reds(FaceDistortions.coloured(greys(), 4, 1, 1))[8]).isEqualTo(255);
    }

    @Test
    void noSaturationLeavesGrey() {
        RgbImage red = new RgbImage(1, 1, new byte[] {100, 0, 0});

        assertThat(FaceDistortions.coloured(red, 1, 1, 0).rgb()).containsExactly(30, 30, 30);
    }

    @Test
    void aBlurKeepsTheMeanAndSpreadsAPoint() {
        byte[] rgb = new byte[3 * 49];
        rgb[3 * 24] = (byte) 200;
        int[] blurred = reds(FaceDistortions.blurred(new RgbImage(7, 7, rgb), 0.5));

        // exp(−2) / (1 + 2 exp(−2) + 2 exp(−8)) = 0.1065 and 0.7866: squared, and crossed.
        assertThat(blurred[24]).isEqualTo(124);
        assertThat(blurred[23]).isEqualTo(17);
        assertThat(blurred[17]).isEqualTo(17);
        assertThat(blurred[16]).isEqualTo(2);
    }

    @Test
    void lowResolutionLosesWhatIsSmall() {
        byte[] rgb = new byte[3 * 16];
        for (int i = 0; i < 48; i++) {
            rgb[i] = (byte) ((i / 3 + i / 12) % 2 == 0 ? 0 : 200);
        }

        // A chequerboard becomes its mean.
        assertThat(reds(FaceDistortions.lowResolution(new RgbImage(4, 4, rgb), 2)))
                .containsOnly(100);
    }

    @Test
    void anErasedRectangleIsNoiseAndTheRestStays() {
        RgbImage erased = FaceDistortions.erased(greys(), 1, 1, 5, 1, pixel -> 0x030201L * 50);

        assertThat(reds(erased)).containsExactly(0, 10, 20, 30, 50, 50, 60, 70, 80);
        assertThat(erased.rgb()[13] & 0xff).isEqualTo(100);
    }
}
