package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {

    @Test
    void eachMilestoneDividesTheRateByTen() {
        LearningRateSchedule casia = LearningRateSchedule.of(TrainingPreset.CASIA.configuration());

        assertThat(casia.rateAt(27, 99, 100)).isEqualTo(0.1);
        assertThat(casia.rateAt(28, 0, 100)).isCloseTo(0.01, within(1e-15));
        assertThat(casia.rateAt(38, 0, 100)).isCloseTo(0.001, within(1e-15));
        assertThat(casia.rateAt(49, 0, 100)).isCloseTo(0.0001, within(1e-15));
    }

    @Test
    void aCosineFallsFromTheStartOverTheMiddleToTheFloor() {
        var cosine = new LearningRateSchedule.Cosine(0.1, 0.02, 0, 10);

        assertThat(cosine.rateAt(0, 0, 4)).isEqualTo(0.1);
        assertThat(cosine.rateAt(5, 0, 4)).isCloseTo(0.06, within(1e-15));
        // A third of the way (cos 60° = 1/2): three quarters of the fall are left.
        assertThat(cosine.rateAt(3, 1, 3)).isCloseTo(0.08, within(1e-15));
        assertThat(cosine.rateAt(10, 0, 4)).isCloseTo(0.02, within(1e-15));
        assertThat(cosine.rateAt(12, 3, 4)).isCloseTo(0.02, within(1e-15));
    }

    @Test
    void aWarmUpRisesInEqualSteps() {
        var warm =
                new LearningRateSchedule.WarmUp(
                        new LearningRateSchedule.Milestones(0.4, List.of(2), 10), 0.5);

        // Half an epoch of eight steps is four steps.
        assertThat(warm.rateAt(0, 0, 8)).isCloseTo(0.1, within(1e-15));
        assertThat(warm.rateAt(0, 1, 8)).isCloseTo(0.2, within(1e-15));
        assertThat(warm.rateAt(0, 2, 8)).isCloseTo(0.3, within(1e-15));
        assertThat(warm.rateAt(0, 3, 8)).isEqualTo(0.4);
        assertThat(warm.rateAt(1, 7, 8)).isEqualTo(0.4);
        assertThat(warm.rateAt(2, 0, 8)).isCloseTo(0.04, within(1e-15));
    }

    @Test
    void aCosineAfterAWarmUpBeginsWhereThatEnds() {
        var schedule =
                LearningRateSchedule.of(
                        TrainingPreset.DEMO
                                .configuration()
                                .withRefinements(
                                        Refinements.NONE.withSchedule(
                                                new ScheduleOptions(
                                                        ScheduleOptions.Shape.COSINE, 2, 0.001))));

        assertThat(schedule.rateAt(1, 4, 10)).isCloseTo(0.05 * 15 / 20, within(1e-15));
        assertThat(schedule.rateAt(2, 0, 10)).isEqualTo(0.05);
        assertThat(schedule.rateAt(7, 0, 10)).isCloseTo(0.0255, within(1e-15));
        assertThat(schedule.rateAt(12, 0, 10)).isCloseTo(0.001, within(1e-15));
    }

    @Test
    void withoutMilestonesTheRateStays() {
        assertThat(new LearningRateSchedule.Milestones(0.3, List.of(), 10).rateAt(1000, 0, 1))
                .isEqualTo(0.3);
    }
}
