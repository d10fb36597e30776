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
    void withoutMilestonesTheRateStays() {
        assertThat(new LearningRateSchedule.Milestones(0.3, List.of(), 10).rateAt(1000, 0, 1))
                .isEqualTo(0.3);
    }
}
