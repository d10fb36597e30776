package dev.interproto.desktop.verification;

import dev.interproto.desktop.chart.FigureExport;
import dev.interproto.desktop.control.CsvTable;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.verification.Breakdown;
import dev.interproto.verification.BreakdownGroup;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** In the details pane: the verdicts by kind of pair, age of the younger and gap. */
final class BreakdownPane extends ScrollPane {
    private final Messages messages;

    BreakdownPane(Optional<Breakdown> breakdown, Messages messages, FigureExport export) {
        this.messages = messages;
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        // What lies outside the page's own view does not inherit its style sheet.
        getStylesheets().add(BreakdownPane.class.getResource("verification.css").toExternalForm());
        VBox column = new VBox(10);
        column.getStyleClass().add("pair-details");
        setContent(column);
        if (breakdown.isEmpty()) {
            column.getChildren().add(words(messages.text("verification.apart.ageless")));
            return;
        }
        Breakdown now = breakdown.get();
        Label about =
                words(
                        messages.text(
                                "verification.apart.about",
                                Formats.decimal(now.threshold(), 4),
                                Formats.count(now.agedPairs()),
                                Formats.count(now.pairs()),
                                Integer.toString(now.childAge())));
        about.getStyleClass().add("secondary");
        column.getChildren().add(about);
        for (BreakdownGroup.By by : BreakdownGroup.By.values()) {
            List<BreakdownGroup> groups =
                    now.groups().stream().filter(group -> group.by() == by).toList();
            Label title = new Label(title(by));
            title.getStyleClass().add("section-title");
            column.getChildren().add(title);
            groups.forEach(group -> column.getChildren().add(group(group)));
        }
        Button csv = new Button(messages.text("table.exportCsv"), Icons.of(Feather.DOWNLOAD));
        csv.setId("export-breakdown");
        csv.setOnAction(e -> export.saveCsv("breakdown", table(now)));
        column.getChildren().add(csv);
    }

    private String title(BreakdownGroup.By by) {
        return switch (by) {
            case KIND -> messages.text("verification.apart.kind");
            case YOUNGER -> messages.text("verification.apart.younger");
            case GAP -> messages.text("verification.apart.gap");
        };
    }

    private VBox group(BreakdownGroup group) {
        Label name = new Label(group.name().replace('-', '–'));
        name.getStyleClass().add("strong");
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        Label right = new Label(messages.text("verification.apart.right", share(group.right())));
        VBox box = new VBox(2, new HBox(8, name, right));
        group.tar()
                .ifPresent(
                        tar ->
                                box.getChildren()
                                        .add(
                                                line(
                                                        "verification.apart.genuine",
                                                        group.genuine(),
                                                        tar)));
        group.far()
                .ifPresent(
                        far ->
                                box.getChildren()
                                        .add(
                                                line(
                                                        "verification.apart.impostor",
                                                        group.impostor(),
                                                        far)));
        return box;
    }

    private Label line(String key, int pairs, BreakdownGroup.Share share) {
        Label label = new Label(messages.text(key, Formats.count(pairs), share(share)));
        label.getStyleClass().add("secondary");
        return label;
    }

    private String share(BreakdownGroup.Share share) {
        return Formats.percent(share.value())
                + share.interval()
                        .map(
                                ends ->
                                        " "
                                                + messages.text(
                                                        "verification.interval",
                                                        Formats.decimal(100 * ends.low(), 1),
                                                        Formats.decimal(100 * ends.high(), 1)))
                        .orElse("");
    }

    private static CsvTable table(Breakdown breakdown) {
        return new CsvTable(
                cells(Breakdown.CSV_HEADER),
                breakdown.csvLines().stream().map(BreakdownPane::cells).toList());
    }

    private static List<String> cells(String line) {
        return Arrays.asList(line.split(",", -1));
    }

    private static Label words(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
