package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.network.Backbone;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LearningRateFinderTest {

    @Test
    void theRateRisesByEqualFactors() {
        // Six decades in 60 steps between 61 rates: ten steps a decade.
        assertThat(LearningRateFinder.rateAt(0, 61)).isCloseTo(1e-5, within(1e-15));
        assertThat(LearningRateFinder.rateAt(10, 61)).isCloseTo(1e-4, within(1e-12));
        assertThat(LearningRateFinder.rateAt(60, 61)).isCloseTo(10, within(1e-9));
    }

    @Test
    void theRateOfTheLeastLossIsSuggestedWhereTheNextOneRunsAway() {
        LearningRateFinder.Curve curve = new LearningRateFinder.Curve();
        for (int step = 0; step < 40 && !curve.isOver(40); step++) {
            // Falls by 1 a step up to the twentieth, then soars.
            curve.add(0.01 * (step + 1), step < 20 ? 40 - step : 500);
        }

        LearningRateFinder.Result result = curve.result();

        assertThat(result.ranAway()).isTrue();
        assertThat(result.points()).hasSize(21);
        assertThat(result.points().get(0).smoothed()).isCloseTo(40, within(1e-9));
        // (0.9 · 40 + 39)/1.9 = 39.47
        assertThat(result.points().get(1).smoothed()).isCloseTo(39.4737, within(1e-4));
        // The twentieth step, at 0.2, has the least loss, and the next one is far above it.
        assertThat(result.suggestion().orElseThrow()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void halfWayBetweenTheLeastLossAndTheHighestRateBorneIsSuggested() {
        LearningRateFinder.Curve curve = new LearningRateFinder.Curve();
        for (int step = 0; step < 50; step++) {
            // Falls by 1 a step from 40 to 21, then rises by 1 a step.
            curve.add(0.01 * (step + 1), step < 20 ? 40 - step : step + 2);
        }

        LearningRateFinder.Result result = curve.result();

        assertThat(result.points().get(23).smoothed())
                .as("the least")
                .isCloseTo(25.89, within(5e-3));
        // A fifth of the fall from 40 above it is 28.71: 28.34 at 0.32 is below, 28.92 is not.
        assertThat(result.points().get(31).smoothed()).isCloseTo(28.34, within(5e-3));
        assertThat(result.points().get(32).smoothed()).isCloseTo(28.92, within(5e-3));
        // √(0.24 · 0.32) = 0.277
        assertThat(result.suggestion().orElseThrow()).isCloseTo(0.28, within(1e-12));
    }

    @Test
    void aLossThatNeverFallsSuggestsNothing() {
        LearningRateFinder.Curve curve = new LearningRateFinder.Curve();
        for (int step = 0; step < 30; step++) {
            curve.add(0.1 * (step + 1), 10 + step);
        }

        assertThat(curve.result().suggestion()).isEmpty();
    }

    @Test
    void aRealNetworkGivesACurve() {
        LearningRateFinder.Result result =
                new LearningRateFinder(
                                DrawnDataset.dataset(),
                                TrainerTest.configuration(1, 0.1),
                                Optional.empty(),
                                30)
                        .run(Progress.NONE);

        assertThat(result.points()).hasSizeBetween(10, 30);
        assertThat(result.points().get(0).rate()).isCloseTo(1e-5, within(1e-12));
        assertThat(result.points().get(0).loss()).isCloseTo(10.4265, within(1e-3));
    }

    @Test
    void weightsOfAnotherBackboneAreRefusedByName() {
        WeightsFile other = new WeightsFile(Path.of("w.npz"), Backbone.IR_50, 0);
        assertThatThrownBy(
                        () ->
                                new LearningRateFinder(
                                        DrawnDataset.dataset(),
                                        TrainerTest.configuration(1, 0.1),
                                        Optional.of(other),
                                        30))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("the model to start from of ir-50");
    }

    @Test
    void tooFewStepsAreRefused() {
        assertThatThrownBy(
                        () ->
                                new LearningRateFinder(
                                        DrawnDataset.dataset(),
                                        TrainerTest.configuration(1, 0.1),
                                        Optional.empty(),
                                        5))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("in 5 steps");
    }
}
