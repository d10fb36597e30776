package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.loss.HeadKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training without refinements is what it was before there were any. */
class DefaultTrainingTest {
    /** Written down before the first refinement was built; processors differ in the last bits. */
    private static final double[] LOSSES = {
        10.426545141158114, 14.366872091172468, 7.990815982387755,
        4.537703855918361, 4.535746005256732, 7.448720935116616,
    };

    @TempDir private Path folder;

    @Test
    void itsLossesAreThoseOfBefore() {
        List<Double> losses = new ArrayList<>();
        new Trainer(
                        new TrainingTask(
                                DrawnDataset.dataset(),
                                TrainerTest.configuration(2, 0.05),
                                List.of(),
                                new CheckpointStore(folder),
                                false))
                .run(
                        new TrainingControl(),
                        event -> {
                            if (event instanceof TrainingEvent.StepDone step) {
                                losses.add(step.totalLoss());
                            }
                        });

        assertThat(losses).hasSize(LOSSES.length);
        for (int i = 0; i < LOSSES.length; i++) {
            assertThat(losses.get(i)).as("step %d", i + 1).isCloseTo(LOSSES[i], within(1e-3));
        }
    }

    @Test
    void aFileWrittenBeforeThereWereRefinementsHasNone() throws IOException {
        TrainingConfiguration configuration = TrainingPreset.CASIA.configuration();
        ObjectNode old = Json.mapper().valueToTree(configuration);
        old.remove("refinements");

        assertThat(Json.mapper().treeToValue(old, TrainingConfiguration.class))
                .isEqualTo(configuration);
        old.putObject("refinements").putObject("update");
        assertThat(Json.mapper().treeToValue(old, TrainingConfiguration.class))
                .isEqualTo(configuration);
    }

    @Test
    void refinementsSurviveTheirFile() throws IOException {
        Refinements refined =
                Refinements.NONE
                        .withSchedule(new ScheduleOptions(ScheduleOptions.Shape.COSINE, 1.5, 1e-4))
                        .withUpdate(new UpdateOptions(5, 4, 0.999));
        TrainingConfiguration configuration =
                TrainingPreset.SMALL.configuration().withRefinements(refined);

        String json = Json.mapper().writeValueAsString(configuration);

        assertThat(Json.mapper().readValue(json, TrainingConfiguration.class))
                .isEqualTo(configuration);
    }

    @Test
    void aBuilderKeepsWhatItIsNotTold() {
        TrainingConfiguration unlikeThePaper =
                new TrainingConfiguration(
                        "ir-small",
                        HeadConfiguration.published(HeadKind.COSFACE),
                        0.5,
                        11,
                        7,
                        3,
                        List.of(2),
                        5,
                        0.03,
                        0.8,
                        1e-3,
                        0.1,
                        false,
                        6,
                        "cpu",
                        "float32",
                        Refinements.NONE.withUpdate(new UpdateOptions(5, 4, 0.999)));

        assertThat(unlikeThePaper.toBuilder().build()).isEqualTo(unlikeThePaper);
        assertThat(unlikeThePaper.withSeed(9).withSeed(6)).isEqualTo(unlikeThePaper);
        assertThat(unlikeThePaper.withSeed(9).seed()).isEqualTo(9);
    }
}
