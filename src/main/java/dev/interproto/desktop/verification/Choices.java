package dev.interproto.desktop.verification;

import dev.interproto.desktop.control.Messages;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;

/** Drop-down lists of values that have a name. */
final class Choices {
    private Choices() {}

    /** Shows each value by a name. */
    static <T> void named(ComboBox<T> box, Function<T, String> name) {
        box.setCellFactory(list -> new NamedCell<>(name));
        box.setButtonCell(new NamedCell<>(name));
    }

    /** Offers a network's files: a run's checkpoints, or the model's own. */
    static void ofCheckpoints(
            ComboBox<Path> box,
            ObservableList<Path> files,
            ObjectProperty<Optional<Path>> chosen,
            Messages messages) {
        named(box, file -> checkpoint(file, messages));
        box.setItems(files);
        box.setValue(chosen.get().orElse(null));
        box.valueProperty()
                .addListener(
                        (o, old, now) -> {
                            // The list being filled anew takes the value away for a moment.
                            if (now != null) {
                                chosen.set(Optional.of(now));
                            }
                        });
        chosen.addListener((o, old, now) -> box.setValue(now.orElse(null)));
    }

    private static String checkpoint(Path file, Messages messages) {
        String name = file.getFileName().toString();
        if (!file.endsWith(Path.of("checkpoints", name))) {
            return messages.text("choice.checkpoint.model");
        }
        String stem = name.replaceAll("\\.npz$", "");
        return stem.equals("last")
                ? messages.text("choice.checkpoint.last")
                : messages.text("choice.checkpoint.best", stem.replaceFirst("^best-", ""));
    }

    private static final class NamedCell<T> extends ListCell<T> {
        private final Function<T, String> name;

        NamedCell(Function<T, String> name) {
            this.name = name;
        }

        @Override
        protected void updateItem(T item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? "" : name.apply(item));
        }
    }
}
