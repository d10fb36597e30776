package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.loss.SimilarityDistance;
import dev.interproto.training.InterPrototypeOptions.Course;
import dev.interproto.training.InterPrototypeOptions.Window;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterPrototypeOptionsTest {

    @Test
    void thePapersWeightIsTheSameAtEveryStep() {
        assertThat(weight(InterPrototypeOptions.PAPER, 0, 0)).isEqualTo(2);
        assertThat(weight(InterPrototypeOptions.PAPER, 9, 3)).isEqualTo(2);
    }

    @Test
    void aWindowEndsOrBeginsAtTheFirstMilestone() {
        InterPrototypeOptions before = options(Window.BEFORE, Course.CONSTANT, 0);
        InterPrototypeOptions after = options(Window.AFTER, Course.CONSTANT, 0);
        assertThat(weight(before, 3, 3)).isEqualTo(2);
        assertThat(weight(before, 4, 0)).isZero();
        assertThat(weight(after, 3, 3)).isZero();
        assertThat(weight(after, 4, 0)).isEqualTo(2);
    }

    @Test
    void aRampRisesFromTheWindowsBeginning() {
        InterPrototypeOptions ramp = options(Window.ALWAYS, Course.RAMP, 2);
        assertThat(weight(ramp, 0, 0)).isZero();
        assertThat(weight(ramp, 0, 2)).isEqualTo(0.5);
        assertThat(weight(ramp, 5, 0)).isEqualTo(2);
        assertThat(weight(options(Window.AFTER, Course.RAMP, 2), 5, 0)).isEqualTo(1);
    }

    @Test
    void stepsFollowTheLearningRate() {
        InterPrototypeOptions step = options(Window.ALWAYS, Course.STEP, 0);
        assertThat(weight(step, 3, 3)).isEqualTo(2);
        assertThat(weight(step, 4, 0)).isCloseTo(0.2, within(1e-12));
        assertThat(weight(step, 8, 0)).isCloseTo(0.02, within(1e-12));
    }

    @Test
    void filesKeepItAndOldOnesAreThePapers() throws IOException {
        TrainingConfiguration variant =
                configuration(
                        new InterPrototypeOptions(
                                SimilarityDistance.CE, Window.BEFORE, Course.RAMP, 1.5));
        String json = Json.mapper().writeValueAsString(variant);
        assertThat(Json.mapper().readValue(json, TrainingConfiguration.class)).isEqualTo(variant);
        assertThat(
                        Json.mapper()
                                .readValue(
                                        "{\"schedule\": {}, \"update\": null}", Refinements.class)
                                .interPrototype())
                .isEqualTo(InterPrototypeOptions.PAPER);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(
                        () ->
                                ConfigurationCheck.require(
                                        configuration(options(Window.ALWAYS, Course.RAMP, 0))))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("rise over 0.0 epochs");
    }

    private static TrainingConfiguration configuration(InterPrototypeOptions variant) {
        return TrainingPreset.SMALL
                .configuration()
                .withRefinements(Refinements.NONE.withInterPrototype(variant));
    }

    private static InterPrototypeOptions options(Window window, Course course, double ramp) {
        return new InterPrototypeOptions(SimilarityDistance.MSE, window, course, ramp);
    }

    /** λ = 2, milestones 4 and 8, four steps an epoch. */
    private static double weight(InterPrototypeOptions options, int epoch, int step) {
        return options.weightAt(2, List.of(4, 8), epoch, step, 4);
    }
}
