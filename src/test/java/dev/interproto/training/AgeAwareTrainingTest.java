package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeChanges;
import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.Sampling;
import dev.interproto.face.RgbImage;
import dev.interproto.loss.HeadKind;
import dev.interproto.loss.LossStep;
import dev.interproto.network.FaceNetwork;
import dev.interproto.network.NamedParameter;
import dev.interproto.network.kernel.Nd4jKernels;
import dev.interproto.network.layer.AgeBranch;
import dev.interproto.network.layer.ParameterKind;
import dev.interproto.verification.FaceEmbedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The methods that learn from ages, whole trainings of the smallest backbone on drawn images. */
class AgeAwareTrainingTest {
    private static final double STEP = 1e-5;

    /** Before, in and after the branch: that gradients are wired, beside the units' own tests. */
    private static final List<String> LOOKED_AT =
            List.of(
                    "body.3.res_layer.4.weight",
                    "output_layer.4.weight",
                    "head.weight",
                    "age.line.weight",
                    "age.residual.2.bias",
                    "age.canonical_age.weight",
                    "age.channel.fc2.weight",
                    "age.estimator.4.bias",
                    "age.adversary.4.bias");

    @TempDir private Path folder;

    private static HeadConfiguration head(String name) {
        HeadConfiguration published =
                HeadConfiguration.published(HeadKind.of(name)).with("scale", 32);
        // Turns short enough for a run of few steps to see both.
        return name.equals("dal")
                ? published.with("maximising", 2).with("minimising", 1)
                : published;
    }

    private static TrainingConfiguration configuration(String name, int epochs) {
        return TrainerTest.configuration(epochs, 0.05).withHead(head(name));
    }

    private TrainingTask task(TrainingConfiguration configuration, String store, boolean resume) {
        return new TrainingTask(
                DrawnDataset.dataset(),
                configuration,
                List.of(),
                new CheckpointStore(folder.resolve(store)),
                resume);
    }

    private static List<TrainingEvent.StepDone> run(TrainingTask task) {
        List<TrainingEvent.StepDone> steps = new ArrayList<>();
        new Trainer(task)
                .run(
                        new TrainingControl(),
                        event -> {
                            if (event instanceof TrainingEvent.StepDone step) {
                                steps.add(step);
                            }
                        });
        return steps;
    }

    @ParameterizedTest
    @ValueSource(strings = {"oecnn", "dal", "mtl"})
    void theAgeLossFallsAndIdentitiesAreLearnt(String name) {
        // Stronger than published, for so short a run; DAL in turns of which most are the
        // network's.
        HeadConfiguration strong =
                switch (name) {
                    case "dal" -> head(name).with("age-weight", 1).with("minimising", 8);
                    case "mtl" -> head(name).with("age-weight", 0.01);
                    default -> head(name).with("age-weight", 0.01);
                };
        List<TrainingEvent.StepDone> steps =
                run(task(configuration(name, 8).withHead(strong), name, false));
        assertThat(mean(steps.subList(18, 24))).isLessThan(0.6 * mean(steps.subList(0, 6)));
        assertThat(steps.get(23).batchAccuracy()).isGreaterThan(0.8);
        TrainingEvent.StepDone first = steps.get(0);
        assertThat(first.totalLoss())
                .isGreaterThan(first.marginLoss() + first.interPrototypeLoss());
    }

    private static double mean(List<TrainingEvent.StepDone> steps) {
        return steps.stream().mapToDouble(TrainingEvent.StepDone::ageLoss).average().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"oecnn", "dal", "mtl"})
    void aRunStoppedAndResumedEndsInTheSameBits(String name) throws IOException {
        TrainingConfiguration configuration = configuration(name, 2);
        TrainingTask whole = task(configuration, "whole", false);
        run(whole);
        TrainingTask stopped = task(configuration, "stopped", false);
        TrainingControl control = new TrainingControl();
        new Trainer(stopped)
                .run(
                        control,
                        event -> {
                            // In the middle of an epoch and of a turn.
                            if (event instanceof TrainingEvent.StepDone && event.step() == 4) {
                                control.stop();
                            }
                        });
        run(task(configuration, "stopped", true));
        TrainerTest.assertSameArrays(
                whole.checkpoints().lastFile(), stopped.checkpoints().lastFile());
    }

    /** Three steps: in as many updates, or in one that begins, but does not end, in the turn. */
    @ParameterizedTest
    @CsvSource({"1000, 1", "2, 3"})
    void inTheProjectionsTurnNothingElseMoves(int maximising, int accumulation) {
        TrainingConfiguration configuration =
                configuration("dal", 1)
                        .withHead(head("dal").with("maximising", maximising).with("minimising", 1))
                        .withRefinements(
                                Refinements.NONE.withUpdate(new UpdateOptions(0, accumulation, 0)));
        try (FaceNetwork fresh =
                FaceNetworks.forTraining(configuration, 4, new int[] {0, 1}, new Nd4jKernels())) {
            TrainingTask task = task(configuration, "projections", false);
            run(task);
            INDArray before = fresh.graph().params().dup();
            Checkpoint.open(task.checkpoints().lastFile())
                    .restore(fresh.parameters(), fresh.graph().params());
            for (NamedParameter parameter : fresh.parameters()) {
                if (parameter.kind() == ParameterKind.RUNNING_STATISTIC) {
                    continue;
                }
                INDArray after = part(fresh.graph().params(), parameter);
                boolean same = after.equalsWithEps(part(before, parameter), 0);
                assertThat(same)
                        .as(parameter.name())
                        .isEqualTo(parameter.kind() != ParameterKind.ADVERSARY);
            }
        }
    }

    @Test
    void theProjectionsTurnNeedsNoBackwardPassOfTheBackbone() {
        TrainingConfiguration configuration =
                configuration("dal", 1).toBuilder().dropout(0).build();
        float[] pixels = new float[4 * 112 * 112 * 3];
        Random random = new Random(5);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 2 * random.nextFloat() - 1;
        }
        int[] labels = {0, 1, 2, 3};
        int[] ages = {5, 30, 61, 12};
        try (FaceNetwork network =
                FaceNetworks.forTraining(configuration, 4, new int[] {0, 1}, new Nd4jKernels())) {
            network.trainsBeforeBranch(false);
            TrainingSession.gradients(network, pixels, labels, ages);
            INDArray ended = network.graph().getFlattenedGradients().dup();
            int lent = network.kernels().pool().outstanding();
            network.trainsBeforeBranch(true);
            TrainingSession.gradients(network, pixels, labels, ages);
            INDArray whole = network.graph().getFlattenedGradients();

            assertThat(network.kernels().pool().outstanding()).isEqualTo(lent);
            for (NamedParameter parameter : network.parameters()) {
                if (parameter.kind() == ParameterKind.RUNNING_STATISTIC) {
                    continue;
                }
                boolean branch =
                        parameter.name().startsWith("age.")
                                || parameter.name().equals("head.weight");
                INDArray seen = part(ended, parameter);
                assertThat(part(whole, parameter).norm2Number().doubleValue())
                        .as(parameter.name())
                        .isPositive();
                assertThat(branch ? seen.equalsWithEps(part(whole, parameter), 0) : isZero(seen))
                        .as(parameter.name())
                        .isTrue();
            }
        }
    }

    private static boolean isZero(INDArray array) {
        return array.norm2Number().doubleValue() == 0;
    }

    /** No identity becomes a child or ceases to be one. */
    @Test
    void aRunIsNotGoneOnWithWhereTheAgesItLearnsFromHaveChanged() {
        run(task(configuration("mtl", 1), "ages", false));
        FaceDataset drawn = DrawnDataset.dataset();
        FaceDataset older =
                drawn.withAges(
                        sample ->
                                sample == drawn.size() - 1
                                        ? Optional.of(
                                                new AgeChanges.Change(
                                                        OptionalInt.of(41), AgeSource.EDITED))
                                        : Optional.empty());

        assertThatThrownBy(() -> run(onAges(older, configuration("mtl", 2), "ages")))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("the ages of drawn are not those that it learned from");
        assertThat(run(onAges(drawn, configuration("mtl", 2), "ages"))).hasSize(3);
    }

    @Test
    void theAgesOfAHeadThatDoesNotReadThemMayChangeButNotThoseThatASamplingBalances() {
        TrainingConfiguration plain = TrainerTest.configuration(1, 0.05);
        TrainingConfiguration balanced =
                plain.withRefinements(
                        Refinements.NONE.withSampling(
                                new Sampling(Sampling.Kind.CHILD_SHARE, 0.4)));
        run(task(plain, "plain", false));
        run(task(balanced, "balanced", false));
        FaceDataset drawn = DrawnDataset.dataset();
        FaceDataset younger =
                drawn.withAges(
                        sample ->
                                sample == drawn.size() - 1
                                        ? Optional.of(
                                                new AgeChanges.Change(
                                                        OptionalInt.of(6), AgeSource.EDITED))
                                        : Optional.empty());

        TrainingConfiguration longer = plain.toBuilder().epochs(2).build();
        assertThat(run(onAges(younger, longer, "plain"))).hasSize(3);
        assertThatThrownBy(
                        () ->
                                run(
                                        onAges(
                                                younger,
                                                balanced.toBuilder().epochs(2).build(),
                                                "balanced")))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("the ages of drawn");
    }

    private TrainingTask onAges(
            FaceDataset dataset, TrainingConfiguration configuration, String store) {
        return new TrainingTask(
                dataset,
                configuration,
                List.of(),
                new CheckpointStore(folder.resolve(store)),
                true);
    }

    private static INDArray part(INDArray parameters, NamedParameter parameter) {
        return parameters
                .reshape(parameters.length())
                .get(
                        NDArrayIndex.interval(
                                parameter.offset(), parameter.offset() + parameter.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"oecnn", "dal", "mtl"})
    void aCheckpointEmbedsTheIdentityAsTheNetworkUnderTrainingDoes(String name) {
        TrainingTask task = task(configuration(name, 1), name, false);
        run(task);
        List<RgbImage> faces = List.of(face(1), face(2));
        try (TrainingSession session =
                        TrainingSession.open(task(configuration(name, 1), name, true));
                FaceEmbedder inTraining = session.embedder();
                FaceEmbedder alone =
                        FaceNetworks.embedder(
                                task.checkpoints().lastFile(), name, "cpu", "float32")) {
            float[][] expected = inTraining.embed(faces);
            float[][] actual = alone.embed(faces);
            assertThat(actual).isDeepEqualTo(expected);
            assertThat(actual[0]).isNotEqualTo(actual[1]);
            double squares = 0;
            for (float value : actual[0]) {
                squares += value * value;
            }
            assertThat(squares).isCloseTo(1, within(1e-4));
        }
    }

    private static RgbImage face(int seed) {
        byte[] rgb = new byte[3 * 112 * 112];
        new Random(seed).nextBytes(rgb);
        return new RgbImage(112, 112, rgb);
    }

    /**
     * The whole network with its loss, in float64. Features learn from the reversed estimator the
     * opposite of what it adds to the loss, and DAL's projections the opposite of ρ².
     */
    @ParameterizedTest
    @ValueSource(strings = {"oecnn", "dal", "mtl"})
    void theWholeGradientAgreesWithFiniteDifferences(String name) {
        TrainingConfiguration configuration =
                TrainerTest.configuration(1, 0.05)
                        .withHead(
                                name.equals("oecnn")
                                        ? head(name).with("age-weight", 0.5)
                                        : head(name).with("age-weight", 0.3));
        configuration = configuration.toBuilder().dropout(0).build();
        float[] pixels = new float[3 * 112 * 112 * 3];
        Random random = new Random(3);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 2 * random.nextFloat() - 1;
        }
        int[] labels = {0, 1, 2};
        int[] ages = {5, -1, 61};
        try (FaceNetwork network =
                FaceNetworks.forTraining(
                        configuration, 3, new int[] {0, 1}, new Nd4jKernels(DataType.DOUBLE))) {
            TrainingSession.gradients(network, pixels, labels, ages);
            INDArray gradient = network.graph().getFlattenedGradients().dup();
            INDArray parameters = network.graph().params();
            for (NamedParameter parameter : network.parameters()) {
                boolean looked = LOOKED_AT.contains(parameter.name());
                if (!looked || parameter.kind() == ParameterKind.RUNNING_STATISTIC) {
                    continue;
                }
                double[] direction = random.doubles(parameter.length(), -1, 1).toArray();
                double slope = 0;
                for (int i = 0; i < direction.length; i++) {
                    slope += direction[i] * gradient.getDouble(parameter.offset() + i);
                }
                move(parameters, parameter, direction, STEP);
                double up =
                        objective(
                                name,
                                parameter,
                                TrainingSession.gradients(network, pixels, labels, ages));
                move(parameters, parameter, direction, -2 * STEP);
                double down =
                        objective(
                                name,
                                parameter,
                                TrainingSession.gradients(network, pixels, labels, ages));
                move(parameters, parameter, direction, STEP);
                double difference = (up - down) / (2 * STEP);
                assertThat(Math.abs(difference - slope) / (1 + Math.abs(difference)))
                        .as("%s: %s and %s", parameter.name(), difference, slope)
                        .isLessThan(2e-4);
            }
        }
    }

    private static void move(
            INDArray parameters, NamedParameter parameter, double[] direction, double by) {
        for (int i = 0; i < direction.length; i++) {
            long at = parameter.offset() + i;
            parameters.putScalar(at, parameters.getDouble(at) + by * direction[i]);
        }
    }

    /** What a parameter lowers. */
    private static double objective(String name, NamedParameter parameter, LossStep step) {
        if (parameter.kind() == ParameterKind.ADVERSARY) {
            return -step.total();
        }
        if (!name.equals("mtl") || parameter.name().startsWith("age.adversary")) {
            return step.total();
        }
        double ofAge = 0.3 * step.age().loss();
        return step.total() - 2 * (step.age().added() - ofAge);
    }

    @Test
    void aDatasetWithoutAgesIsRefusedBeforeAnythingIsTrained() {
        FaceDataset drawn = DrawnDataset.dataset();
        int[] identities = new int[drawn.size()];
        Arrays.setAll(identities, drawn::identityOf);
        byte[] none = new byte[drawn.size()];
        Arrays.fill(none, FaceDataset.NO_AGE);
        FaceDataset ageless =
                new FaceDataset(
                        "ageless",
                        Path.of("drawn"),
                        List.of("a", "b", "c", "d"),
                        identities,
                        none,
                        AgeSource.LABELS,
                        drawn.images(),
                        List.of());
        TrainingTask task =
                new TrainingTask(
                        ageless,
                        configuration("mtl", 1),
                        List.of(),
                        new CheckpointStore(folder.resolve("none")),
                        false);
        assertThatThrownBy(() -> new Trainer(task))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("MTLFace learns from ages")
                .hasMessageContaining("ageless")
                .hasMessageContaining("Add age labels");
    }

    @Test
    void anAgeBranchStartsAnewOnWeightsThatHaveNone() {
        TrainingTask plain = task(TrainerTest.configuration(1, 0.05), "plain", false);
        run(plain);
        Checkpoint from = Checkpoint.open(plain.checkpoints().lastFile());
        assertThat(from.ageBranch()).isEqualTo(AgeBranch.NONE);
        TrainingTask task =
                new TrainingTask(
                        DrawnDataset.dataset(),
                        configuration("dal", 1),
                        List.of(),
                        new CheckpointStore(folder.resolve("on-top")),
                        false,
                        Optional.of(from));
        assertThat(run(task)).hasSize(3);
        Checkpoint after = Checkpoint.open(task.checkpoints().lastFile());
        assertThat(after.ageBranch()).isEqualTo(AgeBranch.RESIDUAL);
        assertThat(after.facts().configuration().head().options())
                .containsAllEntriesOf(Map.of("age-weight", 0.1, "maximising", 2.0));
    }
}
