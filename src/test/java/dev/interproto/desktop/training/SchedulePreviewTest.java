package dev.interproto.desktop.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.loss.SimilarityDistance;
import dev.interproto.training.InterPrototypeOptions;
import dev.interproto.training.Refinements;
import dev.interproto.training.ScheduleOptions;
import dev.interproto.training.TrainingConfiguration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Four epochs of ten steps: every step is drawn. */
class SchedulePreviewTest {
    private static final int STEPS = 10;

    private static SchedulePreview.Point at(TrainingConfiguration.Builder configuration, int step) {
        SchedulePreview preview = SchedulePreview.of(configuration.build(), STEPS);
        assertThat(preview.points()).hasSize(40);
        assertThat(preview.points().get(step - 1).step()).isEqualTo(step);
        return preview.points().get(step - 1);
    }

    private static TrainingConfiguration.Builder run() {
        return TrainingConfiguration.paper()
                .epochs(4)
                .milestones(List.of(2))
                .learningRate(0.1)
                .lambdaChild(2);
    }

    @Test
    void theRateLeapsAtTheFirstStepOfAMilestone() {
        assertThat(at(run(), 20).rate()).isEqualTo(0.1);
        assertThat(at(run(), 21).rate()).isCloseTo(0.01, within(1e-12));
        assertThat(at(run(), 40).lambda()).isEqualTo(2);
    }

    @Test
    void aWarmUpRisesStepByStepAndACosineFallsAfterIt() {
        ScheduleOptions options = new ScheduleOptions(ScheduleOptions.Shape.COSINE, 1, 0);
        TrainingConfiguration.Builder warm =
                run().refinements(Refinements.NONE.withSchedule(options));
        assertThat(at(warm, 1).rate()).as("a tenth").isCloseTo(0.01, within(1e-12));
        assertThat(at(warm, 10).rate()).isCloseTo(0.1, within(1e-12));
        // Step 26 is 1.5 of the cosine's 3 epochs.
        assertThat(at(warm, 26).rate()).as("half way down").isCloseTo(0.05, within(1e-12));
    }

    @Test
    void lambdaFollowsItsRamp() {
        InterPrototypeOptions ramp =
                new InterPrototypeOptions(
                        SimilarityDistance.MSE,
                        InterPrototypeOptions.Window.ALWAYS,
                        InterPrototypeOptions.Course.RAMP,
                        2);
        TrainingConfiguration.Builder ramped =
                run().refinements(Refinements.NONE.withInterPrototype(ramp));
        assertThat(at(ramped, 1).lambda()).isZero();
        assertThat(at(ramped, 11).lambda()).as("one of two epochs").isEqualTo(1);
        assertThat(at(ramped, 21).lambda()).isEqualTo(2);
    }

    @Test
    void aLongRunIsDrawnWithItsEndsAndLeapsOnly() {
        SchedulePreview preview = SchedulePreview.of(TrainingConfiguration.paper().build(), 7_725);
        assertThat(preview.points()).hasSizeBetween(400, 407);
        assertThat(preview.points().get(0).step()).isEqualTo(1);
        assertThat(preview.points().get(preview.points().size() - 1).step()).isEqualTo(386_250);
        assertThat(preview.points())
                .as("around the paper's first milestone")
                .extracting(SchedulePreview.Point::step)
                .contains(28L * 7_725, 28L * 7_725 + 1);
    }
}
