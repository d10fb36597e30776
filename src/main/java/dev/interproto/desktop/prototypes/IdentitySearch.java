package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.Messages;
import dev.interproto.projection.PrototypeMap.MappedPrototype;
import java.util.function.IntConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** Lists the identities found while one types; Enter takes the first. FX thread only. */
final class IdentitySearch extends StackPane {
    private static final double ROW = 32;
    private static final int ROWS = 8;

    private final TextField field;
    private final PrototypesViewModel viewModel;
    private final IntConsumer choose;
    private final ListView<Integer> list = new ListView<>();

    IdentitySearch(
            TextField field, PrototypesViewModel viewModel, Messages messages, IntConsumer choose) {
        this.field = field;
        this.viewModel = viewModel;
        this.choose = choose;
        getStyleClass().add("search-results");
        setMaxHeight(USE_PREF_SIZE);
        setVisible(false);
        list.setId("search-matches");
        list.setFixedCellSize(ROW);
        list.setPlaceholder(new Label(messages.text("prototypes.search.none")));
        list.setCellFactory(view -> new MatchCell());
        getChildren().add(list);
        field.textProperty().addListener((o, old, now) -> look());
        field.setOnAction(
                e -> {
                    if (!list.getItems().isEmpty()) {
                        take(list.getItems().get(0));
                    }
                });
        field.setOnKeyPressed(
                key -> {
                    if (key.getCode() == KeyCode.DOWN && isVisible()) {
                        list.requestFocus();
                        list.getSelectionModel().selectFirst();
                        key.consume();
                    } else if (key.getCode() == KeyCode.ESCAPE && isVisible()) {
                        setVisible(false);
                        key.consume();
                    }
                });
        list.setOnMouseClicked(e -> takeSelected());
        list.setOnKeyPressed(
                key -> {
                    if (key.getCode() == KeyCode.ENTER) {
                        takeSelected();
                    } else if (key.getCode() == KeyCode.ESCAPE) {
                        setVisible(false);
                        field.requestFocus();
                        key.consume();
                    }
                });
    }

    private void look() {
        list.getItems().setAll(viewModel.matches(field.getText()));
        int rows = Math.max(1, Math.min(ROWS, list.getItems().size()));
        list.setPrefHeight(rows * ROW + 2);
        list.setMinHeight(rows * ROW + 2);
        setVisible(!field.getText().isBlank());
    }

    private void takeSelected() {
        Integer point = list.getSelectionModel().getSelectedItem();
        if (point != null) {
            take(point);
        }
    }

    private void take(int point) {
        setVisible(false);
        choose.accept(point);
    }

    private final class MatchCell extends ListCell<Integer> {
        @Override
        protected void updateItem(Integer point, boolean empty) {
            super.updateItem(point, empty);
            boolean gone =
                    empty
                            || point == null
                            || viewModel.mapProperty().get().isEmpty()
                            || point >= viewModel.mapProperty().get().get().points().size();
            if (gone) {
                setText("");
                setGraphic(null);
                return;
            }
            MappedPrototype found = viewModel.mapProperty().get().get().points().get(point);
            Region dot = new Region();
            dot.getStyleClass().addAll("legend-dot", found.child() ? "child" : "adult");
            setText(found.identity());
            setGraphic(dot);
        }
    }
}
