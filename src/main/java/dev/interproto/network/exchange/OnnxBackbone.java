package dev.interproto.network.exchange;

import dev.interproto.network.Backbone;
import dev.interproto.network.kernel.BatchNorm;
import dev.interproto.network.kernel.ConvolutionGeometry;
import dev.interproto.network.layer.AgeBranch;
import dev.interproto.network.layer.AttentionSplitUnit;
import dev.interproto.network.layer.ConvolutionUnit;
import dev.interproto.network.layer.DepthwiseUnit;
import dev.interproto.network.layer.EmbeddingLayer;
import dev.interproto.network.layer.IrUnit;
import dev.interproto.network.layer.ResidualSplitUnit;
import dev.interproto.network.layer.UnitLayer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * Writes a backbone's layers as ONNX nodes. Channels, windows and strides come from the layers' own
 * parameter shapes and output sizes; a parameter that no node uses is an error, so that a layer
 * cannot change without this class noticing.
 */
final class OnnxBackbone {
    private static final String IMAGES = "images";
    private static final String EMBEDDING = "embedding";
    private static final int COLOURS = 3;
    private static final int LARGEST_STRIDE = 2;

    private final Backbone backbone;
    private final AgeBranch branch;
    private final Map<String, long[]> shapes;
    private final Function<String, float[]> values;
    private final OnnxBuilder model;
    private final Set<String> used = new HashSet<>();

    OnnxBackbone(
            Backbone backbone,
            AgeBranch branch,
            Function<String, float[]> values,
            OnnxBuilder model) {
        this.backbone = backbone;
        this.branch = branch;
        this.shapes = backbone.parameterShapes(branch);
        this.values = values;
        this.model = model;
    }

    void build() {
        int image = Backbone.IMAGE_SIZE;
        model.input(IMAGES, OnnxBuilder.BATCH, COLOURS, image, image);
        String x = IMAGES;
        InputType type = InputType.convolutional(image, image, COLOURS, CNN2DFormat.NHWC);
        for (Map.Entry<String, UnitLayer> layer : backbone.layers(branch).entrySet()) {
            InputType output = layer.getValue().getOutputType(0, type);
            x = layer(layer.getKey(), layer.getValue(), x, type, output);
            type = output;
        }
        model.output(x, OnnxBuilder.BATCH, backbone.embeddingSize());
        if (!used.equals(shapes.keySet())) {
            Set<String> forgotten = new HashSet<>(shapes.keySet());
            forgotten.removeAll(used);
            throw new IllegalStateException("parameters without a node: " + forgotten);
        }
    }

    private String layer(String name, UnitLayer layer, String x, InputType from, InputType to) {
        if (layer instanceof EmbeddingLayer) {
            return embedding(name, x);
        }
        if (layer instanceof ResidualSplitUnit) {
            return residualSplit(name, x);
        }
        if (layer instanceof AttentionSplitUnit) {
            return attentionSplit(name, x);
        }
        long in = ((InputType.InputTypeConvolutional) from).getHeight();
        long out = ((InputType.InputTypeConvolutional) to).getHeight();
        if (layer instanceof ConvolutionUnit) {
            boolean numbered = shapes.containsKey(name + ".0.weight");
            return convolutionUnit(name, numbered ? List.of("0", "1", "2") : FIELDS, x, in, out);
        }
        if (layer instanceof IrUnit) {
            return irUnit(name, x, in, out);
        }
        if (layer instanceof DepthwiseUnit) {
            return depthwiseUnit(name, x, in, out);
        }
        throw new IllegalStateException("no ONNX for " + layer.getClass().getSimpleName());
    }

    private static final List<String> FIELDS = List.of("conv", "bn", "prelu");

    private String convolutionUnit(String name, List<String> parts, String x, long in, long out) {
        String y = convolution(name + "." + parts.get(0), x, in, out);
        y = norm(name + "." + parts.get(1), y);
        String slopes = name + "." + parts.get(2);
        return shapes.containsKey(slopes + ".weight") ? prelu(slopes, y) : y;
    }

    private String irUnit(String name, String x, long in, long out) {
        String branch = name + ".res_layer.";
        String y = norm(branch + "0", x);
        y = convolution(branch + "1", y, in, in);
        y = prelu(branch + "2", y);
        y = convolution(branch + "3", y, in, out);
        y = norm(branch + "4", y);
        if (shapes.containsKey(branch + "5.fc1.weight")) {
            y = squeezeExcite(branch + "5", y);
        }
        String shortcut = name + ".shortcut_layer";
        String added = x;
        if (shapes.containsKey(shortcut + ".0.weight")) {
            added = norm(shortcut + ".1", convolution(shortcut + ".0", x, in, out));
        } else if (in != out) {
            long stride = in / out;
            added =
                    model.node(
                            "MaxPool",
                            shortcut + ":out",
                            List.of(x),
                            OnnxBuilder.integers("kernel_shape", 1, 1),
                            OnnxBuilder.integers("strides", stride, stride));
        }
        return model.node("Add", name + ":out", List.of(y, added));
    }

    private String depthwiseUnit(String name, String x, long in, long out) {
        String y = convolutionUnit(name + ".conv", FIELDS, x, in, in);
        y = convolutionUnit(name + ".conv_dw", FIELDS, y, in, out);
        y = convolutionUnit(name + ".project", FIELDS, y, out, out);
        // MobileFaceNet adds the input wherever the image keeps its size.
        return in == out ? model.node("Add", name + ":out", List.of(y, x)) : y;
    }

    private String squeezeExcite(String name, String x) {
        String y = model.node("GlobalAveragePool", name + ".avg_pool:out", List.of(x));
        y = convolution(name + ".fc1", y, 1, 1);
        y = model.node("Relu", name + ".relu:out", List.of(y));
        y = convolution(name + ".fc2", y, 1, 1);
        y = model.node("Sigmoid", name + ".sigmoid:out", List.of(y));
        return model.node("Mul", name + ":out", List.of(x, y));
    }

    private String embedding(String name, String x) {
        boolean leadingNorm = shapes.containsKey(name + ".0.running_mean");
        String y = leadingNorm ? norm(name + ".0", x) : x;
        String linear = name + (leadingNorm ? ".3" : ".0");
        y = model.node("Flatten", name + ".flatten:out", List.of(y), axis(1));
        String weight = parameter(linear + ".weight");
        boolean biased = shapes.containsKey(linear + ".bias");
        y =
                model.node(
                        "Gemm",
                        linear + ":out",
                        biased
                                ? List.of(y, weight, parameter(linear + ".bias"))
                                : List.of(y, weight),
                        OnnxBuilder.integer("transB", 1));
        y = norm(name + (leadingNorm ? ".4" : ".1"), y);
        return normalised(branch == AgeBranch.RESIDUAL ? name + ".unit:out" : EMBEDDING, y);
    }

    private String normalised(String output, String x) {
        return model.node(
                "LpNormalization", output, List.of(x), axis(1), OnnxBuilder.integer("p", 2));
    }

    private String residualSplit(String name, String x) {
        String y = x;
        for (String part : List.of(".residual.0", ".residual.2")) {
            y =
                    model.node(
                            "Gemm",
                            name + part + ":out",
                            List.of(
                                    y,
                                    parameter(name + part + ".weight"),
                                    parameter(name + part + ".bias")),
                            OnnxBuilder.integer("transB", 1));
            y = model.node("Relu", name + part + ".relu:out", List.of(y));
        }
        return normalised(EMBEDDING, model.node("Sub", name + ":out", List.of(x, y)));
    }

    private String attentionSplit(String name, String x) {
        String channels = squeezeExcite(name + ".channel", x);
        String greatest =
                model.node(
                        "ReduceMax",
                        name + ".greatest:out",
                        List.of(x),
                        OnnxBuilder.integers("axes", 1));
        String mean =
                model.node(
                        "ReduceMean",
                        name + ".mean:out",
                        List.of(x),
                        OnnxBuilder.integers("axes", 1));
        String both = model.node("Concat", name + ".both:out", List.of(greatest, mean), axis(1));
        String spatial = name + ".spatial";
        String gate = window(spatial, both, new ConvolutionGeometry(7, 1, 3), 1);
        gate = model.node("Sigmoid", spatial + ".sigmoid:out", List.of(gate));
        String pixels = model.node("Mul", spatial + ".weighed:out", List.of(x, gate));
        String sum = model.node("Add", name + ".sum:out", List.of(channels, pixels));
        String half = model.floats(name + ".half", new float[] {0.5f});
        String age = model.node("Mul", name + ".age:out", List.of(sum, half));
        return model.node("Sub", name + ":out", List.of(x, age));
    }

    private static onnx.Onnx.AttributeProto axis(int axis) {
        return OnnxBuilder.integer("axis", axis);
    }

    private String convolution(String name, String x, long in, long out) {
        long[] shape = shapes.get(name + ".weight");
        // One input channel a window: depthwise, for no other convolution of ours has but one.
        long groups = shape[1] == 1 ? shape[0] : 1;
        return window(name, x, geometry(name, (int) shape[2], in, out), groups);
    }

    private String window(String name, String x, ConvolutionGeometry geometry, long groups) {
        int kernel = geometry.kernel();
        int p = geometry.padding();
        return model.node(
                "Conv",
                name + ":out",
                List.of(x, parameter(name + ".weight")),
                OnnxBuilder.integers("kernel_shape", kernel, kernel),
                OnnxBuilder.integers("strides", geometry.stride(), geometry.stride()),
                OnnxBuilder.integers("pads", p, p, p, p),
                OnnxBuilder.integer("group", groups));
    }

    /** The window of that size which makes an image of {@code out} pixels from {@code in}. */
    private static ConvolutionGeometry geometry(String name, int kernel, long in, long out) {
        for (int stride = 1; stride <= LARGEST_STRIDE; stride++) {
            for (int padding = 0; padding <= kernel / 2; padding++) {
                ConvolutionGeometry geometry = new ConvolutionGeometry(kernel, stride, padding);
                if (geometry.outputSize(in) == out) {
                    return geometry;
                }
            }
        }
        throw new IllegalStateException(name + ": no window from " + in + " to " + out);
    }

    private String norm(String name, String x) {
        return model.node(
                "BatchNormalization",
                name + ":out",
                List.of(
                        x,
                        parameter(name + ".weight"),
                        parameter(name + ".bias"),
                        parameter(name + ".running_mean"),
                        parameter(name + ".running_var")),
                OnnxBuilder.decimal("epsilon", (float) BatchNorm.EPSILON));
    }

    private String prelu(String name, String x) {
        String key = name + ".weight";
        // [C, 1, 1] stretches over the pixels; [C] would over the width.
        String slopes = constant(key, shapes.get(key)[0], 1, 1);
        return model.node("PRelu", name + ":out", List.of(x, slopes));
    }

    private String parameter(String name) {
        return constant(name, shapes.get(name));
    }

    private String constant(String name, long... shape) {
        used.add(name);
        float[] data = values.apply(name);
        long length = 1;
        for (long dimension : shapes.get(name)) {
            length *= dimension;
        }
        if (data == null || data.length != length) {
            throw new IllegalArgumentException(
                    name
                            + " needs "
                            + length
                            + " values"
                            + (data == null ? "" : ", has " + data.length));
        }
        return model.floats(name, data, shape);
    }
}
