package dev.interproto.desktop.datasets;

import dev.interproto.dataset.FaceDataset;
import dev.interproto.desktop.control.AgeTexts;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Picture;
import dev.interproto.desktop.control.ThumbnailView;
import dev.interproto.desktop.control.Thumbnails;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.GridCell;
import org.controlsfx.control.GridView;

/** All images of one identity with their ages, youngest first. */
final class IdentityDetails extends VBox {
    private static final int AGELESS_LAST = 1000;

    IdentityDetails(IdentityItem item, Thumbnails thumbnails, Messages messages) {
        super(12);
        FaceDataset dataset = item.dataset();
        int first = dataset.firstSample(item.identity());
        List<Integer> samples =
                IntStream.range(first, first + item.images())
                        .boxed()
                        .sorted(Comparator.comparingInt(s -> dataset.age(s).orElse(AGELESS_LAST)))
                        .toList();
        Label summary = new Label(summary(dataset, samples, messages));
        summary.getStyleClass().add("secondary");
        GridView<Integer> grid = new GridView<>(FXCollections.observableArrayList(samples));
        grid.setCellWidth(82);
        grid.setCellHeight(104);
        grid.setHorizontalCellSpacing(2);
        grid.setVerticalCellSpacing(4);
        grid.setCellFactory(view -> new ImageCell(dataset, thumbnails, messages));
        VBox.setVgrow(grid, Priority.ALWAYS);
        getChildren().addAll(summary, grid);
    }

    private static String summary(FaceDataset dataset, List<Integer> samples, Messages messages) {
        List<Integer> ages =
                samples.stream()
                        .map(dataset::age)
                        .filter(OptionalInt::isPresent)
                        .map(OptionalInt::getAsInt)
                        .toList();
        String count = Formats.count(samples.size());
        return ages.isEmpty()
                ? messages.text("datasets.details.noAges", count)
                : messages.text(
                        "datasets.details.ages", count, ages.get(0), ages.get(ages.size() - 1));
    }

    /** One image and its age. */
    private static final class ImageCell extends GridCell<Integer> {
        private final FaceDataset dataset;
        private final Messages messages;
        private final ThumbnailView thumbnail;
        private final Label age = new Label();
        private final VBox tile;

        ImageCell(FaceDataset dataset, Thumbnails thumbnails, Messages messages) {
            this.dataset = dataset;
            this.messages = messages;
            this.thumbnail = new ThumbnailView(thumbnails, 80);
            age.getStyleClass().add("identity-count");
            tile = new VBox(2, thumbnail, age);
        }

        @Override
        protected void updateItem(Integer sample, boolean empty) {
            super.updateItem(sample, empty);
            if (empty || sample == null) {
                thumbnail.show(Optional.empty());
                setGraphic(null);
                return;
            }
            thumbnail.show(Optional.of(new Picture.OfSample(dataset, sample)));
            OptionalInt years = dataset.age(sample);
            age.setText(
                    years.isPresent()
                            ? messages.text(
                                    "datasets.details.age",
                                    AgeTexts.age(years, dataset.ageSource(sample)))
                            : messages.text("datasets.details.ageless"));
            String source =
                    dataset.ageSource(sample)
                            .map(from -> "\n" + AgeTexts.source(from, messages))
                            .orElse("");
            Tooltip.install(thumbnail, new Tooltip(dataset.images().describe(sample) + source));
            setGraphic(tile);
        }
    }
}
