package dev.interproto.command;

import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.FaceDataset;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How commands speak of where ages come from. */
final class AgesText {
    private AgesText() {}

    /** In JSON: {@code file_name}. */
    static String key(AgeSource source) {
        return source.name().toLowerCase(Locale.ROOT);
    }

    /** {@code " (labels 300, estimated 12)"}; empty where no image has an age. */
    static String bySource(FaceDataset dataset) {
        Map<AgeSource, Integer> counts = dataset.ageCounts();
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(e -> key(e.getKey()).replace('_', ' ') + " " + e.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
