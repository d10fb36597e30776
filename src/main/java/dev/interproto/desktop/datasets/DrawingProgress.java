package dev.interproto.desktop.datasets;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.task.BackgroundTask;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** In the place of the empty state while the demo faces are drawn: how far, and a way to stop. */
final class DrawingProgress extends VBox {
    private static final Duration SAMPLING = Duration.millis(200);

    private final ReadOnlyObjectProperty<Optional<BackgroundTask<?>>> task;
    private final Messages messages;
    private final Label sentence = new Label();
    private final ProgressBar bar = new ProgressBar();

    DrawingProgress(ReadOnlyObjectProperty<Optional<BackgroundTask<?>>> task, Messages messages) {
        this.task = task;
        this.messages = messages;
        getStyleClass().add("empty-state");
        sentence.getStyleClass().add("sentence");
        bar.setPrefWidth(320);
        Button stop = new Button(messages.text("tasks.cancel"));
        stop.setOnAction(e -> task.get().ifPresent(BackgroundTask::cancel));
        getChildren().addAll(sentence, bar, stop);
        Timeline sampling = new Timeline(new KeyFrame(SAMPLING, e -> sample()));
        sampling.setCycleCount(Animation.INDEFINITE);
        task.addListener(
                (o, old, now) -> {
                    sample();
                    if (now.isPresent()) {
                        sampling.play();
                    } else {
                        sampling.stop();
                    }
                });
    }

    private void sample() {
        task.get()
                .ifPresent(
                        now -> {
                            double fraction = now.report().fraction();
                            bar.setProgress(
                                    Double.isNaN(fraction)
                                            ? ProgressBar.INDETERMINATE_PROGRESS
                                            : fraction);
                            sentence.setText(
                                    now.title()
                                            + now.timeLeft()
                                                    .map(
                                                            t ->
                                                                    " · "
                                                                            + messages.text(
                                                                                    "task.left",
                                                                                    Formats
                                                                                            .duration(
                                                                                                    t)))
                                                    .orElse(" …"));
                        });
    }
}
