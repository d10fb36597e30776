package dev.interproto.network.exchange;

import dev.interproto.common.UserFacingException;
import dev.interproto.network.Backbone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells which of our backbones a set of tensors is, by their names and shapes alone. */
final class BackboneRecognition {
    /** How many tensors a message names of each sort. */
    private static final int NAMED = 3;

    /** Longest name within a message. */
    private static final int LETTERS = 100;

    /** What lies between the tensors and one backbone. */
    private record Difference(
            Backbone backbone, List<String> missing, List<String> misshapen, List<String> unknown) {
        int size() {
            return missing.size() + misshapen.size() + unknown.size();
        }

        String text() {
            List<String> parts = new ArrayList<>();
            if (!missing.isEmpty()) {
                parts.add(missing.size() + " missing" + some(missing));
            }
            if (!misshapen.isEmpty()) {
                parts.add(misshapen.size() + " of another shape" + some(misshapen));
            }
            if (!unknown.isEmpty()) {
                parts.add(unknown.size() + " unexpected" + some(unknown));
            }
            return String.join(", ", parts);
        }

        private static String some(List<String> names) {
            String first =
                    names.stream()
                            .limit(NAMED)
                            .map(BackboneRecognition::shortened)
                            .collect(Collectors.joining(", "));
            return " (" + first + (names.size() > NAMED ? ", …)" : ")");
        }
    }

    private BackboneRecognition() {}

    /** A name from a file may be of any length; a message is not. */
    private static String shortened(String name) {
        return name.length() <= LETTERS ? name : name.substring(0, LETTERS) + "…";
    }

    /**
     * The backbone whose parameters are exactly these.
     *
     * @param source the file, for messages
     * @param shapes PyTorch shape by state-dict name, in any order
     * @throws UserFacingException naming the nearest backbone, and the tensors that are missing, of
     *     another shape or unexpected: the first few and how many
     */
    static Backbone recognise(String source, Map<String, long[]> shapes) {
        Difference nearest = null;
        for (Backbone backbone : Backbone.values()) {
            Difference difference = difference(backbone, shapes);
            if (difference.size() == 0) {
                return backbone;
            }
            if (nearest == null || difference.size() < nearest.size()) {
                nearest = difference;
            }
        }
        throw new UserFacingException(
                "The tensors of " + source + " are those of no backbone that is known here.",
                "Nearest is "
                        + nearest.backbone().title()
                        + "; of its tensors and the file's: "
                        + nearest.text()
                        + ".",
                "Save the state dict of an IR, IR-SE or MobileFaceNet of the reference, or import"
                        + " the model as ONNX, where any network is taken.");
    }

    private static Difference difference(Backbone backbone, Map<String, long[]> shapes) {
        Map<String, long[]> expected = backbone.parameterShapes();
        List<String> missing = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        expected.forEach(
                (name, shape) -> {
                    long[] found = shapes.get(name);
                    if (found == null) {
                        missing.add(name);
                    } else if (!Arrays.equals(shape, found)) {
                        misshapen.add(
                                name
                                        + " "
                                        + Arrays.toString(found)
                                        + " instead of "
                                        + Arrays.toString(shape));
                    }
                });
        List<String> unknown =
                shapes.keySet().stream().filter(name -> !expected.containsKey(name)).toList();
        return new Difference(backbone, missing, misshapen, unknown);
    }
}
