package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Picture;
import dev.interproto.desktop.control.ThumbnailView;
import dev.interproto.desktop.control.Thumbnails;
import dev.interproto.projection.PrototypeMap.MappedPrototype;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Name and faces of the identity under the mouse. FX thread only. */
final class HoverCard extends VBox {
    static final int FACES = 4;
    private static final double EDGE = 48;
    private static final double AWAY = 14;

    private final Messages messages;
    private final Region dot = new Region();
    private final Label name = new Label();
    private final Label kind = new Label();
    private final HBox faces = new HBox(4);
    private final List<ThumbnailView> views = new ArrayList<>();

    HoverCard(Thumbnails thumbnails, Messages messages) {
        this.messages = messages;
        setId("hover-card");
        getStyleClass().add("hover-card");
        name.getStyleClass().add("strong");
        kind.getStyleClass().add("secondary");
        HBox line = new HBox(6, dot, name, kind);
        line.setAlignment(Pos.CENTER_LEFT);
        for (int i = 0; i < FACES; i++) {
            views.add(new ThumbnailView(thumbnails, EDGE));
        }
        getChildren().addAll(line, faces);
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
    }

    void show(MappedPrototype point, List<Picture> pictures, Point2D at, Region within) {
        dot.getStyleClass().setAll("legend-dot", point.child() ? "child" : "adult");
        name.setText(point.identity());
        kind.setText(messages.text(point.child() ? "prototypes.child" : "prototypes.adult"));
        faces.getChildren().clear();
        for (int i = 0; i < Math.min(FACES, pictures.size()); i++) {
            views.get(i).show(Optional.of(pictures.get(i)));
            faces.getChildren().add(views.get(i));
        }
        faces.setVisible(!pictures.isEmpty());
        faces.setManaged(!pictures.isEmpty());
        setVisible(true);
        applyCss();
        double width = Math.ceil(prefWidth(-1));
        double height = Math.ceil(prefHeight(width));
        boolean right = at.getX() + AWAY + width <= within.getWidth();
        boolean below = at.getY() + AWAY + height <= within.getHeight();
        resizeRelocate(
                Math.max(0, right ? at.getX() + AWAY : at.getX() - AWAY - width),
                Math.max(0, below ? at.getY() + AWAY : at.getY() - AWAY - height),
                width,
                height);
        layout();
    }
}
