package dev.interproto.desktop.training;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import java.time.Duration;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What a training will cost, beside the form. */
final class CostCard {
    private final Messages messages;
    private final CostWatch cost;

    CostCard(Messages messages, CostWatch cost) {
        this.messages = messages;
        this.cost = cost;
    }

    /** Keeps a box filled with what is known. */
    void fill(VBox box) {
        InvalidationListener show = change -> show(box);
        cost.reportProperty().addListener(show);
        cost.problemProperty().addListener(show);
        cost.checkingProperty().addListener(show);
        show(box);
    }

    private void show(VBox box) {
        box.getChildren().clear();
        Label title = new Label(messages.text("training.cost"));
        title.getStyleClass().add("section-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        ProgressIndicator wheel = new ProgressIndicator();
        wheel.setMaxSize(16, 16);
        wheel.setVisible(cost.checkingProperty().get());
        HBox heading = new HBox(8, title, space, wheel);
        heading.setAlignment(Pos.CENTER_LEFT);
        box.getChildren().add(heading);
        Optional<UserFacingException> problem = cost.problemProperty().get();
        if (problem.isPresent()) {
            problem(box, problem.get());
        } else if (cost.reportProperty().get().isPresent()) {
            report(box, cost.reportProperty().get().get());
        } else {
            Label waiting = new Label(messages.text("training.cost.waiting"));
            waiting.getStyleClass().add("secondary");
            waiting.setWrapText(true);
            box.getChildren().add(waiting);
        }
    }

    private void problem(VBox box, UserFacingException problem) {
        Node what = note(Feather.ALERT_CIRCLE, "danger", problem.what());
        box.getChildren().add(what);
        for (String line : new String[] {problem.meaning(), problem.remedy()}) {
            Label label = new Label(line);
            label.getStyleClass().add("secondary");
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
            box.getChildren().add(label);
        }
    }

    private void report(VBox box, CostReport report) {
        VBox rows = new VBox(6);
        rows.getChildren()
                .addAll(
                        row("training.cost.images", Formats.count(report.images()), ""),
                        row("training.cost.identities", Formats.count(report.identities()), ""),
                        row(
                                "training.cost.children",
                                Formats.count(report.childIdentities()),
                                report.childIdentities() > 0 ? "child" : ""),
                        row(
                                "training.cost.steps",
                                messages.text(
                                        "training.cost.steps.value",
                                        Formats.count(report.steps()),
                                        Formats.count(report.stepsPerEpoch())),
                                ""));
        report.figures()
                .ifPresent(
                        figures -> {
                            rows.getChildren().add(new Region());
                            rows.getChildren()
                                    .addAll(
                                            row(
                                                    "training.cost.memory",
                                                    Formats.bytes(figures.memoryBytes()),
                                                    ""),
                                            row(
                                                    "training.cost.disk",
                                                    Formats.bytes(figures.checkpointBytes()),
                                                    ""));
                            times(rows, report, figures.secondsPerEpoch());
                            Tooltip.install(rows, new Tooltip(figures.basis()));
                        });
        box.getChildren().add(rows);
        for (CostReport.Note note : report.notes()) {
            box.getChildren()
                    .add(
                            note(
                                    note.warning() ? Feather.ALERT_TRIANGLE : Feather.INFO,
                                    note.warning() ? "warning" : "good-to-know",
                                    note.text()));
        }
    }

    private void times(VBox rows, CostReport report, double seconds) {
        double all = seconds * report.steps() / Math.max(1, report.stepsPerEpoch());
        rows.getChildren()
                .addAll(
                        row("training.cost.epoch", "≈ " + duration(seconds), ""),
                        row("training.cost.all", "≈ " + duration(all), ""));
    }

    private static String duration(double seconds) {
        return Formats.duration(Duration.ofMillis(Math.round(1000 * Math.max(1, seconds))));
    }

    private Node row(String key, String value, String style) {
        Label name = new Label(messages.text(key));
        name.getStyleClass().add("secondary");
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setMaxWidth(Double.MAX_VALUE);
        Label number = new Label(value);
        number.getStyleClass().addAll("strong", "cost-value");
        number.setId(key.substring(key.indexOf('.') + 1).replace('.', '-'));
        if (!style.isEmpty()) {
            number.getStyleClass().add(style);
        }
        number.setMinWidth(Region.USE_PREF_SIZE);
        return new HBox(8, name, number);
    }

    private static Node note(Ikon icon, String style, String text) {
        FontIcon mark = Icons.of(icon);
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(label, Priority.ALWAYS);
        HBox box = new HBox(8, mark, label);
        box.getStyleClass().addAll("note", style);
        return box;
    }
}
