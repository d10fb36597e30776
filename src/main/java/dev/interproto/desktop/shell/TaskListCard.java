package dev.interproto.desktop.shell;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/**
 * What runs in the background and what ran last; sampled on a timer by {@link #refresh()}. Our own
 * list rather than ControlsFX's TaskProgressView, which wants JavaFX tasks and shows no ended ones.
 */
final class TaskListCard extends VBox {
    private final TaskRunner tasks;
    private final Messages messages;
    private final VBox rows = new VBox(12);
    private List<BackgroundTask<?>> shown = List.of();

    TaskListCard(TaskRunner tasks, Messages messages) {
        this.tasks = tasks;
        this.messages = messages;
        getStyleClass().add("floating");
        setId("task-list");
        setPrefWidth(400);
        setMaxSize(400, USE_PREF_SIZE);
        Label title = new Label(messages.text("tasks.title"));
        title.getStyleClass().add("section-title");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(360);
        getChildren().addAll(title, scroll);
        refresh();
    }

    void refresh() {
        List<BackgroundTask<?>> now = tasks.tasks();
        if (!now.equals(shown) || rows.getChildren().isEmpty()) {
            shown = now;
            rows.getChildren().clear();
            now.forEach(task -> rows.getChildren().add(new Row(task)));
            if (now.isEmpty()) {
                Label none = new Label(messages.text("tasks.none"));
                none.getStyleClass().add("secondary");
                rows.getChildren().add(none);
            }
        }
        rows.getChildren().stream()
                .filter(Row.class::isInstance)
                .map(Row.class::cast)
                .forEach(Row::refresh);
    }

    private final class Row extends VBox {
        private final BackgroundTask<?> task;
        private final Label message = new Label();
        private final ProgressBar bar = new ProgressBar();
        private final Button cancel = new Button("", Icons.of(Feather.X));

        Row(BackgroundTask<?> task) {
            super(4);
            this.task = task;
            Label title = new Label(task.title());
            title.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(title, Priority.ALWAYS);
            cancel.getStyleClass().add("quiet");
            cancel.setTooltip(new Tooltip(messages.text("tasks.cancel")));
            cancel.setOnAction(e -> task.cancel());
            HBox head = new HBox(8, title, cancel);
            head.setAlignment(Pos.CENTER_LEFT);
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.managedProperty().bind(bar.visibleProperty());
            message.getStyleClass().add("secondary");
            getChildren().addAll(head, bar, message);
        }

        void refresh() {
            boolean over = task.state().isOver();
            cancel.setVisible(!over && !task.isCancelRequested());
            bar.setVisible(!over);
            double fraction = task.report().fraction();
            bar.setProgress(Double.isNaN(fraction) ? ProgressBar.INDETERMINATE_PROGRESS : fraction);
            message.setText(line());
        }

        private String line() {
            String time = Formats.duration(task.elapsed());
            return switch (task.state()) {
                case WAITING -> messages.text("tasks.waiting");
                case SUCCEEDED -> messages.text("tasks.succeeded", time);
                case FAILED -> messages.text("tasks.failed", time);
                case CANCELLED -> messages.text("tasks.cancelled", time);
                case RUNNING ->
                        task.isCancelRequested()
                                ? messages.text("tasks.cancelling")
                                : running(time);
            };
        }

        private String running(String elapsed) {
            String left =
                    task.timeLeft()
                            .map(t -> messages.text("task.left", Formats.duration(t)))
                            .orElse(elapsed);
            String doing = task.report().message();
            return doing.isEmpty() ? left : doing + " · " + left;
        }
    }
}
