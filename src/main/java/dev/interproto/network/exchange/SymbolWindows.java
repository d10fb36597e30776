package dev.interproto.network.exchange;

import static dev.interproto.network.exchange.OnnxBuilder.integer;
import static dev.interproto.network.exchange.OnnxBuilder.integers;

import java.util.ArrayList;
import java.util.List;
import onnx.Onnx;

/** Translates MXNet's operators that move a window over an image [N, C, H, W]. */
final class SymbolWindows {
    /** Larger windows, steps and borders are no network's, and overflow nothing. */
    private static final int LARGEST = 4096;

    private final MxNetGraph graph;
    private final OnnxBuilder onnx;

    SymbolWindows(MxNetGraph graph, OnnxBuilder onnx) {
        this.graph = graph;
        this.onnx = onnx;
    }

    SymbolValue convolution(SymbolNode node, SymbolValue x, String out) {
        image(node, x);
        long[] kernel = two(node, "kernel", 0, 1);
        long[] stride = two(node, "stride", 1, 1);
        long[] pad = two(node, "pad", 0, 0);
        long[] dilate = two(node, "dilate", 1, 1);
        long groups = node.integer("num_group", 1);
        long filters = node.integer("num_filter", 0);
        long channels = x.shape()[1];
        if (groups < 1 || channels % groups != 0 || filters < 1 || filters % groups != 0) {
            throw misfit(node, filters + " filters over " + channels + " channels in " + groups);
        }
        MxNetArray weight = graph.array(node, 1, filters, channels / groups, kernel[0], kernel[1]);
        List<String> inputs = new ArrayList<>();
        inputs.add(x.name());
        inputs.add(onnx.floats(out + "/weight", weight.values(), weight.shape()));
        if (!node.flag("no_bias", false)) {
            MxNetArray bias = graph.array(node, 2, filters);
            inputs.add(onnx.floats(out + "/bias", bias.values(), filters));
        }
        long[] shape = {OnnxBuilder.BATCH, filters, 0, 0};
        for (int i = 0; i < 2; i++) {
            long window = dilate[i] * (kernel[i] - 1) + 1;
            shape[2 + i] = steps(node, x.shape()[2 + i] + 2 * pad[i] - window, stride[i]);
        }
        onnx.node(
                "Conv",
                out,
                inputs,
                integers("kernel_shape", kernel),
                integers("strides", stride),
                integers("pads", pad[0], pad[1], pad[0], pad[1]),
                integers("dilations", dilate),
                integer("group", groups));
        return new SymbolValue(out, shape);
    }

    SymbolValue pooling(SymbolNode node, SymbolValue x, String out) {
        image(node, x);
        String kind = node.text("pool_type", "max");
        boolean max = kind.equals("max");
        if (!max && !kind.equals("avg")) {
            throw unsupported(node, "the pooling " + MxNetRefusals.shortened(kind));
        }
        if (node.flag("global_pool", false)) {
            onnx.node(max ? "GlobalMaxPool" : "GlobalAveragePool", out, List.of(x.name()));
            return new SymbolValue(out, new long[] {OnnxBuilder.BATCH, x.shape()[1], 1, 1});
        }
        long[] kernel = two(node, "kernel", 0, 1);
        long[] stride = two(node, "stride", 1, 1);
        long[] pad = two(node, "pad", 0, 0);
        long[] shape = {OnnxBuilder.BATCH, x.shape()[1], 0, 0};
        boolean rest = false;
        for (int i = 0; i < 2; i++) {
            long room = x.shape()[2 + i] + 2 * pad[i] - kernel[i];
            shape[2 + i] = steps(node, room, stride[i]);
            rest |= room % stride[i] != 0;
        }
        if (rest && !node.text("pooling_convention", "valid").equals("valid")) {
            throw unsupported(node, "a pooling window beyond the border");
        }
        List<Onnx.AttributeProto> attributes = new ArrayList<>();
        attributes.add(integers("kernel_shape", kernel));
        attributes.add(integers("strides", stride));
        attributes.add(integers("pads", pad[0], pad[1], pad[0], pad[1]));
        if (!max) {
            attributes.add(
                    integer("count_include_pad", node.flag("count_include_pad", true) ? 1 : 0));
        }
        onnx.node(
                max ? "MaxPool" : "AveragePool",
                out,
                List.of(x.name()),
                attributes.toArray(new Onnx.AttributeProto[0]));
        return new SymbolValue(out, shape);
    }

    private void image(SymbolNode node, SymbolValue x) {
        String layout = node.text("layout", "NCHW");
        if (x.rank() != 4 || !layout.equals("NCHW") && !layout.equals("None")) {
            throw unsupported(node, "a window over " + x.size());
        }
    }

    private long steps(SymbolNode node, long room, long stride) {
        if (room < 0) {
            throw misfit(node, "the window is larger than the image");
        }
        return room / stride + 1;
    }

    private long[] two(SymbolNode node, String key, int otherwise, int least) {
        int[] values = node.integers(key, otherwise, otherwise);
        // An empty tuple is how MXNet writes its default.
        int[] pair = values.length == 0 ? new int[] {otherwise, otherwise} : values;
        if (pair.length != 2 || Math.min(pair[0], pair[1]) < least) {
            throw unsupported(node, "a window whose " + key + " is not two numbers");
        }
        if (Math.max(pair[0], pair[1]) > LARGEST) {
            throw unsupported(node, "a window whose " + key + " is above " + LARGEST);
        }
        return new long[] {pair[0], pair[1]};
    }

    private RuntimeException misfit(SymbolNode node, String what) {
        return MxNetRefusals.misfit(graph.symbol().source(), node, what);
    }

    private RuntimeException unsupported(SymbolNode node, String what) {
        return MxNetRefusals.unsupported(graph.symbol().source(), node, what);
    }
}
