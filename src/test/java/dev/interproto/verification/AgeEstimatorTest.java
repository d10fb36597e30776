package dev.interproto.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.Preprocessing;
import dev.interproto.face.RgbImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgeEstimatorTest {
    private static final Optional<Preprocessing> BARE =
            Optional.of(new Preprocessing(Preprocessing.ColourOrder.RGB, 0, 1, 112));

    @TempDir Path folder;

    /** All pixels of one grey. */
    private static RgbImage grey(int value) {
        byte[] rgb = new byte[3 * 112 * 112];
        Arrays.fill(rgb, (byte) value);
        return new RgbImage(112, 112, rgb);
    }

    private AgeEstimator open(Path model) {
        return AgeEstimator.open(model, BARE, Optional.empty());
    }

    @Test
    void oneNumberIsYears() throws IOException {
        // A tenth of the mean grey.
        Path model = AgeModels.linear(folder, 112, new float[][] {{0.1f / 3, 0.1f / 3, 0.1f / 3}});
        try (AgeEstimator estimator = open(model)) {
            assertThat(estimator.output()).isEqualTo(AgeOutput.YEARS);
            assertThat(estimator.estimate(List.of(grey(80), grey(254), grey(0))))
                    .containsExactly(OptionalInt.of(8), OptionalInt.of(25), OptionalInt.of(0));
        }
    }

    @Test
    void yearsBeyondAnybodysAreNoAge() throws IOException {
        Path model = AgeModels.linear(folder, 112, new float[][] {{1, 0, 0}});
        try (AgeEstimator estimator = open(model)) {
            assertThat(estimator.estimate(List.of(grey(121), grey(120))))
                    .containsExactly(OptionalInt.empty(), OptionalInt.of(120));
        }
    }

    @Test
    void numbersBelowOneAreNotTakenForYearsUnlessSaidSo() throws IOException {
        Path model = AgeModels.linear(folder, 112, new float[][] {{0.001f, 0, 0}});
        List<RgbImage> faces = Collections.nCopies(8, grey(200));
        try (AgeEstimator estimator = open(model)) {
            assertThatThrownBy(() -> estimator.estimate(faces))
                    .isInstanceOf(UserFacingException.class)
                    .hasMessageContaining("divided by 100");
        }
        try (AgeEstimator estimator =
                AgeEstimator.open(model, BARE, Optional.of(AgeOutput.HUNDREDTHS))) {
            assertThat(estimator.estimate(faces)).containsOnly(OptionalInt.of(20));
        }
    }

    @Test
    void threeNumbersAreInsightFacesAndSeeAMarginAroundTheFace() throws IOException {
        // The third is the mean red over 255; 112² of 168² pixels are the face's.
        Path model =
                AgeModels.linear(
                        folder, 96, new float[][] {{1, 0, 0}, {0, 1, 0}, {1 / 255f, 0, 0}});
        try (AgeEstimator estimator =
                AgeEstimator.open(model, Optional.empty(), Optional.empty())) {
            assertThat(estimator.output()).isEqualTo(AgeOutput.SEX_AND_HUNDREDTHS);
            int years = estimator.estimate(List.of(grey(255))).get(0).orElseThrow();
            assertThat((double) years).isCloseTo(100 * 4 / 9.0, within(1.0));
        }
    }

    @Test
    void classesGiveTheirExpectedValue() {
        float[] probabilities = new float[101];
        probabilities[10] = 0.5f;
        probabilities[20] = 0.5f;
        assertThat(AgeOutput.CLASSES.years(probabilities).orElseThrow())
                .isCloseTo(15, within(1e-6));
        // Scores ln 3 and 0 among −∞: probabilities 3/4 and 1/4.
        float[] scores = new float[101];
        Arrays.fill(scores, -1000);
        scores[8] = (float) Math.log(3);
        scores[12] = 0;
        assertThat(AgeOutput.CLASSES.years(scores).orElseThrow()).isCloseTo(9, within(1e-5));
        scores[3] = Float.NaN;
        assertThat(AgeOutput.CLASSES.years(scores)).isEmpty();
    }

    @Test
    void groupsOfAgesAreRefused() throws IOException {
        Path model = AgeModels.linear(folder, 112, new float[8][3]);
        assertThatThrownBy(() -> open(model))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("gives 8 numbers")
                .hasMessageContaining("groups of ages")
                .hasMessageContaining("genderage");
    }
}
