package dev.interproto.desktop.control;

import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Names and values under headings, as the details pane shows them. */
public final class FactList extends ScrollPane {
    private final VBox lines = new VBox(8);

    public FactList() {
        setContent(lines);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        lines.setStyle("-fx-padding: 0 8 0 0;");
    }

    public void clear() {
        lines.getChildren().clear();
    }

    /** The sentences of a failure; empty ones are left out. */
    public void failure(String what, String meaning, String remedy) {
        for (String sentence : List.of(what, meaning, remedy)) {
            if (!sentence.isEmpty()) {
                Label line = new Label(sentence);
                line.setWrapText(true);
                line.setMinHeight(Region.USE_PREF_SIZE);
                line.getStyleClass().add(sentence.equals(what) ? "danger-text" : "secondary");
                lines.getChildren().add(line);
            }
        }
    }

    /** Names with their values under a heading. */
    public void section(String title, Map<String, String> rows) {
        Label heading = new Label(title);
        heading.getStyleClass().add("strong");
        heading.setStyle("-fx-padding: 8 0 0 0;");
        lines.getChildren().add(heading);
        rows.forEach(
                (name, value) -> {
                    Label left = new Label(name);
                    left.getStyleClass().add("secondary");
                    left.setMinWidth(112);
                    left.setPrefWidth(112);
                    left.setWrapText(true);
                    left.setMinHeight(Region.USE_PREF_SIZE);
                    Label right = new Label(value);
                    right.setWrapText(true);
                    right.setMinHeight(Region.USE_PREF_SIZE);
                    right.setMaxWidth(Double.MAX_VALUE);
                    HBox.setHgrow(right, Priority.ALWAYS);
                    lines.getChildren().add(new HBox(8, left, right));
                });
    }

    /** Adds a node of the caller's. */
    public void add(javafx.scene.Node node) {
        lines.getChildren().add(node);
    }
}
