package dev.interproto.desktop.control;

import dev.interproto.dataset.AgeSource;
import java.util.Optional;
import java.util.OptionalInt;

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
}
