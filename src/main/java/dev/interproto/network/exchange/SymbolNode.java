package dev.interproto.network.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A node of an MXNet graph.
 *
 * @param operator such as {@code Convolution}; {@code null} (a word) for data and parameters
 * @param attributes as written, such as {@code (3, 3)}
 * @param inputs numbers of nodes, all smaller than this one's
 */
record SymbolNode(
        String operator, String name, Map<String, String> attributes, List<Integer> inputs) {
    /** What stands for data and parameters in place of an operator. */
    static final String VARIABLE = "null";

    SymbolNode {
        attributes = Map.copyOf(attributes);
        inputs = List.copyOf(inputs);
    }

    boolean isVariable() {
        return operator.equals(VARIABLE);
    }

    boolean is(String... operators) {
        return Arrays.asList(operators).contains(operator);
    }

    String text(String key, String otherwise) {
        return attributes.getOrDefault(key, otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        String text = attributes.get(key);
        if (text == null) {
            return otherwise;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw unreadable(key, text);
        };
    }

    double number(String key, double otherwise) {
        String text = attributes.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The message below says it for both.
        }
        throw unreadable(key, text);
    }

    int integer(String key, int otherwise) {
        double value = number(key, otherwise);
        if (value != (int) value) {
            throw unreadable(key, text(key, ""));
        }
        return (int) value;
    }

    /** Numbers in brackets, or a single one; the given ones where the key is absent. */
    int[] integers(String key, int... otherwise) {
        String text = attributes.get(key);
        if (text == null) {
            return otherwise;
        }
        String inner = text.replaceAll("[()\\[\\]\\sL]", "");
        try {
            return Arrays.stream(inner.split(","))
                    .filter(part -> !part.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
        } catch (NumberFormatException e) {
            throw unreadable(key, text);
        }
    }

    private RuntimeException unreadable(String key, String text) {
        return MxNetRefusals.unsupported(
                "The symbol", this, key + " = " + MxNetRefusals.shortened(text));
    }
}
