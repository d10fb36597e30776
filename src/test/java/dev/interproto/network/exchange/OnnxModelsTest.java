package dev.interproto.network.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.Preprocessing;
import dev.interproto.face.Preprocessing.ColourOrder;
import dev.interproto.face.RgbImage;
import dev.interproto.network.Backbone;
import dev.interproto.network.FaceNetwork;
import dev.interproto.network.NamedParameter;
import dev.interproto.network.kernel.Nd4jKernels;
import dev.interproto.verification.OnnxEmbedder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an ONNX file's graph says about its input, and which graphs are no face models. */
class OnnxModelsTest {
    private static final Path YUNET = Path.of("../shared/models/yunet");
    private static final long N = OnnxBuilder.BATCH;
    private static final Preprocessing PIXELS = new Preprocessing(ColourOrder.RGB, 0, 1, 112);

    /** [N, H, W, C] to [N, C, H, W]. */
    private static final long[] CHANNELS_FIRST = {0, 3, 1, 2};

    @TempDir private Path folder;

    private Path write(OnnxBuilder model) {
        return TorchFileWriter.write(folder.resolve("tiny.onnx"), model.bytes());
    }

    /** An embedding of three numbers: the largest of each channel of {@code x} [N, 3, H, W]. */
    private static OnnxBuilder largest(OnnxBuilder model, String x) {
        String values = model.node("GlobalMaxPool", "values", List.of(x));
        String row = model.node("Flatten", "row", List.of(values));
        model.output(row, N, 3);
        return model;
    }

    private static GraphModel read(Path file) {
        return OnnxModels.read(file, Optional.empty());
    }

    private static void refused(Path file, String... texts) {
        for (String text : texts) {
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(UserFacingException.class)
                    .hasMessageContaining(String.valueOf(file.getFileName()))
                    .hasMessageContaining(text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "yunet_n_320_320.onnx, 'input [1, 3, 320, 320]'",
        "yunet_n_dynamic.onnx, 'input [?, 3, ?, ?]'"
    })
    void aFaceDetectorIsRefusedWithItsInputsAndOutputs(String name, String input) {
        Path file = YUNET.resolve(name);
        assumeTrue(Files.exists(file), file + " is not here");
        refused(
                file,
                "has 1 inputs and 12 outputs",
                "Its inputs: " + input,
                "its outputs: cls_8 [");
    }

    @ParameterizedTest
    @CsvSource({"Sub, Mul, true", "Add, Div, true", "Sub, Sub, false", "Mul, Mul, false"})
    void aShiftAndAFactorInFrontMeanBarePixels(String first, String second, boolean itself) {
        OnnxBuilder model = new OnnxBuilder("tiny");
        model.input("data", N, 3, 112, 112);
        String shift = model.floats("a", new float[] {127.5f});
        String factor = model.floats("b", new float[] {0.0078125f});
        String moved = model.node(first, "moved", List.of("data", shift));
        String scaled = model.node(second, "scaled", List.of(moved, factor));
        GraphModel read = read(write(largest(model, scaled)));
        assertThat(read.preprocessing()).isEqualTo(itself ? PIXELS : Preprocessing.STANDARD);
        assertThat(read.embeddingSize()).isEqualTo(3);
    }

    @Test
    void arithmeticBehindAConvolutionIsNoNormalisation() {
        OnnxBuilder model = new OnnxBuilder("tiny");
        model.input("data", N, 3, 112, 112);
        String shift = model.floats("a", new float[] {127.5f});
        String factor = model.floats("b", new float[] {0.0078125f});
        float[] same = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        String kernel = model.floats("k", same, 3, 3, 1, 1);
        String y = model.node("Conv", "y", List.of("data", kernel));
        String moved = model.node("Sub", "moved", List.of(y, shift));
        String scaled = model.node("Mul", "scaled", List.of(moved, factor));
        GraphModel read = read(write(largest(model, scaled)));
        assertThat(read.preprocessing()).isEqualTo(Preprocessing.STANDARD);
    }

    /** Red 200, green 100, blue 50 everywhere; planes mixed up would give three equal numbers. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void channelsLastInputsAreFedSo(boolean normalising) {
        OnnxBuilder model = new OnnxBuilder("tiny");
        model.input("data", N, 112, 112, 3);
        String x = "data";
        if (normalising) {
            String shift = model.floats("a", new float[] {127.5f});
            String factor = model.floats("b", new float[] {1 / 127.5f});
            x = model.node("Sub", "moved", List.of(x, shift));
            x = model.node("Mul", "scaled", List.of(x, factor));
        }
        String turned =
                model.node(
                        "Transpose",
                        "turned",
                        List.of(x),
                        OnnxBuilder.integers("perm", CHANNELS_FIRST));
        GraphModel read = read(write(largest(model, turned)));
        assertThat(read.preprocessing()).isEqualTo(normalising ? PIXELS : Preprocessing.STANDARD);
        byte[] rgb = new byte[3 * 112 * 112];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) 200;
            rgb[i + 1] = 100;
            rgb[i + 2] = 50;
        }
        RgbImage face = new RgbImage(112, 112, rgb);
        // 72.5, −27.5 and −77.5 over their length, √(5256.25 + 756.25 + 6006.25) = 109.63005.
        float[] expected = {0.661315f, -0.250844f, -0.706923f};
        try (OnnxEmbedder embedder = new OnnxEmbedder(read, "tiny")) {
            for (float[] row : embedder.embed(List.of(face, face))) {
                assertThat(row).containsExactly(expected, within(2e-6f));
            }
        }
    }

    @Test
    void imagesOfFourChannelsAreRefusedInEitherLayout() {
        OnnxBuilder first = new OnnxBuilder("tiny");
        first.input("data", N, 4, 112, 112);
        first.output(first.node("Flatten", "row", List.of("data")), N, 4 * 112 * 112);
        refused(write(first), "takes no image of three colours", "data [?, 4, 112, 112]");
        OnnxBuilder last = new OnnxBuilder("tiny");
        last.input("data", N, 112, 112, 4);
        last.output(last.node("Flatten", "row", List.of("data")), N, 4 * 112 * 112);
        refused(write(last), "takes no image of three colours", "data [?, 112, 112, 4]");
    }

    /** 3 · 40,000² exceeds 32 bits, and 3 · 26,755² is negative there. */
    @ParameterizedTest
    @ValueSource(ints = {1025, 26_755, 40_000, Integer.MAX_VALUE})
    void recordedSizesThatNoFaceHasAreRefused(int size) {
        OnnxBuilder model = new OnnxBuilder("tiny");
        model.input("data", N, 3, N, N);
        OnnxPreprocessing.record(new Preprocessing(ColourOrder.RGB, 0, 1, size), model);
        refused(write(largest(model, "data")), "1 images of " + size + " pixels a side");
    }

    @Test
    void batchesThatWouldExhaustTheMemoryAreRefused() {
        OnnxBuilder model = new OnnxBuilder("tiny");
        model.input("data", 64, 3, 1024, 1024);
        String values = model.node("GlobalMaxPool", "values", List.of("data"));
        model.output(model.node("Flatten", "row", List.of(values)), 64, 3);
        refused(write(model), "64 images of 1024 pixels a side");
    }

    @Test
    void importedWeightsAreExportedAsTheNetworkWithTheSameWeights() throws Exception {
        Path ours = folder.resolve("network.onnx");
        Path theirs = folder.resolve("weights.onnx");
        Map<String, float[]> values = new HashMap<>();
        try (FaceNetwork network =
                FaceNetwork.create(Backbone.IR_SMALL, Optional.empty(), 0, 5, new Nd4jKernels())) {
            for (NamedParameter parameter : network.parameters()) {
                values.put(parameter.name(), parameter.view().dup('c').data().asFloat());
            }
            OnnxExport.write(network, ours);
        }
        OnnxExport.write(
                new BackboneWeights("test", Backbone.IR_SMALL, values, Optional.empty()), theirs);
        assertThat(theirs).hasSameBinaryContentAs(ours);
        values.remove("input_layer.0.weight");
        BackboneWeights incomplete =
                new BackboneWeights("test", Backbone.IR_SMALL, values, Optional.empty());
        assertThatThrownBy(() -> OnnxExport.write(incomplete, folder.resolve("incomplete.onnx")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input_layer.0.weight needs 432 values");
        assertThat(folder.resolve("incomplete.onnx")).doesNotExist();
    }
}
