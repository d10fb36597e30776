package dev.interproto.desktop.datasets;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Picture;
import dev.interproto.desktop.control.ThumbnailView;
import dev.interproto.desktop.control.Thumbnails;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.controlsfx.control.GridCell;

/** An identity in the grid: first image, name, number of images; child identities are marked. */
final class IdentityCell extends GridCell<IdentityItem> {
    private final Messages messages;
    private final ThumbnailView thumbnail;
    private final Label name = new Label();
    private final Label count = new Label();
    private final Circle mark = new Circle(4);
    private final VBox tile;

    IdentityCell(Thumbnails thumbnails, Messages messages, Consumer<IdentityItem> chosen) {
        this.messages = messages;
        this.thumbnail = new ThumbnailView(thumbnails, 96);
        name.getStyleClass().add("identity-name");
        count.getStyleClass().add("identity-count");
        mark.getStyleClass().add("child-mark");
        mark.managedProperty().bind(mark.visibleProperty());
        HBox line = new HBox(5, mark, name);
        line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        line.setMaxWidth(96);
        tile = new VBox(thumbnail, line, count);
        tile.getStyleClass().add("thumbnail-tile");
        setOnMouseClicked(
                e -> {
                    if (getItem() != null) {
                        chosen.accept(getItem());
                    }
                });
    }

    @Override
    protected void updateItem(IdentityItem item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            thumbnail.show(Optional.empty());
            setGraphic(null);
            return;
        }
        thumbnail.show(
                Optional.of(
                        new Picture.OfSample(
                                item.dataset(), item.dataset().firstSample(item.identity()))));
        name.setText(item.name());
        count.setText(messages.text("datasets.tile.images", Formats.count(item.images())));
        mark.setVisible(item.child());
        setGraphic(tile);
    }
}
