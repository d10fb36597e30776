package dev.interproto.network.exchange;

import dev.interproto.common.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes MXNet models for tests as {@code save_checkpoint} does: nodes in the order they are added,
 * the last of them the output, and float32 arrays of version 2.
 */
final class MxNetWriter {
    private final List<Map<String, Object>> nodes = new ArrayList<>();
    private final Map<String, MxNetArray> arrays = new LinkedHashMap<>();

    /** The image. */
    int data() {
        return add("null", "data", Map.of());
    }

    /** A trained array. */
    int parameter(String name, long[] shape, float... values) {
        return array("arg:", name, shape, values);
    }

    /** A running statistic. */
    int statistic(String name, float... values) {
        return array("aux:", name, new long[] {values.length}, values);
    }

    private int array(String kind, String name, long[] shape, float... values) {
        arrays.put(kind + name, new MxNetArray(shape, values));
        return add("null", name, Map.of());
    }

    /**
     * An operation.
     *
     * @param attributes such as {@code kernel=(3, 3); no_bias=True}
     * @param inputs numbers of nodes
     * @return its number
     */
    int node(String operator, String name, String attributes, int... inputs) {
        Map<String, String> parsed = new LinkedHashMap<>();
        for (String attribute : attributes.isEmpty() ? new String[0] : attributes.split("; ")) {
            parsed.put(attribute.split("=")[0], attribute.split("=")[1]);
        }
        return add(operator, name, parsed, inputs);
    }

    private int add(String operator, String name, Map<String, String> attributes, int... inputs) {
        int[][] references =
                Arrays.stream(inputs).mapToObj(i -> new int[] {i, 0, 0}).toArray(int[][]::new);
        nodes.add(Map.of("op", operator, "name", name, "attrs", attributes, "inputs", references));
        return nodes.size() - 1;
    }

    /** Writes both halves and returns the symbol's file. */
    Path writeTo(Path folder) throws IOException {
        Files.write(folder.resolve("model-0000.params"), params());
        int[][] heads = {{nodes.size() - 1, 0, 0}};
        return Files.write(
                folder.resolve("model-symbol.json"),
                Json.mapper().writeValueAsBytes(Map.of("nodes", nodes, "heads", heads)));
    }

    private byte[] params() {
        long values = arrays.values().stream().mapToLong(array -> array.values().length).sum();
        ByteBuffer out =
                ByteBuffer.allocate(Math.toIntExact(256L * (arrays.size() + 1) + 4 * values))
                        .order(ByteOrder.LITTLE_ENDIAN);
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
}
