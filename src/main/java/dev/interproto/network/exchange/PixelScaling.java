package dev.interproto.network.exchange;

import dev.interproto.face.Preprocessing;
import dev.interproto.face.Preprocessing.ColourOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The normalisation of pixels that InsightFace builds into its MXNet graphs. */
final class PixelScaling {
    /** Pixel values as they are, 0 to 255: InsightFace's data are RGB. */
    private static final Preprocessing PIXELS =
            new Preprocessing(ColourOrder.RGB, 0, 1, Preprocessing.STANDARD.size());

    private PixelScaling() {}

    /**
     * What a graph's input expects where nobody says so: pixels as they are if the graph itself
     * scales them or normalises them by a BatchNorm, else {@link Preprocessing#STANDARD}.
     */
    static Preprocessing expected(MxNetGraph graph) {
        MxNetSymbol symbol = graph.symbol();
        for (int number : symbol.needed(List.of(graph.embedding()))) {
            SymbolNode node = symbol.node(number);
            boolean normalises =
                    node.is(
                            "BatchNorm",
                            "_minus_scalar",
                            "_mul_scalar",
                            "_div_scalar",
                            "_plus_scalar");
            if (normalises && isImage(graph, node.inputs().isEmpty() ? -1 : node.inputs().get(0))) {
                return PIXELS;
            }
        }
        return Preprocessing.STANDARD;
    }

    /** Whether a node is the graph's image, perhaps copied. */
    private static boolean isImage(MxNetGraph graph, int number) {
        int at = number;
        while (at >= 0 && graph.symbol().node(at).is("identity", "_copy")) {
            at = graph.inputNumber(graph.symbol().node(at), 0);
        }
        return at >= 0
                && graph.symbol().node(at).isVariable()
                && !graph.arrays().containsKey(graph.symbol().node(at).name());
    }

    /**
     * The whole preprocessing before a node that the image reaches by scalings alone: the input's,
     * then the graph's. y = (x − m)·s and then (y − n)·t is (x − (m + n/s))·s·t.
     *
     * @return empty where something else lies between
     */
    static Optional<Preprocessing> before(MxNetGraph graph, int number, Preprocessing input) {
        Deque<SymbolNode> steps = new ArrayDeque<>();
        int at = number;
        while (!isImage(graph, at)) {
            SymbolNode node = graph.symbol().node(at);
            if (!node.is(
                    "_minus_scalar",
                    "_plus_scalar",
                    "_mul_scalar",
                    "_div_scalar",
                    "identity",
                    "_copy")) {
                return Optional.empty();
            }
            steps.push(node);
            at = graph.inputNumber(node, 0);
        }
        double mean = input.mean();
        double scale = input.scale();
        for (SymbolNode node : steps) {
            double scalar = node.number("scalar", 0);
            switch (node.operator()) {
                case "_minus_scalar" -> mean += scalar / scale;
                case "_plus_scalar" -> mean -= scalar / scale;
                case "_mul_scalar" -> scale *= scalar;
                case "_div_scalar" -> scale /= scalar;
                default -> {}
            }
        }
        boolean usable = Double.isFinite(mean) && Double.isFinite(scale) && scale != 0;
        return usable
                ? Optional.of(new Preprocessing(input.colours(), mean, scale, input.size()))
                : Optional.empty();
    }
}
