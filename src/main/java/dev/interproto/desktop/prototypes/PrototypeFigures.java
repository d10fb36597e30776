package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.projection.ProjectionQuality;
import dev.interproto.projection.Trustworthiness;
import dev.interproto.workspace.StoredMap;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** The row of figures: how child prototypes lie among the others, and how the map came about. */
final class PrototypeFigures {
    private final HBox strip;
    private final Messages messages;

    PrototypeFigures(HBox strip, Messages messages) {
        this.strip = strip;
        this.messages = messages;
    }

    void show(Optional<ProjectionQuality> quality, Optional<StoredMap.Facts> facts) {
        strip.getChildren()
                .setAll(
                        cosine(
                                "childChild",
                                "prototypes.childChild",
                                "prototypes.childChild.tip",
                                quality.map(ProjectionQuality::childChild)),
                        cosine(
                                "adultAdult",
                                "prototypes.adultAdult",
                                "prototypes.adultAdult.tip",
                                quality.map(ProjectionQuality::adultAdult)),
                        cosine(
                                "childAdult",
                                "prototypes.childAdult",
                                "prototypes.childAdult.tip",
                                quality.map(ProjectionQuality::childAdult)),
                        purity(quality),
                        trust(facts.flatMap(StoredMap.Facts::trustworthiness)),
                        figure(
                                "kl",
                                "prototypes.kl",
                                "prototypes.kl.tip",
                                Formats.decimal(
                                        facts.map(StoredMap.Facts::klDivergence).orElse(Double.NaN),
                                        3),
                                facts.map(this::options).orElse("")));
    }

    private VBox trust(Optional<Trustworthiness> measured) {
        return figure(
                "trust",
                "prototypes.trust",
                "prototypes.trust.tip",
                Formats.decimal(measured.map(Trustworthiness::value).orElse(Double.NaN), 4),
                measured.map(
                                trust ->
                                        messages.text(
                                                "prototypes.trust.note",
                                                Formats.count(trust.neighbours()),
                                                Formats.count(trust.points())))
                        .orElse(""));
    }

    private String options(StoredMap.Facts facts) {
        String options =
                messages.text(
                        "prototypes.kl.note",
                        Formats.decimal(facts.seconds(), 1),
                        Formats.count(facts.iterations()),
                        Formats.decimal(facts.perplexity(), 0),
                        Long.toString(facts.seed()));
        return facts.neighbourRecall()
                .map(
                        recall ->
                                messages.text(
                                        "prototypes.kl.approximate",
                                        options,
                                        Formats.decimal(recall.value(), 2),
                                        Formats.count(recall.queries())))
                .orElse(options);
    }

    private VBox cosine(String id, String name, String tip, Optional<OptionalDouble> value) {
        return figure(
                id,
                name,
                tip,
                Formats.decimal(value.orElse(OptionalDouble.empty()).orElse(Double.NaN), 4),
                "");
    }

    private VBox purity(Optional<ProjectionQuality> quality) {
        OptionalDouble purity =
                quality.map(ProjectionQuality::childPurity).orElse(OptionalDouble.empty());
        OptionalDouble expected =
                quality.map(ProjectionQuality::expectedPurity).orElse(OptionalDouble.empty());
        return figure(
                "purity",
                "prototypes.purity",
                "prototypes.purity.tip",
                Formats.percent(purity.orElse(Double.NaN)),
                expected.isPresent()
                        ? messages.text(
                                "prototypes.purity.note", Formats.percent(expected.getAsDouble()))
                        : "");
    }

    private VBox figure(String id, String name, String tip, String number, String note) {
        Label value = new Label(number);
        value.getStyleClass().add("number");
        value.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        Label words = new Label(messages.text(name));
        words.setWrapText(true);
        words.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
        VBox box = new VBox(value, words);
        if (!note.isEmpty()) {
            Label small = new Label(note);
            small.setWrapText(true);
            small.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
            box.getChildren().add(small);
        }
        box.setId("figure-" + id);
        box.getStyleClass().add("figure");
        box.setMinWidth(72);
        box.setPrefWidth(128);
        HBox.setHgrow(box, Priority.ALWAYS);
        Tooltip tooltip = new Tooltip(messages.text(tip));
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(360);
        tooltip.setShowDuration(Duration.seconds(30));
        Tooltip.install(box, tooltip);
        return box;
    }
}
