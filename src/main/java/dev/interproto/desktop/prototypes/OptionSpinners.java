package dev.interproto.desktop.prototypes;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.Property;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** Numbers that are set before a computation. */
final class OptionSpinners {
    private OptionSpinners() {}

    /** Lets a spinner set a property. */
    static <T> void bind(Spinner<T> spinner, Property<Number> property, Label label, String tip) {
        spinner.valueProperty()
                .addListener(
                        (o, old, now) -> {
                            if (now instanceof Number number) {
                                property.setValue(number);
                            }
                        });
        label.setTooltip(tooltip(tip));
        label.setLabelFor(spinner);
        // What was typed counts also without Enter.
        spinner.focusedProperty()
                .addListener(
                        (o, old, focused) -> {
                            if (!focused) {
                                spinner.increment(0);
                            }
                        });
    }

    /** What is set, in a few lines. */
    static Tooltip tooltip(String text) {
        Tooltip tooltip = new Tooltip(text);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(320);
        return tooltip;
    }

    /**
     * A whole number with its name, which follows the property.
     *
     * @param id of the spinner, for tests
     */
    static Node whole(
            String id, String name, String tip, IntegerProperty property, int from, int to) {
        SpinnerValueFactory.IntegerSpinnerValueFactory values =
                new SpinnerValueFactory.IntegerSpinnerValueFactory(from, to, property.get());
        Spinner<Integer> spinner = new Spinner<>(values);
        spinner.setId(id);
        spinner.setEditable(true);
        spinner.setPrefWidth(88);
        Label label = new Label(name);
        bind(spinner, property, label, tip);
        property.addListener((o, old, now) -> values.setValue(now.intValue()));
        HBox box = new HBox(8, label, spinner);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }
}
