package dev.interproto.desktop.control;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.Ikon;

/** What an empty page shows: one sentence and the button that begins. */
public final class EmptyState extends VBox {
    private final HBox buttons = new HBox(8);

    /**
     * @param icon drawn large and faint
     * @param sentence what is missing, or what will be here
     */
    public EmptyState(Ikon icon, String sentence) {
        getStyleClass().add("empty-state");
        Label label = new Label(sentence);
        label.getStyleClass().add("sentence");
        label.setWrapText(true);
        label.setMaxWidth(480);
        label.setAlignment(Pos.CENTER);
        label.setTextAlignment(TextAlignment.CENTER);
        buttons.setAlignment(Pos.CENTER);
        getChildren().addAll(Icons.of(icon), label, buttons);
    }

    /** The button that begins. */
    public EmptyState begin(String id, String text, Ikon icon, Runnable action) {
        return add(id, text, icon, "primary", action);
    }

    /** Another way to begin. */
    public EmptyState orElse(String id, String text, Ikon icon, Runnable action) {
        return add(id, text, icon, "secondary-action", action);
    }

    private EmptyState add(String id, String text, Ikon icon, String style, Runnable action) {
        Button button = new Button(text, Icons.of(icon));
        button.setId(id);
        button.getStyleClass().add(style);
        button.setOnAction(e -> action.run());
        buttons.getChildren().add(button);
        return this;
    }
}
