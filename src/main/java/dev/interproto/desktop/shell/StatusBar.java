package dev.interproto.desktop.shell;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/** Device, memory, last message, running task, log: sampled on a timer by {@link #refresh()}. */
final class StatusBar extends HBox {
    private final Messages messages;
    private final TaskRunner tasks;
    private final Label device = new Label();
    private final Label memory = new Label();
    private final Label message = new Label();
    private final Label taskText = new Label();
    private final ProgressBar taskProgress = new ProgressBar();
    private final Button taskButton = new Button();

    StatusBar(
            Messages messages,
            TaskRunner tasks,
            DeviceStatus deviceStatus,
            NotificationCentre notifications,
            Runnable toggleTasks,
            Runnable toggleLog) {
        this.messages = messages;
        this.tasks = tasks;
        getStyleClass().add("status-bar-ip");
        device.setGraphic(Icons.of(Feather.CPU));
        device.setId("status-device");
        device.getStyleClass().add("segment");
        memory.setGraphic(Icons.of(Feather.HARD_DRIVE));
        memory.getStyleClass().add("segment");
        memory.setTooltip(new Tooltip(messages.text("status.memory.tip")));
        message.setId("status-message");
        message.getStyleClass().add("segment");
        message.setMinWidth(0);
        message.setMaxWidth(Double.MAX_VALUE);
        message.textProperty().bind(notifications.lastMessageProperty());
        HBox.setHgrow(message, Priority.ALWAYS);
        HBox running = new HBox(8, taskText, taskProgress);
        running.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        taskButton.setGraphic(running);
        taskButton.setId("status-tasks");
        taskButton.getStyleClass().add("quiet");
        taskButton.setTooltip(new Tooltip(messages.text("status.tasks.tip")));
        taskButton.setOnAction(e -> toggleTasks.run());
        taskProgress.managedProperty().bind(taskProgress.visibleProperty());
        Button log = new Button(messages.text("status.log"), Icons.of(Feather.TERMINAL));
        log.setId("status-log");
        log.getStyleClass().add("quiet");
        log.setOnAction(e -> toggleLog.run());
        for (Label fixed : List.of(device, memory)) {
            fixed.setMinWidth(USE_PREF_SIZE);
        }
        taskButton.setMinWidth(USE_PREF_SIZE);
        log.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(device, memory, message, taskButton, log);
        deviceStatus.stateProperty().addListener((o, old, now) -> show(now));
        show(deviceStatus.stateProperty().get());
        refresh();
    }

    void refresh() {
        Runtime runtime = Runtime.getRuntime();
        memory.setText(
                messages.text(
                        "status.memory",
                        Formats.bytes(runtime.totalMemory() - runtime.freeMemory()),
                        Formats.bytes(runtime.maxMemory())));
        List<BackgroundTask<?>> running =
                tasks.tasks().stream().filter(t -> !t.state().isOver()).toList();
        taskProgress.setVisible(!running.isEmpty());
        if (running.isEmpty()) {
            taskText.setText(messages.text("status.noTasks"));
            return;
        }
        BackgroundTask<?> first = running.get(0);
        double fraction = first.report().fraction();
        taskProgress.setProgress(
                Double.isNaN(fraction) ? ProgressBar.INDETERMINATE_PROGRESS : fraction);
        String left =
                first.timeLeft()
                        .map(t -> " · " + messages.text("task.left", Formats.duration(t)))
                        .orElse("");
        String more = running.size() > 1 ? " +" + (running.size() - 1) : "";
        taskText.setText(first.title() + left + more);
    }

    private void show(DeviceStatus.State state) {
        if (state instanceof DeviceStatus.Known known) {
            device.setText(known.name() + " · " + known.precision());
            device.setTooltip(new Tooltip(known.explanation()));
        } else if (state instanceof DeviceStatus.Failed failed) {
            device.setText(messages.text("status.device.failed"));
            device.setTooltip(new Tooltip(failed.reason()));
        } else {
            device.setText(messages.text("status.device.determining"));
            device.setTooltip(new Tooltip(messages.text("status.device.determining.tip")));
        }
    }
}
