package dev.interproto.desktop.control;

import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A large figure over its name, on a card. */
public final class FigureTile extends VBox {
    private final Label number = new Label("–");
    private final Label note = new Label();

    /**
     * @param name what the figure is
     */
    public FigureTile(String name) {
        getStyleClass().addAll("card", "figure-tile");
        number.getStyleClass().add("tile-number");
        Label label = new Label(name);
        label.getStyleClass().add("tile-label");
        note.getStyleClass().add("tile-label");
        note.managedProperty().bind(note.textProperty().isNotEmpty());
        HBox names = new HBox(6, label, note);
        getChildren().addAll(number, names);
        HBox.setHgrow(this, Priority.ALWAYS);
        setMaxWidth(Double.MAX_VALUE);
    }

    /** The figure, formatted. */
    public StringProperty numberProperty() {
        return number.textProperty();
    }

    /** A few words after the name, such as a share; may be empty. */
    public StringProperty noteProperty() {
        return note.textProperty();
    }

    /** Adds a style class that colours the figure: {@code child}, {@code danger}. */
    public FigureTile styled(String styleClass) {
        getStyleClass().add(styleClass);
        return this;
    }
}
