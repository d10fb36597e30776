package dev.interproto.desktop.datasets;

import dev.interproto.desktop.control.FigureTile;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import java.util.List;
import javafx.scene.Node;

/** The four figures on top of a dataset; they follow the child rule. */
final class DatasetTiles {
    private final Messages messages;
    private final FigureTile images;
    private final FigureTile identities;
    private final FigureTile aged;
    private final FigureTile children;

    DatasetTiles(DatasetsViewModel viewModel, Messages messages) {
        this.messages = messages;
        images = new FigureTile(messages.text("datasets.figure.images"));
        identities = new FigureTile(messages.text("datasets.figure.identities"));
        aged = new FigureTile(messages.text("datasets.figure.aged"));
        children = new FigureTile(messages.text("datasets.figure.children")).marked("child");
        images.setId("figure-images");
        identities.setId("figure-identities");
        children.setId("figure-children");
        viewModel.figuresProperty().addListener((o, old, now) -> now.ifPresent(this::show));
        viewModel.figuresProperty().get().ifPresent(this::show);
    }

    List<Node> nodes() {
        return List.of(images, identities, aged, children);
    }

    private void show(DatasetFigures figures) {
        images.numberProperty().set(Formats.count(figures.images()));
        identities.numberProperty().set(Formats.count(figures.identities()));
        aged.numberProperty().set(Formats.count(figures.aged()));
        children.numberProperty().set(Formats.count(figures.childIdentities()));
        String childImages = Formats.count(figures.childImages());
        children.noteProperty()
                .set("· " + messages.text("datasets.figure.childImages", childImages));
    }
}
