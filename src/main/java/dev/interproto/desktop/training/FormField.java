package dev.interproto.desktop.training;

import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * What a person types, and what it means.
 *
 * @param <T> what the text becomes
 */
final class FormField<T> {
    private final StringProperty text;
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
    private final Function<String, Optional<T>> parser;

    /**
     * @param parser empty for a text that makes no sense
     * @param complaint shown beside the field then
     */
    FormField(String initial, Function<String, Optional<T>> parser, String complaint) {
        this.parser = parser;
        this.text = new SimpleStringProperty(initial);
        text.addListener((o, old, now) -> error.set(value().isPresent() ? "" : complaint));
        error.set(value().isPresent() ? "" : complaint);
    }

    /** A finite number, with a point or a comma. */
    static FormField<Double> decimal(DoublePredicate sound, String complaint) {
        return new FormField<>(
                "",
                text ->
                        Optional.of(Double.parseDouble(text.replace(',', '.')))
                                .filter(v -> Double.isFinite(v) && sound.test(v)),
                complaint);
    }

    /** A whole number. */
    static FormField<Integer> whole(IntPredicate sound, String complaint) {
        return new FormField<>(
                "", text -> Optional.of(Integer.parseInt(text)).filter(sound::test), complaint);
    }

    StringProperty textProperty() {
        return text;
    }

    /** What is wrong with the text; empty when nothing is. */
    ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    /** The text's meaning, where it has one. */
    Optional<T> value() {
        try {
            return parser.apply(text.get().strip());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
