package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.UserFacingException;
import dev.interproto.loss.Turn;
import dev.interproto.network.FaceNetwork;
import dev.interproto.network.NamedParameter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The smallest backbone and four identities, with gradients set by hand. */
class WeightUpdateTest {
    @TempDir private Path folder;
    private FaceNetwork network;
    private INDArray weights;

    @BeforeEach
    void build() {
        network = FaceNetworks.forTraining(TrainerTest.configuration(1, 1), 4, new int[] {0, 1});
        weights = network.graph().params().reshape(network.graph().params().length());
        network.graph().initGradientsView();
    }

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void aGradientAboveTheNormIsScaledDownToIt() {
        WeightUpdate update = update(new UpdateOptions(0.5, 1, 0));
        long updated = FaceNetworks.trainable(network.parameters());
        INDArray before = weights.dup();

        // All gradients 1: the norm is the root of how many there are.
        step(update, 1, 1);

        assertThat(before.getDouble(prototype()) - weights.getDouble(prototype()))
                .isCloseTo(0.5 / Math.sqrt(updated), within(1e-6));
    }

    @Test
    void aGradientBelowTheNormIsLeftAlone() {
        WeightUpdate update = update(new UpdateOptions(1e6, 1, 0));
        INDArray before = weights.dup();

        step(update, 0.25, 1);

        assertThat(before.getDouble(prototype()) - weights.getDouble(prototype()))
                .isCloseTo(0.25, within(1e-6));
    }

    @Test
    void gatheredBatchesMakeOneUpdateOfTheirMean() {
        WeightUpdate update = update(new UpdateOptions(0, 3, 0));
        double before = weights.getDouble(prototype());

        step(update, 0.1, 1);
        step(update, 0.2, 2);
        assertThat(weights.getDouble(prototype())).isEqualTo(before);
        step(update, 0.6, 3);

        assertThat(before - weights.getDouble(prototype())).isCloseTo(0.3, within(1e-6));
    }

    @Test
    void theEndOfAnEpochUpdatesWithWhatThereIs() {
        WeightUpdate update = update(new UpdateOptions(0, 3, 0));
        double before = weights.getDouble(prototype());

        fill(0.4);
        update.take(1, true, 0, Turn.ALL);

        assertThat(before - weights.getDouble(prototype())).isCloseTo(0.4, within(1e-6));
    }

    @Test
    void theAverageFollowsAndIsWhatIsEvaluated() {
        WeightUpdate update = update(new UpdateOptions(0, 1, 0.5));
        double start = weights.getDouble(prototype());

        // Decay (1 + 0)/(10 + 0) = 0.1 in the first step: 0.1 · start + 0.9 · (start − 0.1).
        step(update, 0.1, 0);
        double average = update.evaluating(() -> weights.getDouble(prototype()));

        assertThat(average).isCloseTo(start - 0.09, within(1e-6));
        assertThat(update.evaluatedPrototypes().getDouble(0, 0)).isEqualTo(average);
        assertThat(weights.getDouble(prototype())).isCloseTo(start - 0.1, within(1e-6));
    }

    /** 3 batches an epoch in updates of 2 and 1: stopped within an update, and after one. */
    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void aRefinedRunStoppedAndResumedEndsInTheSameBits(long stop) throws IOException {
        TrainingConfiguration refined =
                TrainerTest.configuration(2, 0.05)
                        .withRefinements(
                                Refinements.NONE
                                        .withSchedule(
                                                new ScheduleOptions(
                                                        ScheduleOptions.Shape.COSINE, 1, 0.001))
                                        .withUpdate(new UpdateOptions(1, 2, 0.9)));
        CheckpointStore whole = new CheckpointStore(folder.resolve("whole"));
        new Trainer(task(refined, whole, false)).run(new TrainingControl(), event -> {});

        CheckpointStore store = new CheckpointStore(folder.resolve("stopped"));
        TrainingControl control = new TrainingControl();
        new Trainer(task(refined, store, false))
                .run(
                        control,
                        event -> {
                            if (event instanceof TrainingEvent.StepDone && event.step() == stop) {
                                control.stop();
                            }
                        });
        new Trainer(task(refined, store, true)).run(new TrainingControl(), event -> {});

        TrainerTest.assertSameArrays(whole.lastFile(), store.lastFile());
        try (NpzReader arrays = new NpzReader(whole.lastFile())) {
            assertThat(arrays.arrays())
                    .contains("parameters/head.weight", "trained/head.weight")
                    .doesNotContain("gathered/head.weight");
            assertThat(arrays.read("parameters/head.weight"))
                    .isNotEqualTo(arrays.read("trained/head.weight"));
        }
    }

    @Test
    void valuesThatMakeNoSenseAreNamed() {
        assertRefused(new UpdateOptions(-1, 1, 0), "norm of -1.0");
        assertRefused(new UpdateOptions(0, -2, 0), "gather -2 batches");
        assertRefused(new UpdateOptions(0, 1, 1), "average is 1.0");
    }

    private static void assertRefused(UpdateOptions options, String words) {
        assertThatThrownBy(
                        () ->
                                ConfigurationCheck.require(
                                        TrainerTest.configuration(1, 1)
                                                .withRefinements(
                                                        Refinements.NONE.withUpdate(options))))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining(words);
    }

    private static TrainingTask task(
            TrainingConfiguration configuration, CheckpointStore store, boolean resume) {
        return new TrainingTask(DrawnDataset.dataset(), configuration, List.of(), store, resume);
    }

    /** Without momentum or decay, at a rate of 1: a weight falls by its gradient. */
    private WeightUpdate update(UpdateOptions options) {
        return new WeightUpdate(
                network,
                TrainerTest.configuration(1, 1).toBuilder()
                        .momentum(0)
                        .weightDecay(0)
                        .refinements(Refinements.NONE.withUpdate(options))
                        .build());
    }

    private void step(WeightUpdate update, double gradient, long step) {
        fill(gradient);
        update.take(1, false, step, Turn.ALL);
    }

    private void fill(double gradient) {
        network.graph().getFlattenedGradients().assign(gradient);
    }

    /** Where the first prototype's first number lies. */
    private long prototype() {
        return network.parameters().stream()
                .filter(parameter -> parameter.name().equals(Checkpoint.HEAD))
                .mapToLong(NamedParameter::offset)
                .findFirst()
                .orElseThrow();
    }
}
