package dev.interproto.desktop.verification;

import dev.interproto.dataset.ImageLocation;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Picture;
import dev.interproto.desktop.control.ThumbnailView;
import dev.interproto.desktop.control.Thumbnails;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The selected pair: both faces large, ages, similarity, verdict. */
final class PairDetails extends ScrollPane {
    private static final double EDGE = 128;

    private final Messages messages;

    PairDetails(
            PairRow row,
            VerificationViewModel viewModel,
            Thumbnails thumbnails,
            Messages messages,
            Runnable compare) {
        this.messages = messages;
        setFitToWidth(true);
        // What lies outside the page's own view does not inherit its style sheet.
        getStylesheets().add(PairDetails.class.getResource("verification.css").toExternalForm());
        setHbarPolicy(ScrollBarPolicy.NEVER);
        HBox faces =
                new HBox(
                        16,
                        face(row.first(), row.firstName(), row.firstAge(), thumbnails),
                        face(row.second(), row.secondName(), row.secondAge(), thumbnails));
        Label kind =
                new Label(
                        messages.text(
                                row.genuine()
                                        ? "verification.details.genuine"
                                        : "verification.details.impostor"));
        Label similarity =
                new Label(
                        messages.text(
                                "verification.details.similarity",
                                Formats.decimal(row.similarity(), 4)));
        similarity.getStyleClass().add("section-title");
        SimilarityBar bar = new SimilarityBar(EDGE * 2);
        Label verdict = new Label();
        verdict.setWrapText(true);
        verdict.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> verdict(row, viewModel.thresholdProperty().get()),
                                viewModel.thresholdProperty()));
        verdict.textProperty().addListener((o, old, now) -> bar.show(row, viewModel));
        bar.show(row, viewModel);
        Button button = new Button(messages.text("verification.details.compare"));
        button.setId("open-in-compare");
        button.setGraphic(Icons.of(Feather.USERS));
        button.setOnAction(e -> compare.run());
        button.setVisible(row.first().entry().isEmpty() && row.second().entry().isEmpty());
        VBox column = new VBox(12, faces, kind, similarity, bar, verdict, button);
        column.getStyleClass().add("pair-details");
        gap(row).ifPresent(text -> column.getChildren().add(2, text));
        setContent(column);
    }

    private String verdict(PairRow row, double threshold) {
        return messages.text(
                row.acceptedAt(threshold)
                        ? "verification.details.accepted"
                        : "verification.details.rejected",
                Formats.decimal(threshold, 4),
                messages.text(
                        row.rightAt(threshold) ? "verification.right" : "verification.wrong"));
    }

    private Optional<Node> gap(PairRow row) {
        if (row.firstAge().isEmpty() || row.secondAge().isEmpty()) {
            return Optional.empty();
        }
        int years = Math.abs(row.firstAge().getAsInt() - row.secondAge().getAsInt());
        return Optional.of(new Label(messages.text("verification.details.gap", years)));
    }

    private Node face(ImageLocation image, String name, OptionalInt age, Thumbnails thumbnails) {
        ThumbnailView view = new ThumbnailView(thumbnails, EDGE);
        view.show(Optional.of(new Picture.Located(image)));
        Tooltip.install(view, new Tooltip(image.toString()));
        Label words = new Label(name);
        words.setWrapText(true);
        words.setMaxWidth(EDGE);
        VBox box = new VBox(4, view, words);
        Label years =
                new Label(
                        age.isPresent()
                                ? messages.text("verification.details.age", age.getAsInt())
                                : messages.text("verification.details.ageless"));
        years.getStyleClass().add("secondary");
        box.getChildren().add(years);
        return box;
    }
}
