package dev.interproto.network.exchange;

import dev.interproto.face.Preprocessing;
import dev.interproto.face.Preprocessing.ColourOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.Onnx;

/**
 * What an ONNX file says about the pixels it wants: ours in its metadata, InsightFace's by the
 * arithmetic at its front.
 */
final class OnnxPreprocessing {
    private static final String COLOURS = "interproto.colours";
    private static final String MEAN = "interproto.mean";
    private static final String SCALE = "interproto.scale";
    private static final String SIZE = "interproto.size";

    private static final Set<String> SHIFTS = Set.of("Sub", "Add");
    private static final Set<String> FACTORS = Set.of("Mul", "Div");
    private static final Set<String> SILENT = Set.of("Identity", "Cast", "Transpose");

    private OnnxPreprocessing() {}

    /** Notes it in a file. */
    static void record(Preprocessing preprocessing, OnnxBuilder model) {
        model.metadata(COLOURS, preprocessing.colours().name());
        model.metadata(MEAN, Double.toString(preprocessing.mean()));
        model.metadata(SCALE, Double.toString(preprocessing.scale()));
        model.metadata(SIZE, Integer.toString(preprocessing.size()));
    }

    /** What {@link #record} noted; empty where it did not, or the notes make no sense. */
    static Optional<Preprocessing> recorded(Onnx.ModelProto model) {
        Map<String, String> notes =
                model.getMetadataPropsList().stream()
                        .collect(
                                Collectors.toMap(
                                        Onnx.StringStringEntryProto::getKey,
                                        Onnx.StringStringEntryProto::getValue,
                                        (first, second) -> second));
        if (!notes.keySet().containsAll(List.of(COLOURS, MEAN, SCALE, SIZE))) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Preprocessing(
                            ColourOrder.valueOf(notes.get(COLOURS)),
                            Double.parseDouble(notes.get(MEAN)),
                            Double.parseDouble(notes.get(SCALE)),
                            Integer.parseInt(notes.get(SIZE))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * InsightFace's convention ({@code model_zoo/arcface_onnx.py}): RGB, (x − 127.5)/127.5, or bare
     * pixel values where the graph itself begins with a subtraction and a multiplication.
     *
     * @param size of the input
     */
    static Preprocessing insightFace(Onnx.GraphProto graph, int size) {
        return normalisesItself(graph)
                ? new Preprocessing(ColourOrder.RGB, 0, 1, size)
                : new Preprocessing(ColourOrder.RGB, 127.5, 1 / 127.5, size);
    }

    private static boolean normalisesItself(Onnx.GraphProto graph) {
        Set<String> constants =
                graph.getInitializerList().stream()
                        .map(Onnx.TensorProto::getName)
                        .collect(Collectors.toCollection(HashSet::new));
        String value =
                graph.getInputList().stream()
                        .map(Onnx.ValueInfoProto::getName)
                        .filter(name -> !constants.contains(name))
                        .findFirst()
                        .orElse("");
        boolean shift = false;
        boolean factor = false;
        // Nodes stand in the order of their arithmetic, so one pass follows the image.
        for (Onnx.NodeProto node : graph.getNodeList()) {
            if (!node.getInputList().contains(value) || node.getOutputCount() != 1) {
                continue;
            }
            String operator = node.getOpType();
            if (SHIFTS.contains(operator)) {
                shift = true;
            } else if (FACTORS.contains(operator)) {
                factor = true;
            } else if (!SILENT.contains(operator)) {
                break;
            }
            value = node.getOutput(0);
        }
        return shift && factor;
    }
}
