package dev.interproto.desktop.control;

import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.TableCell;

/** A table cell with a 48-pixel thumbnail; the table needs the style class with-thumbnails. */
public final class ThumbnailCell<R, V> extends TableCell<R, V> {
    private final ThumbnailView view;
    private final Function<V, Picture> picture;

    public ThumbnailCell(Thumbnails thumbnails, Function<V, Picture> picture) {
        this.view = new ThumbnailView(thumbnails, 48);
        this.picture = picture;
    }

    @Override
    protected void updateItem(V item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            view.show(Optional.empty());
            setGraphic(null);
        } else {
            view.show(Optional.of(picture.apply(item)));
            setGraphic(view);
        }
    }
}
