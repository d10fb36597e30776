package dev.interproto.desktop.control;

import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.FaceDataset;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** How the workbench writes ages and where they come from. */
public final class AgeTexts {
    private AgeTexts() {}

    /** {@code 34}, or {@code ≈ 34} where a model guessed it; empty for no age. */
    public static String age(OptionalInt years, Optional<AgeSource> source) {
        if (years.isEmpty()) {
            return "";
        }
        boolean guessed = source.filter(AgeSource.ESTIMATED::equals).isPresent();
        return (guessed ? "≈\u2009" : "") + years.getAsInt();
    }

    /** In a word or two. */
    public static String source(AgeSource source, Messages messages) {
        return messages.text(
                switch (source) {
                    case LABELS -> "ages.source.labels";
                    case FILE_NAME -> "ages.source.fileName";
                    case EDITED -> "ages.source.edited";
                    case ESTIMATED -> "ages.source.estimated";
                });
    }

    /**
     * Where the ages of a dataset come from, as one line.
     *
     * @param labels the file that gives them, where a person chose one
     * @param dataset once it is open
     */
    public static String origin(
            Optional<Path> labels, Optional<FaceDataset> dataset, Messages messages) {
        if (labels.isPresent()) {
            return messages.text("datasets.ages.file", labels.get().getFileName());
        }
        String sources =
                dataset.stream()
                        .flatMap(open -> open.ageCounts().keySet().stream())
                        .map(source -> source(source, messages))
                        .collect(Collectors.joining(", "));
        return sources.isEmpty()
                ? messages.text("datasets.ages.none")
                : messages.text("datasets.ages.from", sources);
    }
}
