package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.UserFacingException;
import dev.interproto.loss.ArcFace;
import dev.interproto.loss.LossStep;
import org.junit.jupiter.api.Test;

class DivergenceWatchTest {
    private final DivergenceWatch watch =
            new DivergenceWatch(TrainingPreset.CASIA.configuration(), 20, 512);

    @Test
    void guessingCostsWhatTheReferenceStartsWith() {
        // ln 20 + 64²/1024 + 64·sin 0.5 = 37.7; the parity trajectory starts at 38.0.
        assertThat(DivergenceWatch.guessingLoss(ArcFace.PUBLISHED, 20, 512))
                .isCloseTo(37.68, within(0.01));
    }

    @Test
    void aLossThatIsNoNumberStopsAtOnceWithALowerRateToTry() {
        assertThatThrownBy(() -> watch.check(loss(Double.NaN), 7, 0.1))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("step 7")
                .hasMessageContaining("0.0100 instead of 0.100");
        assertThatThrownBy(() -> watch.check(loss(Double.POSITIVE_INFINITY), 7, 0.1))
                .isInstanceOf(UserFacingException.class);
    }

    @Test
    void aFewBadBatchesAreForgivenButNotAHundred() {
        assertThatCode(
                        () -> {
                            for (int step = 1; step < DivergenceWatch.WINDOW; step++) {
                                watch.check(loss(100), step, 0.1);
                            }
                        })
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> watch.check(loss(100), DivergenceWatch.WINDOW, 0.1))
                .hasMessageContaining("mean loss of 100 steps is 100.0")
                .hasMessageContaining("guessing gives 37.7");
    }

    private static LossStep loss(double margin) {
        return new LossStep(margin, 0, 1, 0, 8);
    }
}
