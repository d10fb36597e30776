package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.UserFacingException;
import dev.interproto.loss.PrototypeMatrix;
import dev.interproto.network.NamedParameter;
import dev.interproto.network.layer.ParameterKind;
import dev.interproto.training.CheckpointFacts.EpochTotals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class CheckpointTest {
    private static final CheckpointFacts FACTS =
            new CheckpointFacts(
                    1,
                    TrainingPreset.DEMO.configuration(),
                    List.of("Ädam", "Eve"),
                    List.of(1),
                    "0f",
                    3,
                    2,
                    17,
                    new EpochTotals(2, 30.5, 7, 16, 1.25),
                    List.of(0.1 + 0.2),
                    Map.of("lag", 0.75),
                    Map.of("lag", 3));

    @TempDir private Path folder;

    @Test
    void factsParametersAndMomentumSurvive() throws IOException {
        INDArray parameters = counting(1);
        INDArray velocity = counting(-1);
        Checkpoint checkpoint = Checkpoint.open(write(parameters, Optional.of(velocity)));

        assertThat(checkpoint.facts()).isEqualTo(FACTS);
        INDArray restored = Nd4j.zeros(DataType.FLOAT, 11);
        INDArray restoredVelocity = Nd4j.zeros(DataType.FLOAT, 11);
        checkpoint.restore(layout(restored), restored);
        checkpoint.restoreMomentum(layout(restored), restoredVelocity);
        assertThat(restored.toFloatVector()).isEqualTo(parameters.toFloatVector());
        // The running mean (elements 4 and 5) has no momentum.
        assertThat(restoredVelocity.toFloatVector())
                .containsExactly(-1, -2, -3, -4, 0, 0, -7, -8, -9, -10, 0);
    }

    @Test
    void prototypesAreReadableWithoutANetwork() throws IOException {
        Path file = write(counting(1), Optional.empty());

        PrototypeMatrix prototypes = Checkpoint.open(file).prototypes();

        assertThat(prototypes.identities()).isEqualTo(2);
        assertThat(prototypes.raw(1)).containsExactly(9, 10);
        assertThat(prototypes.normalised(1))
                .containsExactly(
                        new float[] {9 / (float) Math.sqrt(181), 10 / (float) Math.sqrt(181)},
                        within(1e-6f));
    }

    @Test
    void arraysBearTheReferencesNames() throws IOException {
        Path file = write(Nd4j.zeros(DataType.FLOAT, 11), Optional.empty());

        try (NpzReader archive = new NpzReader(file)) {
            assertThat(archive.arrays())
                    .containsExactly(
                            "parameters/head.weight",
                            "parameters/input_layer.0.weight",
                            "parameters/input_layer.1.running_mean");
            assertThat(archive.shape("parameters/head.weight")).containsExactly(2, 2);
        }
    }

    @Test
    void foreignAndTruncatedFilesAreRefusedWithAdvice() throws IOException {
        Path whole = write(Nd4j.zeros(DataType.FLOAT, 11), Optional.empty());
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(bytes, 600));
        Path text = Files.writeString(folder.resolve("text.npz"), "not a checkpoint");
        Path foreign = folder.resolve("foreign.npz");
        new CheckpointStore(folder)
                .save(
                        foreign,
                        out -> {
                            try (NpzWriter npz = new NpzWriter(out)) {
                                npz.add("w", new float[] {1}, 1);
                            }
                        });

        for (Path file : List.of(cut, text, foreign, folder.resolve("absent.npz"))) {
            assertThatThrownBy(() -> Checkpoint.open(file))
                    .isInstanceOf(UserFacingException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("Use another checkpoint");
        }
        assertThatThrownBy(() -> Checkpoint.open(foreign))
                .hasMessageContaining("holds no checkpoint.json");
    }

    @Test
    void aDamagedWeightIsNoticed() throws IOException {
        Path file = write(Nd4j.valueArrayOf(new long[] {11}, 3.5f), Optional.empty());
        byte[] bytes = Files.readAllBytes(file);
        byte[] weight = {0, 0, 0x60, 0x40};
        int at = 0;
        while (!Arrays.equals(bytes, at, at + 4, weight, 0, 4)) {
            at++;
        }
        bytes[at] = 1;
        Files.write(file, bytes);
        INDArray target = Nd4j.zeros(DataType.FLOAT, 11);

        assertThatThrownBy(() -> Checkpoint.open(file).restore(layout(target), target))
                .hasMessageContaining("its checksum is wrong");
    }

    @Test
    void bestFilesAreNamedAfterTheirTestSets() {
        CheckpointStore checkpoints = new CheckpointStore(folder);

        assertThat(checkpoints.bestFile("fgnet20_child").getFileName())
                .hasToString("best-fgnet20_child.npz");
        assertThat(checkpoints.bestFile("../my pairs").getFileName())
                .hasToString("best-.._my_pairs.npz");
        assertThat(checkpoints.best("lag")).isEmpty();
    }

    /** One, two … ten times a step, and a zero that belongs to no parameter. */
    private static INDArray counting(float step) {
        float[] values = new float[11];
        for (int i = 0; i < 10; i++) {
            values[i] = (i + 1) * step;
        }
        return Nd4j.createFromArray(values);
    }

    private Path write(INDArray parameters, Optional<INDArray> velocity) {
        CheckpointStore checkpoints = new CheckpointStore(folder);
        checkpoints.save(
                checkpoints.lastFile(),
                out ->
                        Checkpoint.write(
                                out,
                                FACTS,
                                layout(parameters),
                                new Checkpoint.Arrays(
                                        parameters,
                                        Optional.empty(),
                                        velocity,
                                        Optional.empty(),
                                        Optional.empty())));
        return checkpoints.last().orElseThrow();
    }

    /** A weight of 4, a running mean of 2, prototypes of 4 = 2 × 2 from 6 … 9, 1 unused. */
    private static List<NamedParameter> layout(INDArray flat) {
        return List.of(
                parameter("input_layer.0.weight", ParameterKind.WEIGHT, flat, 0, 2, 2, 1, 1),
                parameter(
                        "input_layer.1.running_mean", ParameterKind.RUNNING_STATISTIC, flat, 4, 2),
                parameter("head.weight", ParameterKind.WEIGHT, flat, 6, 2, 2));
    }

    private static NamedParameter parameter(
            String name, ParameterKind kind, INDArray flat, long offset, long... shape) {
        long length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        INDArray view =
                flat.get(NDArrayIndex.interval(offset, offset + length)).reshape('c', shape);
        return new NamedParameter(name, kind, view, offset, length);
    }
}
