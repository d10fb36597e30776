package dev.interproto.desktop.runs;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.workspace.RunRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** All about one run, in the pane at the right. */
final class RunDetails {
    private final Messages messages;
    private final RunTexts texts;
    private final VBox content = new VBox(8);
    private final ScrollPane pane = new ScrollPane(content);

    RunDetails(Messages messages) {
        this.messages = messages;
        this.texts = new RunTexts(messages);
        pane.setFitToWidth(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        content.setStyle("-fx-padding: 0 8 0 0;");
    }

    Node node() {
        return pane;
    }

    void show(RunRow row) {
        content.getChildren().clear();
        RunRecord record = row.record();
        StatusChip chip = new StatusChip(texts);
        chip.show(row.status());
        content.getChildren().add(chip);
        record.failure().ifPresent(this::showFailure);
        section(messages.text("runs.details.results"), results(row));
        section(messages.text("runs.details.data"), data(record));
        section(messages.text("runs.details.configuration"), texts.rows(row.configuration()));
        section(messages.text("runs.details.environment"), record.environment());
    }

    private void showFailure(RunRecord.Failure failure) {
        for (String sentence : List.of(failure.what(), failure.meaning(), failure.remedy())) {
            if (!sentence.isEmpty()) {
                Label line = new Label(sentence);
                line.setWrapText(true);
                line.setMinHeight(Region.USE_PREF_SIZE);
                line.getStyleClass()
                        .add(sentence.equals(failure.what()) ? "danger-text" : "secondary");
                content.getChildren().add(line);
            }
        }
    }

    private Map<String, String> results(RunRow row) {
        RunRecord record = row.record();
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(
                messages.text("runs.details.epochs"),
                record.epochsDone() + " / " + row.configuration().epochs());
        rows.put(messages.text("runs.details.step"), Formats.count(record.step()));
        rows.put(messages.text("runs.details.duration"), Formats.duration(row.trained()));
        record.best()
                .forEach(
                        (testSet, best) ->
                                rows.put(
                                        testSet,
                                        messages.text(
                                                "runs.details.best",
                                                Formats.percent(best.accuracy()),
                                                Formats.count(best.pairs()),
                                                best.epoch() + 1)));
        return rows;
    }

    private Map<String, String> data(RunRecord record) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(messages.text("runs.config.dataset"), record.data().name());
        rows.put(messages.text("runs.details.folder"), record.data().root());
        rows.put(messages.text("runs.details.images"), Formats.count(record.data().images()));
        rows.put(
                messages.text("runs.details.identities"),
                Formats.count(record.data().identities()));
        rows.put(
                messages.text("runs.details.children"),
                Formats.count(record.data().childIdentities()));
        return rows;
    }

    private void section(String title, Map<String, String> rows) {
        Label heading = new Label(title);
        heading.getStyleClass().add("strong");
        heading.setStyle("-fx-padding: 8 0 0 0;");
        content.getChildren().add(heading);
        rows.forEach(
                (name, value) -> {
                    Label left = new Label(name);
                    left.getStyleClass().add("secondary");
                    left.setMinWidth(112);
                    left.setPrefWidth(112);
                    left.setWrapText(true);
                    Label right = new Label(value);
                    right.setWrapText(true);
                    right.setMinHeight(Region.USE_PREF_SIZE);
                    right.setMaxWidth(Double.MAX_VALUE);
                    HBox.setHgrow(right, Priority.ALWAYS);
                    content.getChildren().add(new HBox(8, left, right));
                });
    }
}
