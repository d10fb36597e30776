package dev.interproto.desktop.control;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;

/** A table cell with some thumbnails side by side; the table needs the style with-thumbnails. */
public final class FacesCell<R> extends TableCell<R, R> {
    private final Function<R, List<Picture>> pictures;
    private final List<ThumbnailView> views;
    private final HBox row = new HBox(4);

    /**
     * @param most thumbnails shown
     */
    public FacesCell(Thumbnails thumbnails, int most, Function<R, List<Picture>> pictures) {
        this.pictures = pictures;
        this.views =
                java.util.stream.IntStream.range(0, most)
                        .mapToObj(i -> new ThumbnailView(thumbnails, 48))
                        .toList();
    }

    @Override
    protected void updateItem(R item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            return;
        }
        List<Picture> shown = pictures.apply(item);
        row.getChildren().clear();
        for (int i = 0; i < Math.min(views.size(), shown.size()); i++) {
            views.get(i).show(Optional.of(shown.get(i)));
            row.getChildren().add(views.get(i));
        }
        setGraphic(row);
    }
}
