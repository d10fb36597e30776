package dev.interproto.desktop.training;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.runs.RunTexts;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.shell.PageId;
import dev.interproto.desktop.shell.WorkbenchContext;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.RunStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** What stands above a run's figures: how it ended and what to do next, or why nothing moves. */
final class OutcomeCard {
    /** What the card depends on, so that it is rebuilt only when it differs. */
    private record Shown(
            RunStatus status,
            boolean own,
            boolean stopping,
            String preparing,
            Optional<RunRecord.Failure> failure,
            boolean resumable,
            Optional<Long> trainer,
            Map<String, RunRecord.BestResult> best) {}

    private final WorkbenchContext context;
    private final Messages messages;
    private final TrainingViewModel viewModel;
    private Optional<Shown> shown = Optional.empty();

    OutcomeCard(WorkbenchContext context, TrainingViewModel viewModel) {
        this.context = context;
        this.messages = context.messages();
        this.viewModel = viewModel;
    }

    /** Fills the box above the figures; empty while there is nothing to say. */
    void show(VBox box, RunView run) {
        Map<String, RunRecord.BestResult> best =
                viewModel.run().record().map(RunRecord::best).orElse(Map.of());
        Shown now =
                new Shown(
                        run.status(),
                        run.own(),
                        run.stopping(),
                        run.preparing(),
                        run.failure(),
                        run.resumable(),
                        run.trainer(),
                        best);
        if (shown.equals(Optional.of(now)) && !box.getChildren().isEmpty()) {
            return;
        }
        shown = Optional.of(now);
        box.getChildren().clear();
        if (run.failure().isPresent() && !run.isLive()) {
            box.getChildren().add(failure(run, run.failure().get()));
        } else if (run.stopping()) {
            box.getChildren().add(note(Feather.SQUARE, messages.text("training.note.stopping")));
        } else if (run.own() && !run.isLive()) {
            box.getChildren()
                    .add(
                            note(
                                    Feather.LOADER,
                                    run.preparing().isEmpty()
                                            ? messages.text("training.note.preparing")
                                            : run.preparing()));
        } else if (run.trainer().isPresent()) {
            box.getChildren()
                    .add(
                            note(
                                    Feather.EYE,
                                    messages.text(
                                            "training.note.elsewhere",
                                            Long.toString(run.trainer().get()))));
        } else if (run.isOver()) {
            box.getChildren().add(summary(run, best));
        }
        box.setVisible(!box.getChildren().isEmpty());
        box.setManaged(box.isVisible());
    }

    private static Node note(Ikon icon, String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        HBox box = new HBox(8, Icons.of(icon), label);
        box.getStyleClass().addAll("banner");
        return box;
    }

    private Node failure(RunView run, RunRecord.Failure failure) {
        VBox words = new VBox(4);
        Label what = new Label(failure.what());
        what.getStyleClass().add("strong");
        words.getChildren().add(what);
        for (String line : List.of(failure.meaning(), failure.remedy())) {
            if (!line.isEmpty()) {
                Label label = new Label(line);
                label.getStyleClass().add("secondary");
                words.getChildren().add(label);
            }
        }
        words.getChildren()
                .forEach(
                        node -> {
                            ((Label) node).setWrapText(true);
                            ((Label) node).setMinHeight(Region.USE_PREF_SIZE);
                        });
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox box = new HBox(12, Icons.of(Feather.ALERT_CIRCLE), words);
        box.getStyleClass().addAll("banner", "danger");
        box.setId("failure-card");
        if (run.resumable()) {
            box.getChildren()
                    .add(
                            button(
                                    "resume-from-checkpoint",
                                    "training.resumeCheckpoint",
                                    Feather.PLAY,
                                    () -> viewModel.resume(run.name())));
        } else {
            box.getChildren()
                    .add(
                            button(
                                    "change-settings",
                                    "training.changeSettings",
                                    Feather.SLIDERS,
                                    viewModel::setUp));
        }
        return box;
    }

    private Node summary(RunView run, Map<String, RunRecord.BestResult> best) {
        String ended =
                switch (run.status()) {
                    case FINISHED ->
                            messages.text(
                                    "training.summary.finished",
                                    run.figures().epochs(),
                                    Formats.duration(run.figures().trained()));
                    case STOPPED ->
                            messages.text("training.summary.stopped", run.figures().epoch());
                    default -> messages.text("training.summary.interrupted", run.figures().epoch());
                };
        Label title = new Label(ended);
        title.getStyleClass().add("strong");
        VBox words = new VBox(2, title);
        if (!best.isEmpty()) {
            Label results =
                    new Label(
                            best.entrySet().stream()
                                    .map(
                                            e ->
                                                    messages.text(
                                                            "training.summary.best",
                                                            e.getKey(),
                                                            Formats.percent(
                                                                    e.getValue().accuracy()),
                                                            Formats.count(e.getValue().pairs())))
                                    .collect(Collectors.joining(" · ")));
            results.getStyleClass().add("secondary");
            results.setWrapText(true);
            words.getChildren().add(results);
        }
        words.setMinWidth(200);
        HBox.setHgrow(words, Priority.ALWAYS);
        FlowPane buttons = new FlowPane(8, 8);
        buttons.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        buttons.setPrefWrapLength(560);
        PageArgument argument = new PageArgument.OfRun(run.name());
        buttons.getChildren()
                .addAll(
                        button(
                                "next-map",
                                "training.next.map",
                                Feather.SHARE_2,
                                () -> context.navigation().open(PageId.PROTOTYPES, argument)),
                        button(
                                "next-verification",
                                "training.next.verification",
                                Feather.CHECK_SQUARE,
                                () -> context.navigation().open(PageId.VERIFICATION, argument)));
        double lambda = run.configuration().lambdaChild() == 0 ? 1 : 0;
        Button again =
                button(
                        "next-again",
                        "training.next.again",
                        Feather.COPY,
                        () -> viewModel.setUpAgain(lambda));
        again.setText(messages.text("training.next.again", RunTexts.number(lambda)));
        buttons.getChildren().add(again);
        HBox box =
                new HBox(
                        12,
                        Icons.of(
                                run.status() == RunStatus.FINISHED
                                        ? Feather.CHECK_CIRCLE
                                        : Feather.PAUSE_CIRCLE),
                        words,
                        buttons);
        box.getStyleClass().addAll("banner", "outcome");
        box.setId("outcome-card");
        return box;
    }

    private Button button(String id, String key, Ikon icon, Runnable action) {
        Button button = new Button(messages.text(key), Icons.of(icon));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> action.run());
        return button;
    }
}
