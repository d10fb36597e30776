package dev.interproto.desktop.alignment;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.task.BackgroundTask;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** How far an alignment under way has come, with a button that ends it; else not there. */
final class AlignmentProgress extends HBox {
    private static final Duration SAMPLING = Duration.millis(200);

    private final AlignmentViewModel viewModel;
    private final Messages messages;
    private final ProgressBar bar = new ProgressBar();
    private final Label words = new Label();

    AlignmentProgress(AlignmentViewModel viewModel, Messages messages) {
        super(12);
        this.viewModel = viewModel;
        this.messages = messages;
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        words.getStyleClass().add("secondary");
        words.setMinWidth(Region.USE_PREF_SIZE);
        Button cancel = new Button(messages.text("tasks.cancel"));
        cancel.setId("alignment-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(e -> viewModel.cancel());
        getChildren().addAll(words, bar, cancel);
        setAlignment(Pos.CENTER_LEFT);
        visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> viewModel.runningProperty().get().isPresent(),
                                viewModel.runningProperty()));
        managedProperty().bind(visibleProperty());
        Timeline sampling = new Timeline(new KeyFrame(SAMPLING, e -> sample()));
        sampling.setCycleCount(Animation.INDEFINITE);
        viewModel
                .runningProperty()
                .addListener(
                        (o, old, now) -> {
                            sample();
                            if (now.isPresent()) {
                                sampling.play();
                            } else {
                                sampling.stop();
                            }
                        });
        sample();
    }

    private void sample() {
        viewModel.drain();
        viewModel.runningProperty().get().ifPresent(this::show);
    }

    private void show(BackgroundTask<?> task) {
        double fraction = task.report().fraction();
        bar.setProgress(Double.isNaN(fraction) ? ProgressBar.INDETERMINATE_PROGRESS : fraction);
        words.setText(
                task.timeLeft()
                        .map(left -> messages.text("task.left", Formats.duration(left)))
                        .orElse(task.report().message()));
    }
}
