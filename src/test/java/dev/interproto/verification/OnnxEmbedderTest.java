package dev.interproto.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.Preprocessing;
import dev.interproto.face.Preprocessing.ColourOrder;
import dev.interproto.face.RgbImage;
import dev.interproto.network.Backbone;
import dev.interproto.network.FaceNetwork;
import dev.interproto.network.NamedParameter;
import dev.interproto.network.exchange.GraphModel;
import dev.interproto.network.exchange.OnnxExport;
import dev.interproto.network.exchange.OnnxModels;
import dev.interproto.network.kernel.Nd4jKernels;
import dev.interproto.network.layer.AgeBranch;
import dev.interproto.network.layer.ParameterKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import onnx.Onnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxEmbedderTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "IR_SMALL, NONE, 3",
        "MOBILEFACENET, NONE, 2",
        "MOBILEFACENET_128, NONE, 1",
        "IR_SE_50, NONE, 1",
        "IR_SMALL, LENGTH, 1",
        "IR_SMALL, RESIDUAL, 2",
        "IR_SMALL, ATTENTION, 2",
        "MOBILEFACENET, ATTENTION, 1"
    })
    void anExportedBackboneGivesTheNetworksEmbeddings(
            Backbone backbone, AgeBranch branch, int images) {
        Path file = folder.resolve(backbone.id() + ".onnx");
        List<RgbImage> faces = noise(images);
        float[][] expected;
        try (FaceNetwork network = FaceNetwork.forEvaluation(backbone, branch, new Nd4jKernels())) {
            shake(network);
            OnnxExport.write(network, file);
            expected = NetworkEmbedder.borrowing(network, "ours").embed(faces);
        }
        GraphModel model = OnnxModels.read(file, Optional.empty());
        assertThat(model.preprocessing()).isEqualTo(Preprocessing.STANDARD);
        assertThat(model.embeddingSize()).isEqualTo(backbone.embeddingSize());
        assertThat(model.format()).startsWith("ONNX by Interproto Workbench");
        try (OnnxEmbedder embedder = new OnnxEmbedder(model, "exported")) {
            float[][] rows = embedder.embed(faces);
            for (int i = 0; i < images; i++) {
                assertThat(rows[i]).containsExactly(expected[i], within(1e-4f));
            }
            assertThat(embedder.embed(faces)).isDeepEqualTo(rows);
        }
    }

    /** Statistics, scales and slopes that a mistake in one of them would show. */
    private static void shake(FaceNetwork network) {
        Random random = new Random(11);
        for (NamedParameter parameter : network.parameters()) {
            boolean variance = parameter.name().endsWith("running_var");
            boolean scale = parameter.kind() == ParameterKind.NORM;
            boolean slope = parameter.view().rank() == 1;
            if (!variance
                    && !scale
                    && parameter.kind() != ParameterKind.RUNNING_STATISTIC
                    && !slope) {
                continue;
            }
            double centre = variance || parameter.name().endsWith("weight") && scale ? 1 : 0.1;
            for (long i = 0; i < parameter.length(); i++) {
                parameter.view().putScalar(i, centre + 0.3 * (random.nextDouble() - 0.5));
            }
        }
        network.kernels().parametersChanged();
    }

    private static List<RgbImage> noise(int count) {
        Random random = new Random(3);
        List<RgbImage> faces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] rgb = new byte[3 * 112 * 112];
            random.nextBytes(rgb);
            faces.add(new RgbImage(112, 112, rgb));
        }
        return faces;
    }

    @ParameterizedTest
    @CsvSource({"RGB, 0, 1, 112", "BGR, 127.5, 0.0078125, 112", "BGR, 10, 0.5, 56"})
    void pixelsAreGivenAsThePreprocessingAsks(
            ColourOrder colours, double mean, double scale, int size) throws IOException {
        Preprocessing given = new Preprocessing(colours, mean, scale, size);
        // Red 200, green 100, blue 50 everywhere; the model gives each channel's mean.
        byte[] rgb = new byte[3 * 112 * 112];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) 200;
            rgb[i + 1] = 100;
            rgb[i + 2] = 50;
        }
        double[] channels =
                colours == ColourOrder.RGB
                        ? new double[] {200, 100, 50}
                        : new double[] {50, 100, 200};
        double[] want = Arrays.stream(channels).map(x -> (x - mean) * scale).toArray();
        double length = Math.sqrt(Arrays.stream(want).map(x -> x * x).sum());
        GraphModel model = OnnxModels.read(averages(-1, 3, size, size), Optional.of(given));
        assertThat(model.preprocessing()).isEqualTo(given);
        assertThat(model.embeddingSize()).isEqualTo(3);
        RgbImage face = new RgbImage(112, 112, rgb);
        try (OnnxEmbedder embedder = new OnnxEmbedder(model, "averages")) {
            for (float[] row : embedder.embed(List.of(face, face))) {
                for (int i = 0; i < 3; i++) {
                    assertThat((double) row[i]).isCloseTo(want[i] / length, within(1e-5));
                }
            }
        }
    }

    @Test
    void aModelOfOneImageAtATimeIsFedOneByOne() throws IOException {
        GraphModel model = OnnxModels.read(averages(1, 3, 112, 112), Optional.empty());
        assertThat(model.preprocessing()).isEqualTo(Preprocessing.STANDARD);
        try (OnnxEmbedder embedder = new OnnxEmbedder(model, "single")) {
            assertThat(embedder.embed(noise(3))).hasDimensions(3, 3);
        }
    }

    @Test
    void whatIsNoEmbeddingModelIsRefused() throws IOException {
        Path file = averages(1, 4, 112, 112);
        assertThatThrownBy(() -> OnnxModels.read(file, Optional.empty()))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("takes no image of three colours")
                .hasMessageContaining("pixels [1, 4, 112, 112]");
        Path damaged = folder.resolve("damaged.onnx");
        Files.write(damaged, Arrays.copyOf(Files.readAllBytes(file), 40));
        assertThatThrownBy(() -> OnnxModels.read(damaged, Optional.empty()))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("is damaged");
    }

    @Test
    void aModelWithWeightsInOtherFilesIsRefused() throws IOException {
        Onnx.ModelProto.Builder model =
                Onnx.ModelProto.parseFrom(Files.readAllBytes(averages(1, 3, 112, 112))).toBuilder();
        model.getGraphBuilder()
                .addInitializerBuilder()
                .setName("w")
                .setDataType(1)
                .setDataLocation(Onnx.TensorProto.DataLocation.EXTERNAL);
        Path file = Files.write(folder.resolve("external.onnx"), model.build().toByteArray());
        assertThatThrownBy(() -> OnnxModels.read(file, Optional.empty()))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("keeps its weights in other files");
    }

    /** A model "pixels" → GlobalAveragePool → [N, C, 1, 1]. */
    private Path averages(long... shape) throws IOException {
        Onnx.GraphProto.Builder graph = Onnx.GraphProto.newBuilder().setName("averages");
        graph.addInput(value("pixels", shape));
        graph.addOutput(value("means", shape[0], shape[1], 1, 1));
        graph.addNode(
                Onnx.NodeProto.newBuilder()
                        .setOpType("GlobalAveragePool")
                        .addInput("pixels")
                        .addOutput("means"));
        Onnx.ModelProto model =
                Onnx.ModelProto.newBuilder()
                        .setIrVersion(7)
                        .addOpsetImport(Onnx.OperatorSetIdProto.newBuilder().setVersion(13))
                        .setGraph(graph)
                        .build();
        return Files.write(folder.resolve("averages.onnx"), model.toByteArray());
    }

    private static Onnx.ValueInfoProto value(String name, long... shape) {
        Onnx.TensorShapeProto.Builder dimensions = Onnx.TensorShapeProto.newBuilder();
        for (long side : shape) {
            if (side < 0) {
                dimensions.addDimBuilder().setDimParam("n");
            } else {
                dimensions.addDimBuilder().setDimValue(side);
            }
        }
        return Onnx.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(
                        Onnx.TypeProto.newBuilder()
                                .setTensorType(
                                        Onnx.TypeProto.Tensor.newBuilder()
                                                .setElemType(1)
                                                .setShape(dimensions)))
                .build();
    }
}
