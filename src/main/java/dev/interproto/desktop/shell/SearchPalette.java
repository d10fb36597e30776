package dev.interproto.desktop.shell;

import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Ctrl+K: one field that finds commands, datasets, runs and identities. */
final class SearchPalette extends VBox {
    private static final double ROW_HEIGHT = 36;
    private static final int ROWS_SHOWN = 10;

    private final Search search;
    private final Runnable close;
    private final TextField field = new TextField();
    private final ListView<SearchHit> hits = new ListView<>();

    SearchPalette(Search search, Messages messages, Runnable close) {
        this.search = search;
        this.close = close;
        getStyleClass().add("palette");
        setId("search-palette");
        field.setId("search-field");
        field.setPromptText(messages.text("search.prompt"));
        field.textProperty().addListener((o, old, typed) -> find(typed));
        hits.setCellFactory(list -> new HitCell());
        hits.setFocusTraversable(false);
        hits.setFixedCellSize(ROW_HEIGHT);
        setMaxHeight(USE_PREF_SIZE);
        Label none = new Label(messages.text("search.none"));
        none.getStyleClass().add("secondary");
        hits.setPlaceholder(none);
        hits.setOnMouseClicked(e -> choose());
        VBox.setVgrow(hits, Priority.ALWAYS);
        getChildren().addAll(field, hits);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Empties the field and takes the focus. */
    void begin() {
        field.clear();
        find("");
        field.requestFocus();
    }

    private void find(String typed) {
        hits.getItems().setAll(search.find(typed));
        double rows = Math.max(1, Math.min(ROWS_SHOWN, hits.getItems().size()));
        hits.setPrefHeight(rows * ROW_HEIGHT);
        hits.getSelectionModel().selectFirst();
        hits.scrollTo(0);
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> hits.getSelectionModel().selectNext();
            case UP -> hits.getSelectionModel().selectPrevious();
            case ENTER -> choose();
            default -> {
                return;
            }
        }
        hits.scrollTo(Math.max(0, hits.getSelectionModel().getSelectedIndex() - 4));
        event.consume();
    }

    private void choose() {
        SearchHit hit = hits.getSelectionModel().getSelectedItem();
        if (hit != null) {
            close.run();
            hit.action().run();
        }
    }

    private static final class HitCell extends ListCell<SearchHit> {
        @Override
        protected void updateItem(SearchHit hit, boolean empty) {
            super.updateItem(hit, empty);
            if (empty || hit == null) {
                setGraphic(null);
                return;
            }
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            Label kind = new Label(hit.kind());
            kind.getStyleClass().add("secondary");
            kind.setMinWidth(USE_PREF_SIZE);
            HBox row = new HBox(10, Icons.of(hit.icon()), new Label(hit.text()), space, kind);
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
        }
    }
}
