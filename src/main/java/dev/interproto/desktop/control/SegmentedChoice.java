package dev.interproto.desktop.control;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/**
 * One of a few, as a row of buttons of which exactly one is pressed. Follows its value, and sets
 * it.
 *
 * @param <T> what is chosen
 */
public final class SegmentedChoice<T> extends HBox {
    private final ObjectProperty<T> value;
    private final ToggleGroup group = new ToggleGroup();

    /**
     * @param value of which the buttons are the choices
     */
    public SegmentedChoice(ObjectProperty<T> value) {
        this.value = value;
        getStyleClass().add("segmented");
        setMaxHeight(USE_PREF_SIZE);
    }

    /**
     * Adds a button at the right.
     *
     * @param id of the button
     */
    public SegmentedChoice<T> with(T choice, String id, String text) {
        ToggleButton button = new ToggleButton(text);
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setToggleGroup(group);
        button.setSelected(choice.equals(value.get()));
        button.setOnAction(
                e -> {
                    button.setSelected(true); // pressed again, it would be released
                    value.set(choice);
                });
        value.addListener((o, old, now) -> button.setSelected(choice.equals(now)));
        getChildren().add(button);
        place();
        return this;
    }

    /** As above, with an explanation. */
    public SegmentedChoice<T> with(T choice, String id, String text, String explanation) {
        with(choice, id, text);
        List<Node> buttons = getChildren();
        ((ToggleButton) buttons.get(buttons.size() - 1)).setTooltip(new Tooltip(explanation));
        return this;
    }

    /** Lets the buttons share the whole width. */
    public SegmentedChoice<T> filling() {
        getChildren().forEach(button -> HBox.setHgrow(button, Priority.ALWAYS));
        return this;
    }

    /** The outer buttons have round corners. */
    private void place() {
        int last = getChildren().size() - 1;
        for (int i = 0; i <= last; i++) {
            List<String> classes = getChildren().get(i).getStyleClass();
            classes.removeAll(List.of("first", "middle", "last"));
            classes.add(i == 0 ? "first" : i == last ? "last" : "middle");
        }
    }
}
