package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.UserFacingException;
import dev.interproto.loss.ArcFace;
import dev.interproto.loss.GuessingLoss;
import dev.interproto.loss.LossStep;
import dev.interproto.loss.MarginHead;
import dev.interproto.loss.PrototypeSimilarities;
import org.junit.jupiter.api.Test;

class DivergenceWatchTest {
    private final DivergenceWatch watch =
            new DivergenceWatch(TrainingPreset.CASIA.configuration(), 20, 512);

    @Test
    void guessingCostsWhatTheReferenceStartsWith() {
        // ln 20 + 64²/1024 + 64·sin 0.5 = 37.7; the parity trajectory starts at 38.0.
        assertThat(GuessingLoss.of(ArcFace.PUBLISHED, 20, 512)).isCloseTo(37.68, within(0.01));
    }

    @Test
    void reweighedNegativesRaiseWhatGuessingCosts() {
        // MV-AM, all cosines near 0 and so above −0.35: s·0.2 more for each, and 1.2 the spread.
        assertThat(GuessingLoss.of(MarginHead.named("mv-am"), 20, 512))
                .isCloseTo(
                        Math.log(20) + 32 * 0.2 + 1.44 * 32 * 32 / 1024 + 32 * 0.35, within(0.01));
        assertThat(GuessingLoss.of(MarginHead.named("softmax"), 20, 512))
                .isCloseTo(Math.log(20) + 4, within(1e-6));
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

    @Test
    void aLossThatStaysNearGuessingIsCalledFlatOnce() {
        int last = DivergenceWatch.FLAT_WINDOWS * DivergenceWatch.WINDOW;
        for (int step = 1; step < last; step++) {
            assertThat(watch.check(loss(37), step, 0.1)).isEmpty();
        }

        assertThat(watch.check(loss(37), last, 0.1).orElseThrow())
                .contains("after 2000 steps its mean is 37.0, where guessing gives 37.7")
                .contains("0.300 instead of 0.100");
        for (int step = 1; step <= last; step++) {
            assertThat(watch.check(loss(37), last + step, 0.1)).isEmpty();
        }
    }

    @Test
    void prototypesThatCollapseAreToldOnce() {
        assertThat(watch.check(new PrototypeSimilarities(0.8, 0.49, 0.6), 100)).isEmpty();
        assertThat(watch.check(new PrototypeSimilarities(0.8, Double.NaN, Double.NaN), 200))
                .isEmpty();

        assertThat(watch.check(new PrototypeSimilarities(0.8, 0.824, 0.8), 300).orElseThrow())
                .contains("after 300 steps those of adults have a mean cosine of 0.82")
                .contains("0.0333 instead of 0.100");
        assertThat(watch.check(new PrototypeSimilarities(0.8, 0.9, 0.8), 400)).isEmpty();
    }

    @Test
    void aLossThatFallsIsNotCalledFlat() {
        for (int step = 1;
                step <= 2 * DivergenceWatch.FLAT_WINDOWS * DivergenceWatch.WINDOW;
                step++) {
            assertThat(watch.check(loss(30), step, 0.1)).isEmpty();
        }
    }

    @Test
    void theLevelsAreThoseOfTheHeadAndTheIdentities() {
        LossLevels levels = LossLevels.of(TrainingPreset.CASIA.configuration(), 20);

        assertThat(levels.chance()).isCloseTo(2.996, within(1e-3));
        assertThat(levels.start()).isCloseTo(37.68, within(0.01));
        assertThat(levels.sentence())
                .contains("about 37.7 is normal at the start")
                .contains("ln 20 = 3.00");
    }

    private static LossStep loss(double margin) {
        return new LossStep(margin, 0, 1, 0, 8);
    }
}
