package dev.interproto.network.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.interproto.common.UserFacingException;
import dev.interproto.face.Preprocessing;
import dev.interproto.network.Backbone;
import dev.interproto.network.FaceNetwork;
import dev.interproto.network.NamedParameter;
import dev.interproto.network.kernel.OneDnnKernels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** MXNet's two files give the network they describe; broken ones are refused in plain words. */
class MxNetModelsTest {
    private static final Path Y1 = Path.of("../shared/models/mobilefacenet-y1/model-symbol.json");
    private static final Preprocessing TINY =
            new Preprocessing(Preprocessing.ColourOrder.RGB, 0, 1, 2);

    @TempDir Path folder;

    /** (3 − 1)·0.5 = 1; 1+1+1+1 = 4; (4 − 1)/2 + 0.5 = 2; mean 2; (2·1, 2·(−3) + 1). */
    private static final String UNIT =
            """
            {"nodes":[
            {"op":"null","name":"data","inputs":[]},
            {"op":"_minus_scalar","name":"minus","attrs":{"scalar":"1"},"inputs":[[0,0,0]]},
            {"op":"_mul_scalar","name":"times","attr":{"scalar":"0.5"},"inputs":[[1,0]]},
            {"op":"null","name":"w","inputs":[]},{"op":"null","name":"b","inputs":[]},
            {"op":"Convolution","name":"conv","param":{"kernel":"(1,1)","num_filter":"1"},
             "inputs":[[2,0],[3,0],[4,0]]},
            {"op":"null","name":"gamma","inputs":[]},{"op":"null","name":"beta","inputs":[]},
            {"op":"null","name":"mean","inputs":[]},{"op":"null","name":"var","inputs":[]},
            {"op":"BatchNorm","name":"bn","inputs":[[5,0],[6,0],[7,0],[8,0],[9,0]]},
            {"op":"null","name":"slope","inputs":[]},
            {"op":"LeakyReLU","name":"act","attrs":{"act_type":"prelu"},"inputs":[[10,0],[11,0]]},
            {"op":"Pooling","name":"pool","attrs":{"global_pool":"True","pool_type":"avg",
             "kernel":"(7, 7)"},"inputs":[[12,0]]},
            {"op":"null","name":"fw","inputs":[]},{"op":"null","name":"fb","inputs":[]},
            {"op":"FullyConnected","name":"fc1","attrs":{"num_hidden":"2"},
             "inputs":[[13,0],[14,0],[15,0]]},
            {"op":"null","name":"softmax_label","inputs":[]},
            {"op":"SoftmaxOutput","name":"softmax","inputs":[[16,0],[17,0]]}],
            "heads":[[18,0]]}\
            """;

    private static Map<String, MxNetArray> unit() {
        Map<String, MxNetArray> arrays = new LinkedHashMap<>();
        arrays.put("arg:w", array(new long[] {1, 3, 1, 1}, 1, 1, 1));
        arrays.put("arg:b", array(new long[] {1}, 1));
        arrays.put("arg:gamma", array(new long[] {1}, 7));
        arrays.put("arg:beta", array(new long[] {1}, 0.5f));
        arrays.put("aux:mean", array(new long[] {1}, 1));
        arrays.put("aux:var", array(new long[] {1}, 3.999f));
        arrays.put("arg:slope", array(new long[] {1}, 0.1f));
        arrays.put("arg:fw", array(new long[] {2, 1}, 1, -3));
        arrays.put("arg:fb", array(new long[] {2}, 0, 1));
        return arrays;
    }

    private static MxNetArray array(long[] shape, float... values) {
        return new MxNetArray(shape, values);
    }

    private static byte[] params(Map<String, MxNetArray> arrays) {
        ByteBuffer out = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(0x112).putLong(0).putLong(arrays.size());
        for (MxNetArray array : arrays.values()) {
            out.putInt(0xF993FAC9).putInt(0).putInt(array.shape().length);
            Arrays.stream(array.shape()).forEach(out::putLong);
            out.putInt(1).putInt(0).putInt(0);
            for (float value : array.values()) {
                out.putFloat(value);
            }
        }
        out.putLong(arrays.size());
        for (String name : arrays.keySet()) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            out.putLong(bytes.length).put(bytes);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private ForeignModel read(String symbol, byte[] params) throws IOException {
        Files.write(folder.resolve("x-0001.params"), new byte[] {1});
        Files.write(folder.resolve("x-0002.params"), params);
        Path file = folder.resolve("x-symbol.json");
        Files.writeString(file, symbol);
        return MxNetModels.read(file, Optional.of(TINY));
    }

    private static float[] run(GraphModel model, float[] image) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        int size = model.preprocessing().size();
        long[] shape = {1, 3, size, size};
        try (OrtSession session = environment.createSession(model.onnx());
                OnnxTensor x =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(image), shape);
                OrtSession.Result result = session.run(Map.of("data", x))) {
            return ((float[][]) result.get(0).getValue())[0];
        }
    }

    @Test
    void aSmallNetworkGivesTheNumbersOfItsOperators() throws Exception {
        GraphModel model = (GraphModel) read(UNIT, params(unit()));
        assertThat(model.embeddingSize()).isEqualTo(2);
        float[] pixels = new float[12];
        Arrays.fill(pixels, 3);
        assertThat(run(model, pixels)).containsExactly(new float[] {2, -5}, within(1e-5f));
    }

    @Test
    void everyCutOfTheParametersIsRefused() throws IOException {
        byte[] whole = params(unit());
        for (int length = 0; length < whole.length; length++) {
            Path file = folder.resolve("cut.params");
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> MxNetParams.read(file))
                    .as("cut at " + length)
                    .isInstanceOf(UserFacingException.class);
        }
    }

    @Test
    void absurdShapesTakeNoMemory() throws IOException {
        byte[] params = params(Map.of("arg:w", array(new long[] {1L << 40, 1L << 40}, 1)));
        assertThatThrownBy(() -> read(UNIT, params))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("cannot be in the");
    }

    @Test
    void graphsThatCannotBeFollowedAreRefused() throws IOException {
        byte[] params = params(unit());
        refuses(UNIT.replace("[[12,0]]", "[[99,0]]"), params, "a node that is not there");
        refuses(UNIT.replace("[[12,0]]", "[[13,0]]"), params, "a cycle");
        refuses(UNIT.replace("[[12,0]]", "[]"), params, "lacks an input");
        refuses(UNIT.replace("Pooling", "Sorcery"), params, "Sorcery");
        refuses("[".repeat(100_000), params, "no JSON");
    }

    @Test
    void parametersThatDoNotFitAreRefused() throws IOException {
        Map<String, MxNetArray> missing = unit();
        missing.remove("arg:fb");
        refuses(UNIT, params(missing), "missing");
        Map<String, MxNetArray> misshapen = unit();
        misshapen.put("arg:fw", array(new long[] {1, 2}, 1, -3));
        refuses(UNIT, params(misshapen), "[1, 2] instead of [2, 1]");
    }

    private void refuses(String symbol, byte[] params, String reason) {
        assertThatThrownBy(() -> read(symbol, params))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining(reason);
    }

    /** The folded weights in our network and the untouched graph in ONNX Runtime are one model. */
    @Test
    void thePretrainedMobileFaceNetIsTheSameAsOursAndAsOnnx() throws Exception {
        assumeTrue(Files.exists(Y1), "no pretrained model: " + Y1 + " is absent");
        BackboneWeights weights = (BackboneWeights) MxNetModels.read(Y1, Optional.empty());
        assertThat(weights.backbone()).isEqualTo(Backbone.MOBILEFACENET_128);
        MxNetGraph graph =
                MxNetGraph.of(
                        MxNetSymbol.read(Y1),
                        MxNetParams.read(Y1.resolveSibling("model-0000.params")));
        GraphModel asGraph =
                SymbolTranslation.translate(graph, PixelScaling.expected(graph), "MXNet");
        Random random = new Random(1);
        float[] pixels = new float[3 * 112 * 112];
        float[] standard = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(256);
            standard[i] = (float) ((pixels[i] - 127.5) / 127.5);
        }
        float[] expected = run(asGraph, pixels);
        double length = 0;
        for (float value : expected) {
            length += value * value;
        }
        try (FaceNetwork network =
                FaceNetwork.create(
                        weights.backbone(),
                        Optional.empty(),
                        0,
                        1,
                        new OneDnnKernels(DataType.FLOAT))) {
            for (NamedParameter parameter : network.parameters()) {
                float[] values = weights.parameters().get(parameter.name());
                parameter
                        .view()
                        .assign(
                                Nd4j.createFromArray(values)
                                        .reshape('c', parameter.view().shape()));
            }
            network.kernels().parametersChanged();
            float[] actual =
                    network.embed(
                                    Nd4j.createFromArray(standard)
                                            .reshape('c', 1, 3, 112, 112)
                                            .permute(0, 2, 3, 1)
                                            .dup('c'))
                            .toFloatMatrix()[0];
            for (int i = 0; i < actual.length; i++) {
                assertThat((double) actual[i])
                        .isCloseTo(expected[i] / Math.sqrt(length), within(1e-4));
            }
        }
    }
}
