package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.task.BackgroundTask;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** How far a computation has come, while it runs, with the button that stops it. */
final class ProgressCard extends HBox {
    private final ProgressBar bar = new ProgressBar();
    private final Label words = new Label();
    private final String idle;

    /**
     * @param running the computation, while there is one
     * @param idle shown until it says what it does
     * @param stopId of the button, for tests
     * @param stopText on the button
     */
    ProgressCard(
            ReadOnlyObjectProperty<Optional<BackgroundTask<?>>> running,
            String idle,
            String stopId,
            String stopText) {
        super(12);
        this.idle = idle;
        Button stop = new Button(stopText);
        stop.setId(stopId);
        stop.setOnAction(e -> running.get().ifPresent(BackgroundTask::cancel));
        bar.setPrefWidth(180);
        VBox column = new VBox(6, words, bar);
        column.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(column, stop);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("map-overlay");
        setVisible(false);
        // Workers only bump their report; it is looked at once a frame.
        AnimationTimer sampling =
                new AnimationTimer() {
                    @Override
                    public void handle(long now) {
                        running.get()
                                .map(BackgroundTask::report)
                                .ifPresent(ProgressCard.this::show);
                    }
                };
        running.addListener(
                (o, old, now) -> {
                    setVisible(now.isPresent());
                    if (now.isPresent()) {
                        sampling.start();
                    } else {
                        sampling.stop();
                    }
                });
    }

    private void show(BackgroundTask.Report report) {
        bar.setProgress(Double.isNaN(report.fraction()) ? -1 : report.fraction());
        words.setText(report.message().isEmpty() ? idle : report.message());
    }
}
