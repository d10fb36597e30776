package dev.interproto.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interproto.network.kernel.ConvolutionGeometry;
import dev.interproto.network.kernel.Kernels;
import dev.interproto.network.kernel.SqueezeExcite;
import dev.interproto.network.layer.ConvolutionUnit;
import dev.interproto.network.layer.DepthwiseUnit;
import dev.interproto.network.layer.IrUnit;
import dev.interproto.network.layer.UnitLayer;
import dev.interproto.parity.NpzFile;
import dev.interproto.parity.ParityFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Units and backbones give the reference's numbers, whatever files of these kinds there are. */
class NetworkParityTest {
    private static final double BLOCK_TOLERANCE = 1e-4;
    private static final double BACKBONE_TOLERANCE = 1e-3;

    @TestFactory
    List<DynamicTest> unitsAgreeWithTheReference() throws IOException {
        return cases("block", this::checkBlock);
    }

    @TestFactory
    List<DynamicTest> backbonesAgreeWithTheReference() throws IOException {
        return cases("backbone", this::checkBackbone);
    }

    private interface Check {
        void run(ParityFiles.Entry entry, Kernels kernels) throws IOException;
    }

    private static List<DynamicTest> cases(String kind, Check check) throws IOException {
        assumeTrue(ParityFiles.folder().isPresent(), ParityFiles.absence());
        List<DynamicTest> tests = new ArrayList<>();
        for (ParityFiles.Entry entry : ParityFiles.ofKind(kind)) {
            for (KernelsUnderTest kernels : KernelsUnderTest.all()) {
                tests.add(
                        DynamicTest.dynamicTest(
                                entry.name() + " " + kernels.name(),
                                () -> check.run(entry, kernels.kernels().get())));
            }
        }
        return tests;
    }

    private void checkBlock(ParityFiles.Entry entry, Kernels kernels) throws IOException {
        NpzFile npz = entry.read();
        if (entry.facts().path("module").asText().equals("SEModule")) {
            checkSqueezeExcite(npz, kernels);
            return;
        }
        try (UnitChain chain = new UnitChain(units(entry.facts(), npz), kernels, 1)) {
            chain.parameters().forEach((name, view) -> set(view, npz.get("param/" + name)));
            kernels.parametersChanged();
            INDArray input = image(npz.get("input"));
            close("output_train", chain.forward(input, true), npz.get("output_train"));
            INDArray dx = chain.backward(image(npz.get("grad_output")));
            close("grad_input", dx, npz.get("grad_input"));
            kernels.release(dx);
            chain.clear();
            for (String name : npz.names()) {
                if (name.startsWith("grad/")) {
                    close(name, chain.gradients().get(name.substring(5)), npz.get(name));
                } else if (name.startsWith("after/")) {
                    close(name, chain.parameters().get(name.substring(6)), npz.get(name));
                }
            }
            close("output_eval", chain.forward(input, false), npz.get("output_eval"));
        }
    }

    private void checkSqueezeExcite(NpzFile npz, Kernels kernels) {
        INDArray fc1 = array(npz.get("param/fc1.weight"));
        INDArray fc2 = array(npz.get("param/fc2.weight"));
        INDArray x = image(npz.get("input"));
        SqueezeExcite forward = kernels.squeezeExcite(x, fc1, fc2);
        close("output_train", forward.output(), npz.get("output_train"));
        INDArray dFc1 = fc1.like();
        INDArray dFc2 = fc2.like();
        INDArray dy = image(npz.get("grad_output"));
        INDArray dx = kernels.squeezeExciteBackward(x, forward, fc1, fc2, dy, dFc1, dFc2);
        close("grad_input", dx, npz.get("grad_input"));
        close("grad/fc1.weight", dFc1, npz.get("grad/fc1.weight"));
        close("grad/fc2.weight", dFc2, npz.get("grad/fc2.weight"));
        kernels.close();
    }

    /** The layers of a reference module; sizes are read off its weights. */
    private static Map<String, UnitLayer> units(JsonNode facts, NpzFile npz) {
        String module = facts.path("module").asText();
        int stride = number(facts, "stride", inferredStride(npz));
        Map<String, UnitLayer> units = new LinkedHashMap<>();
        switch (module) {
            case "bottleneck_IR", "bottleneck_IR_SE" ->
                    units.put(
                            "",
                            new IrUnit(
                                    size(npz, "param/res_layer.0.weight", 0),
                                    size(npz, "param/res_layer.4.weight", 0),
                                    stride,
                                    module.endsWith("SE")));
            case "Conv_block", "Linear_block" ->
                    units.put("", convolution(facts, npz, stride, module.equals("Conv_block")));
            case "Depth_Wise" -> units.put("", depthwise(npz, "", stride, flag(facts, "residual")));
            case "Residual" -> {
                for (int i = 0; npz.has("param/model." + i + ".conv.conv.weight"); i++) {
                    units.put("model." + i + ".", depthwise(npz, "model." + i + ".", 1, true));
                }
            }
            default -> throw new AssertionError("no layer for the reference's module " + module);
        }
        return units;
    }

    private static UnitLayer convolution(JsonNode facts, NpzFile npz, int stride, boolean prelu) {
        int out = size(npz, "param/conv.weight", 0);
        int perGroup = size(npz, "param/conv.weight", 1);
        int kernel = size(npz, "param/conv.weight", 2);
        int in = size(npz, "input", 1);
        return new ConvolutionUnit(
                in,
                out,
                new ConvolutionGeometry(kernel, stride, number(facts, "padding", 0)),
                perGroup == 1 && in > 1,
                prelu,
                false,
                ConvolutionUnit.Naming.FIELDS);
    }

    private static UnitLayer depthwise(NpzFile npz, String prefix, int stride, boolean residual) {
        String key = "param/" + prefix;
        return new DepthwiseUnit(
                size(npz, key + "conv.conv.weight", 1),
                size(npz, key + "project.conv.weight", 0),
                size(npz, key + "conv_dw.conv.weight", 0),
                stride,
                residual);
    }

    private static int inferredStride(NpzFile npz) {
        return (int) Math.round(size(npz, "input", 2) / (double) size(npz, "output_eval", 2));
    }

    private static int size(NpzFile npz, String name, int dimension) {
        return (int) npz.get(name).shape()[dimension];
    }

    /** A number, or the first of a pair. */
    private static int number(JsonNode facts, String field, int otherwise) {
        JsonNode node = facts.path(field);
        return node.isArray() ? node.get(0).asInt() : node.asInt(otherwise);
    }

    private static boolean flag(JsonNode facts, String field) {
        return facts.path(field).asBoolean(false);
    }

    private void checkBackbone(ParityFiles.Entry entry, Kernels kernels) throws IOException {
        String id = entry.facts().path("backbone").asText().replace('_', '-');
        String tag = entry.facts().path("tag").asText();
        NpzFile npz = entry.read();
        try (FaceNetwork network =
                FaceNetwork.create(Backbone.fromId(id), Optional.empty(), 0, 1, kernels)) {
            for (NamedParameter parameter : network.parameters()) {
                long[] shape = parameter.view().shape();
                float[] values = ParityFiles.fillParameter(tag, parameter.name(), shape);
                set(parameter.view(), values);
            }
            kernels.parametersChanged();
            NpzFile.Array expected = npz.get("embeddings");
            long batch = expected.shape()[0];
            long[] shape = {batch, 3, Backbone.IMAGE_SIZE, Backbone.IMAGE_SIZE};
            int length = (int) (batch * 3 * Backbone.IMAGE_SIZE * Backbone.IMAGE_SIZE);
            INDArray probe =
                    Nd4j.createFromArray(ParityFiles.fill(length, tag + "probe", 1))
                            .reshape('c', shape)
                            .permute(0, 2, 3, 1)
                            .dup('c');
            close("embeddings", network.embed(probe), expected, BACKBONE_TOLERANCE);
        }
    }

    private static void close(String name, INDArray actual, NpzFile.Array expected) {
        close(name, actual, expected, BLOCK_TOLERANCE);
    }

    /** Within tolerance · (1 + |expected|), element by element. */
    private static void close(
            String name, INDArray actual, NpzFile.Array expected, double tolerance) {
        assertThat(actual).as(name + " has a counterpart").isNotNull();
        boolean image = expected.shape().length == 4 && !name.startsWith("grad/");
        INDArray ordered = image ? actual.permute(0, 3, 1, 2) : actual;
        assertThat(ordered.shape()).as("shape of " + name).isEqualTo(expected.shape());
        double[] values = ordered.dup('c').data().asDouble();
        double worst = 0;
        for (int i = 0; i < values.length; i++) {
            double reference = expected.values()[i];
            double error = Math.abs(values[i] - reference) / (1 + Math.abs(reference));
            worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
        }
        assertThat(worst).as("largest error of " + name).isLessThanOrEqualTo(tolerance);
    }

    private static INDArray array(NpzFile.Array array) {
        return Nd4j.createFromArray(array.floats()).reshape('c', array.shape());
    }

    /** {@code [B, C, H, W]} of the file as {@code [B, H, W, C]}. */
    private static INDArray image(NpzFile.Array array) {
        return array(array).permute(0, 2, 3, 1).dup('c');
    }

    private static void set(INDArray view, NpzFile.Array values) {
        assertThat(values.shape()).isEqualTo(view.shape());
        set(view, values.floats());
    }

    private static void set(INDArray view, float[] values) {
        view.assign(Nd4j.createFromArray(values).reshape('c', view.shape()));
    }
}
