package dev.interproto.network.exchange;

import static dev.interproto.network.exchange.OnnxBuilder.integer;
import static dev.interproto.network.exchange.OnnxBuilder.integers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Translates MXNet's operators that change or join shapes; the batch stays in front. */
final class SymbolShapes {
    private final MxNetGraph graph;
    private final OnnxBuilder onnx;

    SymbolShapes(MxNetGraph graph, OnnxBuilder onnx) {
        this.graph = graph;
        this.onnx = onnx;
    }

    /** In a Reshape 0 keeps a size and one -1 takes what is left. */
    SymbolValue reshape(SymbolNode node, SymbolValue x, String out) {
        int[] wanted = node.integers("shape");
        boolean known = wanted.length > 0 && wanted[0] <= 0 && !node.flag("reverse", false);
        if (!known || Arrays.stream(wanted).anyMatch(size -> size < -1)) {
            throw unsupported(node, "a Reshape to " + Arrays.toString(wanted));
        }
        long[] shape = new long[wanted.length];
        shape[0] = OnnxBuilder.BATCH;
        int open = -1;
        long product = 1;
        for (int i = 1; i < shape.length; i++) {
            shape[i] = wanted[i] == 0 && i < x.rank() ? x.shape()[i] : wanted[i];
            if (shape[i] == 0 || shape[i] < 0 && (open > 0 || wanted[0] < 0)) {
                throw unsupported(node, "a Reshape to " + Arrays.toString(wanted));
            }
            open = shape[i] < 0 ? i : open;
            product = Math.multiplyExact(product, shape[i] < 0 ? 1 : shape[i]);
        }
        if (open > 0) {
            shape[open] = x.features() / product;
            product *= shape[open];
        }
        if (product != x.features()) {
            throw misfit(node, x.size() + " cannot become " + Arrays.toString(wanted));
        }
        String target = onnx.longs(out + "/shape", shape);
        return new SymbolValue(onnx.node("Reshape", out, List.of(x.name(), target)), shape);
    }

    SymbolValue transpose(SymbolNode node, SymbolValue x, String out) {
        int[] axes = node.integers("axes");
        int[] every = IntStream.range(0, x.rank()).toArray();
        if (axes.length == 0 || axes[0] != 0 || !Arrays.equals(every, sorted(axes))) {
            throw unsupported(node, "a transpose " + Arrays.toString(axes) + " of " + x.size());
        }
        long[] shape = Arrays.stream(axes).mapToLong(axis -> x.shape()[axis]).toArray();
        long[] order = Arrays.stream(axes).asLongStream().toArray();
        return new SymbolValue(
                onnx.node("Transpose", out, List.of(x.name()), integers("perm", order)), shape);
    }

    SymbolValue swap(SymbolNode node, SymbolValue x, String out) {
        int a = node.integer("dim1", 0);
        int b = node.integer("dim2", 0);
        if (Math.min(a, b) < 1 || Math.max(a, b) >= x.rank()) {
            throw unsupported(node, "a swap of the axes " + a + " and " + b + " of " + x.size());
        }
        long[] order = LongStream.range(0, x.rank()).toArray();
        order[a] = b;
        order[b] = a;
        long[] shape = Arrays.stream(order).map(axis -> x.shape()[(int) axis]).toArray();
        return new SymbolValue(
                onnx.node("Transpose", out, List.of(x.name()), integers("perm", order)), shape);
    }

    private static int[] sorted(int[] axes) {
        int[] copy = axes.clone();
        Arrays.sort(copy);
        return copy;
    }

    SymbolValue concatenate(SymbolNode node, List<SymbolValue> parts, String out) {
        int axis = node.integer("dim", 1);
        if (parts.isEmpty() || axis < 1 || axis >= parts.get(0).rank()) {
            throw unsupported(node, "a Concat along " + axis);
        }
        long[] shape = parts.get(0).shape().clone();
        long sum = 0;
        for (SymbolValue part : parts) {
            long[] other = part.shape().clone();
            if (other.length == shape.length) {
                sum += other[axis];
                other[axis] = shape[axis];
            }
            if (!Arrays.equals(other, shape)) {
                throw misfit(node, parts.get(0).size() + " does not join " + part.size());
            }
        }
        shape[axis] = sum;
        List<String> names = parts.stream().map(SymbolValue::name).toList();
        return new SymbolValue(onnx.node("Concat", out, names, integer("axis", axis)), shape);
    }

    /** x / √(Σx² + eps), over an element of the batch, or over its channels alone. */
    SymbolValue unitLength(SymbolNode node, SymbolValue x, String out) {
        String mode = node.text("mode", "instance");
        long[] axes =
                switch (mode) {
                    case "instance" -> LongStream.range(1, x.rank()).toArray();
                    case "channel" -> new long[] {1};
                    case "spatial" -> LongStream.range(2, x.rank()).toArray();
                    default ->
                            throw unsupported(
                                    node, "L2Normalization " + MxNetRefusals.shortened(mode));
                };
        if (axes.length == 0 || x.rank() < 2) {
            throw unsupported(node, "L2Normalization of " + x.size());
        }
        String square = onnx.node("Mul", out + "/square", List.of(x.name(), x.name()));
        String along = onnx.longs(out + "/axes", axes);
        String sum = onnx.node("ReduceSum", out + "/sum", List.of(square, along));
        float[] epsilon = {(float) node.number("eps", 1e-10)};
        String least = onnx.floats(out + "/eps", epsilon);
        String safe = onnx.node("Add", out + "/safe", List.of(sum, least));
        String root = onnx.node("Sqrt", out + "/root", List.of(safe));
        return x.as(onnx.node("Div", out, List.of(x.name(), root)));
    }

    private RuntimeException misfit(SymbolNode node, String what) {
        return MxNetRefusals.misfit(graph.symbol().source(), node, what);
    }

    private RuntimeException unsupported(SymbolNode node, String what) {
        return MxNetRefusals.unsupported(graph.symbol().source(), node, what);
    }
}
