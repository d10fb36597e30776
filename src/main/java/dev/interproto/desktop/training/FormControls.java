package dev.interproto.desktop.training;

import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Controls of a form, with what is wrong beneath each. */
final class FormControls {
    private FormControls() {}

    /** One of some values, on a button that says which. */
    static <T> MenuButton choice(
            String id, ObjectProperty<T> value, List<T> values, Function<T, String> shown) {
        MenuButton button = new MenuButton();
        button.setId(id);
        offer(button, value, values, shown);
        button.textProperty()
                .bind(Bindings.createStringBinding(() -> shown.apply(value.get()), value));
        return button;
    }

    /** Puts other values in place of those a choice had. */
    static <T> void offer(
            MenuButton button, ObjectProperty<T> value, List<T> values, Function<T, String> shown) {
        button.getItems().clear();
        for (T each : values) {
            MenuItem item = new MenuItem(shown.apply(each));
            item.setOnAction(e -> value.set(each));
            button.getItems().add(item);
        }
    }

    /** A named text field. */
    static Node field(String id, String name, FormField<?> field) {
        TextField input = new TextField();
        input.setId(id);
        Label error = new Label();
        bind(input, error, field);
        return labelled(name, input, error);
    }

    /** Input under its name. */
    static Node labelled(String name, Node input, Label error) {
        Label label = new Label(name);
        label.getStyleClass().add("secondary");
        label.setLabelFor(input);
        error.getStyleClass().addAll("field-error");
        error.setWrapText(true);
        VBox box = new VBox(4, label, input, error);
        box.getStyleClass().add("form-field");
        return box;
    }

    /** Shows what is wrong beneath the field, and at once. */
    static void bind(TextField input, Label error, FormField<?> field) {
        input.textProperty().bindBidirectional(field.textProperty());
        error.textProperty().bind(field.errorProperty());
        error.managedProperty().bind(field.errorProperty().isNotEmpty());
        error.visibleProperty().bind(error.managedProperty());
        Runnable mark =
                () -> {
                    input.getStyleClass().remove("wrong");
                    if (!field.errorProperty().get().isEmpty()) {
                        input.getStyleClass().add("wrong");
                    }
                };
        field.errorProperty().addListener((o, old, now) -> mark.run());
        mark.run();
    }
}
