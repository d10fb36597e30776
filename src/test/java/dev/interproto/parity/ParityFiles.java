package dev.interproto.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The folder of numbers computed by the reference implementation, and the rule by which its weights
 * and inputs are made. The folder is named by the system property {@code parity.dir}.
 */
public final class ParityFiles {
    private static final String DEFAULT_FOLDER = "../shared/parity";

    /**
     * One file of the manifest.
     *
     * @param path the file
     * @param kind {@code block}, {@code head}, {@code backbone} or {@code trajectory}
     * @param facts all fields of its manifest entry
     */
    public record Entry(Path path, String kind, JsonNode facts) {
        public NpzFile read() throws IOException {
            return NpzFile.read(path);
        }

        /** The file's name, for the test case. */
        public String name() {
            return path.getFileName().toString();
        }
    }

    private ParityFiles() {}

    /** The folder, if it is there. */
    public static Optional<Path> folder() {
        Path folder = Path.of(System.getProperty("parity.dir", DEFAULT_FOLDER));
        return Files.isRegularFile(folder.resolve("manifest.json"))
                ? Optional.of(folder)
                : Optional.empty();
    }

    /** What to say where the folder is absent. */
    public static String absence() {
        return "no reference numbers: "
                + System.getProperty("parity.dir", DEFAULT_FOLDER)
                + "/manifest.json is absent (set -Dparity.dir)";
    }

    /** The manifest's entries of one kind; empty where the folder is absent. */
    public static List<Entry> ofKind(String kind) throws IOException {
        List<Entry> entries = new ArrayList<>();
        Optional<Path> folder = folder();
        if (folder.isEmpty()) {
            return entries;
        }
        JsonNode manifest =
                new ObjectMapper().readTree(folder.get().resolve("manifest.json").toFile());
        for (Iterator<Map.Entry<String, JsonNode>> i = manifest.fields(); i.hasNext(); ) {
            Map.Entry<String, JsonNode> field = i.next();
            String found = field.getValue().path("kind").asText();
            if (found.equals(kind)) {
                entries.add(
                        new Entry(folder.get().resolve(field.getKey()), found, field.getValue()));
            }
        }
        return entries;
    }

    /** {@link #fill(long, String, double, double)} without offset. */
    public static float[] fill(long length, String key, double scale) {
        return fill(length, key, scale, 0);
    }

    /**
     * The rule of the folder's README: hash of index and key, spread over [offset − scale, offset +
     * scale).
     */
    public static float[] fill(long length, String key, double scale, double offset) {
        CRC32 crc = new CRC32();
        crc.update(key.getBytes(StandardCharsets.US_ASCII));
        long c = crc.getValue();
        float[] values = new float[(int) length];
        for (int i = 0; i < values.length; i++) {
            long h = (i * 2654435761L + c) & 0xffffffffL;
            h = ((h ^ (h >>> 15)) * 2246822519L) & 0xffffffffL;
            h ^= h >>> 13;
            values[i] = (float) ((h / 4294967296.0 - 0.5) * 2 * scale + offset);
        }
        return values;
    }

    /**
     * A tensor of a filled state dict, with the scale and offset the README gives for its name and
     * shape.
     *
     * @param tag the file's tag
     * @param name state-dict name
     * @param shape PyTorch shape
     */
    public static float[] fillParameter(String tag, String name, long[] shape) {
        long length = 1;
        for (long size : shape) {
            length *= size;
        }
        String key = tag + name;
        if (name.endsWith("running_mean")) {
            return fill(length, key, 0.1);
        }
        if (name.endsWith("running_var")) {
            return fill(length, key, 0.3, 1);
        }
        if (shape.length == 4) {
            double fanIn = shape[1] * shape[2] * shape[3];
            return fill(length, key, Math.sqrt(6 / fanIn) / (shape[2] > 1 ? 1.6 : 1.4));
        }
        if (shape.length == 2) {
            return fill(length, key, Math.sqrt(3.0 / shape[1]));
        }
        if (name.endsWith("bias")) {
            return fill(length, key, 0.05);
        }
        return isPRelu(name) ? fill(length, key, 0.2, 0.25) : fill(length, key, 0.2, 1);
    }

    /** PReLU slopes by their reference names: {@code prelu.weight}, third of a stem or unit. */
    private static boolean isPRelu(String name) {
        return name.endsWith("prelu.weight")
                || name.equals("input_layer.2.weight")
                || name.endsWith("res_layer.2.weight");
    }
}
