package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.loss.HeadKind;
import dev.interproto.loss.PartialFc;
import dev.interproto.loss.RowGradient;
import dev.interproto.loss.Turn;
import dev.interproto.network.FaceNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The smallest backbone; forty identities, a quarter of them a step, and twelve to train on. */
class PartialFcTrainingTest {
    private static final int IDENTITIES = 40;
    private static final int[] CHILDREN = {0, 1, 30, 35, 36, 39};
    private static final int[] LABELS = {7, 7, 22, 3};

    @TempDir private Path folder;

    @Test
    void aStepTouchesTheSampledPrototypesAndTheChildrenAlone() {
        TrainingConfiguration configuration = configuration(0.25);
        try (FaceNetwork network = FaceNetworks.forTraining(configuration, IDENTITIES, CHILDREN)) {
            WeightUpdate update = new WeightUpdate(network, configuration);
            INDArray prototypes = FaceNetworks.head(network).prototypes();
            learn(network, update, 0);
            float[][] before = prototypes.toFloatMatrix();
            float[][] momentumBefore = momentum(network, update);
            learn(network, update, 1);
            float[][] after = prototypes.toFloatMatrix();
            float[][] momentumAfter = momentum(network, update);

            int[] rows = sampling(network).gradient().rows();
            assertThat(rows).contains(LABELS).contains(CHILDREN).doesNotHaveDuplicates();
            assertThat(rows.length).isBetween(10, 16);
            for (int identity = 0; identity < IDENTITIES; identity++) {
                int each = identity;
                boolean learned = Arrays.stream(rows).anyMatch(row -> row == each);
                assertThat(!Arrays.equals(before[identity], after[identity]))
                        .as("prototype %d", identity)
                        .isEqualTo(learned);
                assertThat(!Arrays.equals(momentumBefore[identity], momentumAfter[identity]))
                        .as("momentum of %d", identity)
                        .isEqualTo(learned);
            }
        }
    }

    /**
     * All three are in the batch: the very same training as without Partial FC but for rounding.
     */
    @Test
    void aSampleOfAllLearnsWhatTheWholeHeadLearns() {
        float[][] whole = learned(configuration(1));
        float[][] sampled = learned(configuration(0.25));

        for (int identity = 0; identity < 3; identity++) {
            for (int i = 0; i < whole[identity].length; i++) {
                assertThat(sampled[identity][i]).isCloseTo(whole[identity][i], within(1e-5f));
            }
        }
    }

    private static float[][] learned(TrainingConfiguration configuration) {
        try (FaceNetwork network = FaceNetworks.forTraining(configuration, 3, new int[] {0, 2})) {
            WeightUpdate update = new WeightUpdate(network, configuration);
            for (int step = 0; step < 2; step++) {
                TrainingSession.gradients(network, pixels(), new int[] {2, 0, 1, 1}, new int[4]);
                update.take(0.1, false, step, Turn.ALL);
            }
            return FaceNetworks.head(network).prototypes().toFloatMatrix();
        }
    }

    @Test
    void theGraphHasNoGradientOfThePrototypes() {
        TrainingConfiguration configuration = configuration(0.25);
        try (FaceNetwork network = FaceNetworks.forTraining(configuration, IDENTITIES, CHILDREN)) {
            TrainingSession.gradients(network, pixels(), LABELS, new int[LABELS.length]);

            long ofHead = FaceNetworks.head(network).prototypes().length();
            assertThat(network.graph().getFlattenedGradients().length())
                    .isEqualTo(network.graph().params().length() - ofHead);
        }
    }

    @Test
    void theNormThatIsClippedIsOfNetworkAndPrototypesTogether() {
        TrainingConfiguration configuration = configuration(0.25);
        try (FaceNetwork network = FaceNetworks.forTraining(configuration, IDENTITIES, CHILDREN)) {
            TrainingSession.gradients(network, pixels(), LABELS, new int[LABELS.length]);
            RowGradient rows = sampling(network).gradient();
            INDArray flat = network.graph().getFlattenedGradients();
            double both = Math.hypot(flat.norm2Number().doubleValue(), rows.norm());

            new WeightUpdate(
                            network,
                            configuration.withRefinements(
                                    configuration
                                            .refinements()
                                            .withUpdate(new UpdateOptions(both / 4, 1, 0))))
                    .take(0.1, false, 0, Turn.ALL);

            assertThat(Math.hypot(flat.norm2Number().doubleValue(), rows.norm()))
                    .isCloseTo(both / 4, within(1e-4 * both));
        }
    }

    /** 9 steps an epoch; the head with a queue has positives of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"arcface", "broadface"})
    void aRunStoppedInMidEpochAndResumedEndsInTheSameBits(String head) throws IOException {
        HeadConfiguration ofHead = HeadConfiguration.published(HeadKind.of(head));
        stopsAndResumesInTheSameBits(
                configuration(0.75)
                        .withHead(head.equals("broadface") ? ofHead.with("queue", 20) : ofHead));
    }

    /** Stopped within an update, when averages of prototypes wait to follow. */
    @Test
    void soDoesOneThatGathersAndAverages() throws IOException {
        stopsAndResumesInTheSameBits(
                configuration(0.5)
                        .withRefinements(
                                Refinements.NONE
                                        .withPartialFc(0.5)
                                        .withUpdate(new UpdateOptions(1, 3, 0.9))));
        try (NpzReader arrays = new NpzReader(folder.resolve("stopped").resolve("last.npz"))) {
            assertThat(arrays.read("parameters/head.weight"))
                    .isNotEqualTo(arrays.read("trained/head.weight"));
        }
    }

    private void stopsAndResumesInTheSameBits(TrainingConfiguration configuration)
            throws IOException {
        CheckpointStore whole = new CheckpointStore(folder.resolve("whole"));
        new Trainer(task(configuration, whole, false)).run(new TrainingControl(), event -> {});

        CheckpointStore store = new CheckpointStore(folder.resolve("stopped"));
        TrainingControl control = new TrainingControl();
        new Trainer(task(configuration, store, false))
                .run(
                        control,
                        event -> {
                            if (event instanceof TrainingEvent.StepDone && event.step() == 4) {
                                control.stop();
                            }
                        });
        new Trainer(task(configuration, store, true)).run(new TrainingControl(), event -> {});

        TrainerTest.assertSameArrays(whole.lastFile(), store.lastFile());
    }

    @Test
    void itLearns() {
        List<TrainingEvent.EpochDone> epochs = new ArrayList<>();
        TrainingConfiguration base = TrainerTest.configuration(4, 0.05);
        new Trainer(
                        task(
                                base.withRefinements(base.refinements().withPartialFc(0.75)),
                                new CheckpointStore(folder),
                                false))
                .run(
                        new TrainingControl(),
                        event -> {
                            if (event instanceof TrainingEvent.EpochDone done) {
                                epochs.add(done);
                            }
                        });

        assertThat(epochs.get(3).meanTotalLoss()).isLessThan(0.6 * epochs.get(0).meanTotalLoss());
    }

    @Test
    void goingOnWithAnotherShareIsRefused() {
        CheckpointStore store = new CheckpointStore(folder);
        new Trainer(task(configuration(0.75), store, false))
                .run(new TrainingControl(), event -> {});

        assertThatThrownBy(
                        () ->
                                new Trainer(task(configuration(0.5), store, true))
                                        .run(new TrainingControl(), event -> {}))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("share of identities (Partial FC) is 0.75")
                .hasMessageContaining("0.5");
    }

    @Test
    void sharesThatMakeNoSenseAreNamed() {
        for (double share : new double[] {0, -0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> ConfigurationCheck.require(configuration(share)))
                    .isInstanceOf(UserFacingException.class)
                    .hasMessageContaining("(Partial FC) is " + share);
        }
    }

    /** Without momentum or decay, at a rate of 1: a prototype falls by its gradient. */
    @Test
    void gatheredBatchesUpdateThePrototypesOfAllByTheirMean() {
        TrainingConfiguration configuration =
                configuration(0.25).toBuilder()
                        .momentum(0)
                        .weightDecay(0)
                        .refinements(
                                Refinements.NONE
                                        .withPartialFc(0.25)
                                        .withUpdate(new UpdateOptions(0, 2, 0)))
                        .build();
        try (FaceNetwork network = FaceNetworks.forTraining(configuration, IDENTITIES, CHILDREN);
                WeightUpdate update = new WeightUpdate(network, configuration)) {
            INDArray prototypes = FaceNetworks.head(network).prototypes();
            float[][] expected = prototypes.toFloatMatrix();
            float[][] before = prototypes.toFloatMatrix();
            Set<Integer> drawn = new HashSet<>();
            for (int step = 0; step < 2; step++) {
                assertThat(prototypes.toFloatMatrix()).isDeepEqualTo(before);
                TrainingSession.gradients(network, pixels(), LABELS, new int[LABELS.length]);
                RowGradient gradient = sampling(network).gradient();
                float[][] values = gradient.values().toFloatMatrix();
                for (int i = 0; i < values.length; i++) {
                    drawn.add(gradient.rows()[i]);
                    for (int k = 0; k < values[i].length; k++) {
                        expected[gradient.rows()[i]][k] -= values[i][k] / 2;
                    }
                }
                update.take(1, false, step, Turn.ALL);
            }

            float[][] after = prototypes.toFloatMatrix();
            for (int identity = 0; identity < IDENTITIES; identity++) {
                for (int k = 0; k < after[identity].length; k++) {
                    assertThat(after[identity][k]).isCloseTo(expected[identity][k], within(1e-5f));
                }
                assertThat(Arrays.equals(after[identity], before[identity]))
                        .as("prototype %d", identity)
                        .isEqualTo(!drawn.contains(identity));
            }
            assertThat(drawn.size()).as("the second batch draws others").isGreaterThan(16);
        }
    }

    @Test
    void filesWrittenBeforeThereWasAShareUseAllIdentities() {
        ObjectNode tree = Json.mapper().valueToTree(configuration(0.25));
        assertThat(tree.get("refinements").get("partial_fc").asDouble()).isEqualTo(0.25);
        ((ObjectNode) tree.get("refinements")).remove("partial_fc");

        TrainingConfiguration old = Json.mapper().convertValue(tree, TrainingConfiguration.class);

        assertThat(old.refinements()).isEqualTo(Refinements.NONE);
        assertThat(old.refinements().partialFc()).isEqualTo(1);
    }

    @Test
    void whatALossIsComparedWithFollowsTheSample() {
        TrainingConfiguration casia = TrainingPreset.CASIA.configuration();
        TrainingConfiguration sampled = casia.withRefinements(Refinements.NONE.withPartialFc(0.1));

        assertThat(LossLevels.of(sampled, 10_000)).isEqualTo(LossLevels.of(casia, 1_000));
        // A batch of 64 has more than the four that are a tenth of forty.
        assertThat(LossLevels.of(sampled, 40).classes()).isEqualTo(40);
    }

    @Test
    void theEstimateHasNoGradientOfAllPrototypes() {
        TrainingEstimate whole =
                TrainingEstimate.measure(configuration(1), 100, 4_000, 0, Progress.NONE);
        TrainingEstimate sampled =
                TrainingEstimate.measure(configuration(0.01), 100, 4_000, 0, Progress.NONE);

        assertThat(sampled.checkpointBytes()).isEqualTo(whole.checkpointBytes());
        // 4,000 × 128 floats, less what 40 of them take as gathered rows and gradient.
        assertThat(whole.memoryBytes() - sampled.memoryBytes())
                .isGreaterThan((4_000 - 2 * 80) * 128L * Float.BYTES);
    }

    private static PartialFc sampling(FaceNetwork network) {
        return FaceNetworks.head(network).partialFc().orElseThrow();
    }

    private static void learn(FaceNetwork network, WeightUpdate update, long step) {
        TrainingSession.gradients(network, pixels(), LABELS, new int[LABELS.length]);
        update.take(0.1, false, step, Turn.ALL);
    }

    private static float[][] momentum(FaceNetwork network, WeightUpdate update) {
        INDArray velocity = update.all().velocity().orElseThrow();
        INDArray prototypes = FaceNetworks.head(network).prototypes();
        return velocity.dup()
                .reshape(velocity.length())
                .get(
                        NDArrayIndex.interval(
                                velocity.length() - prototypes.length(), velocity.length()))
                .reshape(prototypes.shape())
                .toFloatMatrix();
    }

    private static float[] pixels() {
        Random random = new Random(1);
        float[] pixels = new float[LABELS.length * 112 * 112 * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 2 * random.nextFloat() - 1;
        }
        return pixels;
    }

    private static TrainingTask task(
            TrainingConfiguration configuration, CheckpointStore store, boolean resume) {
        return new TrainingTask(DrawnDataset.dataset(12), configuration, List.of(), store, resume);
    }

    private static TrainingConfiguration configuration(double share) {
        return TrainerTest.configuration(1, 0.05)
                .withRefinements(Refinements.NONE.withPartialFc(share));
    }
}
