package dev.interproto.desktop.control;

import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A large figure over its name, on a card. */
public final class FigureTile extends VBox {
    private final Label number = new Label("–");
    private final Label note = new Label();
    private final HBox names = new HBox(6);

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
        names.getChildren().addAll(label, note);
        names.setAlignment(Pos.CENTER_LEFT);
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

    /** Marks what the figure counts: {@code child}, {@code adult}, {@code genuine} … */
    public FigureTile marked(String meaning) {
        Region dot = new Region();
        dot.getStyleClass().addAll("meaning-dot", meaning);
        names.getChildren().add(0, dot);
        return this;
    }
}
