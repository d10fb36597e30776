package dev.interproto.desktop.datasets;

import dev.interproto.desktop.control.Messages;
import java.util.List;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The list of what was found and what is missing, with one button that adds it all. */
final class SurveyCard extends VBox {
    /** A page's worth: longer lists scroll within the card. */
    private static final double TALLEST = 460;

    private final Messages messages;

    /**
     * @param add called when the chosen items shall be added
     * @param cancel called when none of them shall
     */
    SurveyCard(SurveyChoice choice, Messages messages, Runnable add, Runnable cancel) {
        super(12);
        this.messages = messages;
        setId("survey");
        Label title = new Label(messages.text("datasets.survey", choice.folder()));
        title.getStyleClass().add("section-title");
        title.setWrapText(true);
        VBox rows = new VBox();
        choice.items().forEach(item -> rows.getChildren().add(row(item)));
        List<String> missing = choice.missing();
        if (!missing.isEmpty()) {
            rows.getChildren().add(missing(missing));
        }
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(TALLEST);
        scroll.getStyleClass().add("edge-to-edge");
        getChildren().addAll(title, scroll, buttons(choice, add, cancel));
    }

    private Node row(SurveyChoice.Item item) {
        CheckBox box = new CheckBox(item.title());
        box.setMnemonicParsing(false);
        box.selectedProperty().bindBidirectional(item.takenProperty());
        Label detail = sentence(item.detail());
        VBox row = new VBox(2, box, detail);
        item.missing().forEach(text -> row.getChildren().add(sentence("– " + text)));
        row.getStyleClass().add("survey-row");
        return row;
    }

    private Node missing(List<String> sentences) {
        Label heading = new Label(messages.text("datasets.survey.missing"));
        heading.getStyleClass().add("strong");
        VBox all = new VBox(2, heading);
        sentences.forEach(text -> all.getChildren().add(sentence("– " + text)));
        all.getStyleClass().add("survey-row");
        return all;
    }

    private Node buttons(SurveyChoice choice, Runnable add, Runnable cancel) {
        Button adding = new Button(messages.text("datasets.survey.add"));
        adding.setId("add-found");
        adding.getStyleClass().add("primary");
        adding.setDefaultButton(true);
        adding.setOnAction(e -> add.run());
        BooleanBinding none =
                Bindings.createBooleanBinding(
                        () -> choice.items().stream().noneMatch(i -> i.takenProperty().get()),
                        choice.items().stream()
                                .map(SurveyChoice.Item::takenProperty)
                                .toArray(Observable[]::new));
        adding.disableProperty().bind(none);
        Button cancelling = new Button(messages.text("datasets.choices.cancel"));
        cancelling.setCancelButton(true);
        cancelling.setOnAction(e -> cancel.run());
        return new HBox(8, adding, cancelling);
    }

    private static Label sentence(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("secondary");
        label.setWrapText(true);
        label.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
        return label;
    }
}
