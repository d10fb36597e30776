package dev.interproto.network.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.Preprocessing;
import dev.interproto.face.Preprocessing.ColourOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StemFoldingTest {
    /** Two windows of three colours: element i has the value i. */
    private static final float[] WEIGHTS = counting(54);

    @Test
    void standardPreprocessingChangesNothing() {
        float[] folded = StemFolding.fold(WEIGHTS, Preprocessing.STANDARD);
        assertThat(folded).containsExactly(WEIGHTS).isNotSameAs(WEIGHTS);
    }

    @Test
    void bgrSwapsFirstAndThirdInputChannelOfEveryWindow() {
        float[] folded = StemFolding.fold(WEIGHTS, preprocessing(ColourOrder.BGR, 1 / 127.5));
        assertThat(folded).startsWith(18, 19, 20, 21, 22, 23, 24, 25, 26, 9, 10).endsWith(34, 35);
        assertThat(folded[18]).isEqualTo(0);
        assertThat(folded[27]).isEqualTo(45);
    }

    @Test
    void weightsTakeTheRatioOfTheScales() {
        float[] folded = StemFolding.fold(WEIGHTS, preprocessing(ColourOrder.RGB, 0.0078125));
        // 0.0078125 · 127.5 = 0.99609375, a fraction of 256: exact.
        assertThat(folded[1]).isEqualTo(0.99609375f);
        assertThat(folded[53]).isEqualTo(52.79296875f);
    }

    @Test
    void convolutionOfStandardInputGivesWhatTheForeignInputGave() {
        Random random = new Random(7);
        float[] weights = new float[27];
        double foreign = 0;
        double[] pixels = new double[27];
        for (int i = 0; i < 27; i++) {
            weights[i] = random.nextFloat() - 0.5f;
            pixels[i] = random.nextInt(256);
        }
        float[] folded = StemFolding.fold(weights, preprocessing(ColourOrder.BGR, 0.5));
        double standard = 0;
        for (int colour = 0; colour < 3; colour++) {
            for (int i = 0; i < 9; i++) {
                double pixel = pixels[colour * 9 + i] - 127.5;
                standard += folded[colour * 9 + i] * pixel / 127.5;
                foreign += weights[(2 - colour) * 9 + i] * pixel * 0.5;
            }
        }
        assertThat(standard).isCloseTo(foreign, org.assertj.core.data.Offset.offset(1e-4));
    }

    @Test
    void anotherMeanOrSizeIsRefused() {
        Preprocessing imageNet = new Preprocessing(ColourOrder.RGB, 123.7, 1 / 127.5, 112);
        assertThatThrownBy(() -> StemFolding.fold(WEIGHTS, imageNet))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("mean 123.7");
        Preprocessing large = new Preprocessing(ColourOrder.RGB, 127.5, 1 / 127.5, 160);
        assertThatThrownBy(() -> StemFolding.fold(WEIGHTS, large))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("160 pixels");
    }

    @Test
    void otherWindowsAreRefused() {
        assertThatThrownBy(() -> StemFolding.fold(new float[28], Preprocessing.STANDARD))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Preprocessing preprocessing(ColourOrder colours, double scale) {
        return new Preprocessing(colours, 127.5, scale, 112);
    }

    private static float[] counting(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = i;
        }
        return values;
    }
}
