package dev.interproto.desktop.shell;

import dev.interproto.desktop.control.Messages;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** F1: what the page in front does, and the keys that work everywhere. */
final class HelpCard extends VBox {
    HelpCard(Page page, Messages messages) {
        getStyleClass().add("floating");
        setId("help-card");
        setPrefWidth(520);
        setMaxSize(520, USE_PREF_SIZE);
        Label title = new Label(page.model().titleProperty().get());
        title.getStyleClass().add("section-title");
        getChildren().add(title);
        for (String paragraph : page.help().split("\n\n")) {
            add(paragraph, "text-primary");
        }
        add(messages.text("help.keys"), "secondary");
    }

    private void add(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add(style);
        getChildren().add(label);
    }
}
