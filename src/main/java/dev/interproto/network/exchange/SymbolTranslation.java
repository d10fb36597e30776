package dev.interproto.network.exchange;

import static dev.interproto.network.exchange.OnnxBuilder.decimal;
import static dev.interproto.network.exchange.OnnxBuilder.integer;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.Preprocessing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx;

/**
 * Translates an MXNet graph, from the image to the embedding, into an ONNX model. The shape of
 * every value is followed, so that parameters that do not fit are found here and not by a runtime.
 */
final class SymbolTranslation {
    private static final int COLOURS = 3;
    private static final String IMAGE = "data";
    private static final String EMBEDDING = "embedding";

    private final MxNetGraph graph;
    private final OnnxBuilder onnx = new OnnxBuilder("mxnet");
    private final Map<Integer, SymbolValue> values = new HashMap<>();

    private SymbolTranslation(MxNetGraph graph) {
        this.graph = graph;
    }

    /**
     * The graph as an ONNX model: {@code data} [N, 3, size, size] in, {@code embedding} [N, D] out.
     *
     * @throws UserFacingException naming the operator that is not known, or the node where symbol
     *     and parameters do not fit
     */
    static GraphModel translate(MxNetGraph graph, Preprocessing input, String format) {
        SymbolTranslation translation = new SymbolTranslation(graph);
        int size = translation.run(input.size());
        return new GraphModel(format, translation.onnx.bytes(), size, input);
    }

    private int run(int imageSize) {
        MxNetSymbol symbol = graph.symbol();
        boolean image = false;
        for (int number : symbol.needed(List.of(graph.embedding()))) {
            SymbolNode node = symbol.node(number);
            if (!node.isVariable()) {
                values.put(number, translate(node, number + "_" + node.name()));
            } else if (!graph.arrays().containsKey(node.name())) {
                if (image) {
                    throw MxNetRefusals.misfit(
                            symbol.source(), node, "a parameter is missing, or a second input");
                }
                image = true;
                long[] shape = {OnnxBuilder.BATCH, COLOURS, imageSize, imageSize};
                onnx.input(IMAGE, shape);
                values.put(number, new SymbolValue(IMAGE, shape));
            }
        }
        SymbolValue last = values.get(graph.embedding());
        if (!image || last == null) {
            throw MxNetRefusals.brokenSymbol(symbol.source(), "no image leads to its output");
        }
        SymbolValue flat = flat(last, "flat_" + EMBEDDING);
        onnx.node("Identity", EMBEDDING, List.of(flat.name()));
        onnx.output(EMBEDDING, flat.shape());
        return Math.toIntExact(flat.shape()[1]);
    }

    private SymbolValue translate(SymbolNode node, String out) {
        return switch (node.operator()) {
            case "Convolution", "Convolution_v1" ->
                    windows().convolution(node, value(node, 0), out);
            case "Pooling", "Pooling_v1" -> windows().pooling(node, value(node, 0), out);
            case "BatchNorm", "BatchNorm_v1", "CuDNNBatchNorm" -> norm(node, out);
            case "FullyConnected" -> linear(node, out);
            case "LeakyReLU" -> leaky(node, out);
            case "Activation" -> activation(node, node.text("act_type", ""), out);
            case "relu", "sigmoid", "tanh", "softsign" -> activation(node, node.operator(), out);
            case "elemwise_add", "_plus", "_Plus", "broadcast_add", "broadcast_plus", "_add" ->
                    pair("Add", node, out);
            case "elemwise_sub", "_minus", "_Minus", "broadcast_sub", "broadcast_minus", "_sub" ->
                    pair("Sub", node, out);
            case "elemwise_mul", "_mul", "_Mul", "broadcast_mul" -> pair("Mul", node, out);
            case "elemwise_div", "_div", "_Div", "broadcast_div" -> pair("Div", node, out);
            case "_minus_scalar", "_MinusScalar" -> scalar("Sub", node, out);
            case "_plus_scalar", "_PlusScalar" -> scalar("Add", node, out);
            case "_mul_scalar", "_MulScalar" -> scalar("Mul", node, out);
            case "_div_scalar", "_DivScalar" -> scalar("Div", node, out);
            case "clip" -> clip(node, out);
            case "Dropout", "identity", "_copy", "BlockGrad", "stop_gradient" -> value(node, 0);
            case "Cast", "cast", "amp_cast" -> cast(node);
            case "Flatten", "flatten" -> flat(value(node, 0), out);
            case "Reshape", "reshape" -> shapes().reshape(node, value(node, 0), out);
            case "transpose" -> shapes().transpose(node, value(node, 0), out);
            case "SwapAxis", "swapaxes" -> shapes().swap(node, value(node, 0), out);
            case "Concat", "concat" -> shapes().concatenate(node, inputs(node), out);
            case "L2Normalization" -> shapes().unitLength(node, value(node, 0), out);
            default -> throw unsupported(node, "the operator " + node.operator());
        };
    }

    private SymbolWindows windows() {
        return new SymbolWindows(graph, onnx);
    }

    private SymbolShapes shapes() {
        return new SymbolShapes(graph, onnx);
    }

    private List<SymbolValue> inputs(SymbolNode node) {
        SymbolValue[] all = new SymbolValue[node.inputs().size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = value(node, i);
        }
        return List.of(all);
    }

    /** A node's input: computed, or a parameter, which becomes a constant when first needed. */
    private SymbolValue value(SymbolNode node, int index) {
        int number = graph.inputNumber(node, index);
        return values.computeIfAbsent(
                number,
                n -> {
                    MxNetArray array = graph.array(node, index);
                    String name = n + "_" + graph.symbol().node(n).name();
                    return new SymbolValue(
                            onnx.floats(name, array.values(), array.shape()), array.shape());
                });
    }

    private SymbolValue norm(SymbolNode node, String out) {
        SymbolValue x = value(node, 0);
        if (x.rank() < 2 || node.integer("axis", 1) != 1) {
            throw unsupported(node, "a BatchNorm over another axis than the channels");
        }
        long channels = x.shape()[1];
        MxNetNorm norm = graph.norm(node, channels);
        for (float variance : norm.variance()) {
            if (!(variance + norm.epsilon() > 0)) {
                throw MxNetRefusals.misfit(
                        graph.symbol().source(), node, "a variance is " + variance);
            }
        }
        List<String> inputs =
                List.of(
                        x.name(),
                        onnx.floats(out + "/gamma", norm.gamma(), channels),
                        onnx.floats(out + "/beta", norm.beta(), channels),
                        onnx.floats(out + "/mean", norm.mean(), channels),
                        onnx.floats(out + "/variance", norm.variance(), channels));
        Onnx.AttributeProto epsilon = decimal("epsilon", (float) norm.epsilon());
        return x.as(onnx.node("BatchNormalization", out, inputs, epsilon));
    }

    private SymbolValue linear(SymbolNode node, String out) {
        SymbolValue x = value(node, 0);
        if (!node.flag("flatten", true) && x.rank() != 2) {
            throw unsupported(node, "a FullyConnected that does not flatten");
        }
        SymbolValue flat = flat(x, out + "/flat");
        long outputs = node.integer("num_hidden", 0);
        MxNetArray weight = graph.array(node, 1, outputs, flat.shape()[1]);
        List<String> inputs =
                new ArrayList<>(
                        List.of(
                                flat.name(),
                                onnx.floats(out + "/weight", weight.values(), weight.shape())));
        if (!node.flag("no_bias", false)) {
            MxNetArray bias = graph.array(node, 2, outputs);
            inputs.add(onnx.floats(out + "/bias", bias.values(), outputs));
        }
        return new SymbolValue(
                onnx.node("Gemm", out, inputs, integer("transB", 1)),
                new long[] {OnnxBuilder.BATCH, outputs});
    }

    private SymbolValue flat(SymbolValue x, String out) {
        if (x.rank() == 2) {
            return x;
        }
        if (x.rank() < 2) {
            throw MxNetRefusals.brokenSymbol(graph.symbol().source(), "an image became a number");
        }
        return new SymbolValue(
                onnx.node("Flatten", out, List.of(x.name()), integer("axis", 1)),
                new long[] {OnnxBuilder.BATCH, x.features()});
    }

    private SymbolValue leaky(SymbolNode node, String out) {
        SymbolValue x = value(node, 0);
        float slope = (float) node.number("slope", 0.25);
        String kind = node.text("act_type", "leaky");
        return switch (kind) {
            case "leaky" ->
                    x.as(onnx.node("LeakyRelu", out, List.of(x.name()), decimal("alpha", slope)));
            case "elu" -> x.as(onnx.node("Elu", out, List.of(x.name()), decimal("alpha", slope)));
            case "prelu" -> prelu(node, x, out);
            default -> throw unsupported(node, "the LeakyReLU " + MxNetRefusals.shortened(kind));
        };
    }

    private SymbolValue prelu(SymbolNode node, SymbolValue x, String out) {
        MxNetArray slopes = graph.array(node, 1);
        if (!slopes.is(1)) {
            slopes = graph.array(node, 1, x.rank() < 2 ? 1 : x.shape()[1]);
        }
        long[] shape = new long[Math.max(1, x.rank() - 1)];
        Arrays.fill(shape, 1);
        shape[0] = slopes.values().length;
        String constant = onnx.floats(out + "/slopes", slopes.values(), shape);
        return x.as(onnx.node("PRelu", out, List.of(x.name(), constant)));
    }

    private SymbolValue activation(SymbolNode node, String kind, String out) {
        SymbolValue x = value(node, 0);
        String operator =
                switch (kind) {
                    case "relu" -> "Relu";
                    case "sigmoid" -> "Sigmoid";
                    case "tanh" -> "Tanh";
                    case "softrelu" -> "Softplus";
                    case "softsign" -> "Softsign";
                    default ->
                            throw unsupported(
                                    node, "the activation " + MxNetRefusals.shortened(kind));
                };
        return x.as(onnx.node(operator, out, List.of(x.name())));
    }

    private SymbolValue pair(String operator, SymbolNode node, String out) {
        SymbolValue a = value(node, 0);
        SymbolValue b = value(node, 1);
        long[] shape =
                a.broadcast(b)
                        .orElseThrow(
                                () ->
                                        MxNetRefusals.misfit(
                                                graph.symbol().source(),
                                                node,
                                                a.size()
                                                        + " and "
                                                        + b.size()
                                                        + " do not go together"));
        return new SymbolValue(onnx.node(operator, out, List.of(a.name(), b.name())), shape);
    }

    private SymbolValue scalar(String operator, SymbolNode node, String out) {
        SymbolValue x = value(node, 0);
        float[] scalar = {(float) node.number("scalar", 0)};
        return x.as(
                onnx.node(operator, out, List.of(x.name(), onnx.floats(out + "/scalar", scalar))));
    }

    private SymbolValue clip(SymbolNode node, String out) {
        SymbolValue x = value(node, 0);
        float[] low = {(float) node.number("a_min", -Float.MAX_VALUE)};
        float[] high = {(float) node.number("a_max", Float.MAX_VALUE)};
        List<String> inputs =
                List.of(x.name(), onnx.floats(out + "/low", low), onnx.floats(out + "/high", high));
        return x.as(onnx.node("Clip", out, inputs));
    }

    /** Half precision within a graph is taken as float32, which is more exact. */
    private SymbolValue cast(SymbolNode node) {
        String type = node.text("dtype", "float32");
        if (!type.startsWith("float")) {
            throw unsupported(node, "a Cast to " + MxNetRefusals.shortened(type));
        }
        return value(node, 0);
    }

    private UserFacingException unsupported(SymbolNode node, String what) {
        return MxNetRefusals.unsupported(
                graph.symbol().source(), node, MxNetRefusals.shortened(what));
    }
}
