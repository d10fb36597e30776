package dev.interproto.desktop.control;

import java.util.Optional;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;

/** A square thumbnail with rounded corners; grey until its image is decoded. FX thread only. */
public final class ThumbnailView extends StackPane {
    private static final double CORNER = 8;

    private final Thumbnails thumbnails;
    private final double edge;
    private final ImageView view = new ImageView();
    private Optional<Picture> shown = Optional.empty();

    /**
     * @param edge in logical pixels: 48 in tables, 96 in grids, 112 in comparison
     */
    public ThumbnailView(Thumbnails thumbnails, double edge) {
        this.thumbnails = thumbnails;
        this.edge = edge;
        getStyleClass().add("thumbnail-frame");
        setMinSize(edge, edge);
        setMaxSize(edge, edge);
        setPrefSize(edge, edge);
        view.setFitWidth(edge);
        view.setFitHeight(edge);
        view.setSmooth(true);
        Rectangle clip = new Rectangle(edge, edge);
        clip.setArcWidth(CORNER);
        clip.setArcHeight(CORNER);
        setClip(clip);
        getChildren().add(view);
    }

    /** Shows a picture, or nothing. */
    public void show(Optional<Picture> picture) {
        if (picture.equals(shown)) {
            return;
        }
        shown = picture;
        view.setImage(null);
        // Twice the logical size: sharp at 200 % scale, and the cache is bounded anyway.
        int pixels = (int) (2 * edge);
        picture.ifPresent(
                p ->
                        thumbnails
                                .cached(p, pixels)
                                .ifPresentOrElse(
                                        view::setImage,
                                        () ->
                                                thumbnails.load(
                                                        p,
                                                        pixels,
                                                        () -> shown.equals(picture),
                                                        image -> accept(picture, image))));
    }

    private void accept(Optional<Picture> picture, Optional<javafx.scene.image.Image> image) {
        if (shown.equals(picture)) {
            image.ifPresent(view::setImage);
        }
    }
}
