package dev.interproto.desktop.training;

import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Pixels;
import dev.interproto.face.RgbImage;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** A strip of faces: above as they are, below as the network will see them. */
final class SeenFacesCard {
    private static final double EDGE = 96;

    private final Messages messages;
    private final SeenFacesPreview preview;

    SeenFacesCard(Messages messages, SeenFacesPreview preview) {
        this.messages = messages;
        this.preview = preview;
    }

    /** Fills a card and keeps it up to date. */
    void fill(VBox card) {
        Label title = new Label(messages.text("training.seen"));
        title.getStyleClass().add("section-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button another =
                new Button(messages.text("training.seen.another"), Icons.of(Feather.REFRESH_CW));
        another.setId("seen-another");
        another.setTooltip(new Tooltip(messages.text("training.seen.another.tip")));
        another.setOnAction(e -> preview.another());
        HBox head = new HBox(12, title, space, another);
        head.setAlignment(Pos.CENTER_LEFT);
        Label about = new Label();
        about.setId("seen-about");
        about.getStyleClass().add("secondary");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        FlowPane strip = new FlowPane(8, 8);
        strip.setId("seen-faces");
        strip.setPrefWrapLength(480);
        strip.setMinWidth(0);
        card.getChildren().addAll(head, about, strip);
        preview.shownProperty().addListener((o, old, now) -> show(about, strip, now));
        show(about, strip, preview.shownProperty().get());
    }

    private void show(Label about, FlowPane strip, Optional<SeenFacesPreview.Draw> shown) {
        about.setText(
                shown.map(draw -> messages.text("training.seen.about", draw.epoch() + 1))
                        .orElseGet(() -> messages.text("training.seen.none")));
        strip.getChildren()
                .setAll(
                        shown.map(SeenFacesPreview.Draw::faces)
                                .map(
                                        faces ->
                                                faces.stream()
                                                        .map(
                                                                face ->
                                                                        new VBox(
                                                                                4,
                                                                                view(face.plain()),
                                                                                view(face.seen())))
                                                        .toList())
                                .orElseGet(java.util.List::of));
    }

    private static ImageView view(RgbImage image) {
        ImageView view = new ImageView(Pixels.of(image));
        view.setFitWidth(EDGE);
        view.setFitHeight(EDGE);
        return view;
    }
}
