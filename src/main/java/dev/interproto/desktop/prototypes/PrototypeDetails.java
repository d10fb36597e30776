package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Picture;
import dev.interproto.desktop.control.ThumbnailView;
import dev.interproto.desktop.control.Thumbnails;
import dev.interproto.projection.PrototypeMap.MappedPrototype;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The selected identity's faces and its nearest prototypes. FX thread only. */
final class PrototypeDetails extends VBox {
    private static final int FACES = 4;
    private static final int NEIGHBOUR_FACES = 2;

    private final PrototypesViewModel viewModel;
    private final Thumbnails thumbnails;
    private final Messages messages;
    private final HBox faces = new HBox(8);
    private final ListView<PrototypeSet.Neighbour> list = new ListView<>();
    private final MappedPrototype point;

    PrototypeDetails(
            MappedPrototype point,
            PrototypesViewModel viewModel,
            Thumbnails thumbnails,
            Messages messages,
            Consumer<String> choose) {
        super(12);
        this.point = point;
        this.viewModel = viewModel;
        this.thumbnails = thumbnails;
        this.messages = messages;
        Region dot = new Region();
        dot.getStyleClass().addAll("legend-dot", point.child() ? "child" : "adult");
        Label kind =
                new Label(
                        messages.text(
                                point.child() ? "prototypes.child.one" : "prototypes.adult.one"),
                        dot);
        Label heading = new Label(messages.text("prototypes.neighbours"));
        heading.getStyleClass().add("section-title");
        list.setId("neighbours");
        list.getStyleClass().add("neighbour-list");
        list.setCellFactory(view -> new NeighbourCell());
        Label waiting = new Label(messages.text("prototypes.neighbours.none"));
        waiting.getStyleClass().add("secondary");
        waiting.setWrapText(true);
        list.setPlaceholder(waiting);
        list.setOnMouseClicked(
                e ->
                        Optional.ofNullable(list.getSelectionModel().getSelectedItem())
                                .ifPresent(near -> choose.accept(near.identity())));
        list.setOnKeyPressed(
                key -> {
                    PrototypeSet.Neighbour near = list.getSelectionModel().getSelectedItem();
                    if (key.getCode() == KeyCode.ENTER && near != null) {
                        choose.accept(near.identity());
                    }
                });
        VBox.setVgrow(list, Priority.ALWAYS);
        // What lies outside the page's own view does not inherit its style sheet.
        getStylesheets().add(PrototypeDetails.class.getResource("prototypes.css").toExternalForm());
        getChildren().addAll(kind, faces, heading, list);
        update();
    }

    /** Neighbours and faces as they are known by now. */
    void update() {
        list.getItems().setAll(viewModel.selected().neighboursProperty().get());
        faces.getChildren().clear();
        for (Picture picture : viewModel.faces().of(point.identity(), FACES)) {
            faces.getChildren().add(thumbnail(picture, 60));
        }
        faces.setManaged(!faces.getChildren().isEmpty());
    }

    private ThumbnailView thumbnail(Picture picture, double edge) {
        ThumbnailView view = new ThumbnailView(thumbnails, edge);
        view.show(Optional.of(picture));
        return view;
    }

    private final class NeighbourCell extends ListCell<PrototypeSet.Neighbour> {
        @Override
        protected void updateItem(PrototypeSet.Neighbour near, boolean empty) {
            super.updateItem(near, empty);
            if (empty || near == null) {
                setGraphic(null);
                return;
            }
            HBox pictures = new HBox(4);
            List<Picture> found = viewModel.faces().of(near.identity(), NEIGHBOUR_FACES);
            found.forEach(picture -> pictures.getChildren().add(thumbnail(picture, 48)));
            pictures.setManaged(!found.isEmpty());
            pictures.setMinWidth(100);
            Region dot = new Region();
            dot.getStyleClass().addAll("legend-dot", near.child() ? "child" : "adult");
            Label name = new Label(near.identity());
            Label kind =
                    new Label(
                            messages.text(near.child() ? "prototypes.child" : "prototypes.adult"),
                            dot);
            kind.getStyleClass().add("secondary");
            VBox words = new VBox(2, name, kind);
            words.setAlignment(Pos.CENTER_LEFT);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            Label cosine = new Label(Formats.decimal(near.cosine(), 3));
            cosine.setMinWidth(USE_PREF_SIZE);
            HBox row = new HBox(8, pictures, words, cosine);
            row.setAlignment(Pos.CENTER_LEFT);
            row.setMaxWidth(272);
            setGraphic(row);
        }
    }
}
