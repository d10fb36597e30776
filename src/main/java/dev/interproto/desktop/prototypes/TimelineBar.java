package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Icons;
import dev.interproto.desktop.control.Messages;
import dev.interproto.projection.MapSeries;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;

/** Plays the maps through a training: a button, a slider over the epochs, and where it stands. */
final class TimelineBar extends HBox {
    private static final double NANO = 1e-9;
    private static final int MOST_TICKS = 20;

    private final TimelineViewModel timeline;
    private final Messages messages;
    private final Button play = new Button();
    private final Slider slider = new Slider();
    private final Label where = new Label();
    private final AnimationTimer clock =
            new AnimationTimer() {
                private long before;

                @Override
                public void start() {
                    before = 0;
                    super.start();
                }

                @Override
                public void handle(long now) {
                    if (before > 0) {
                        timeline.advance((now - before) * NANO);
                    }
                    before = now;
                }
            };

    TimelineBar(TimelineViewModel timeline, Messages messages) {
        super(12);
        this.timeline = timeline;
        this.messages = messages;
        setId("timeline");
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().addAll("card", "timeline");
        play.setId("play");
        play.getStyleClass().addAll("quiet", "icon-only");
        play.setOnAction(e -> timeline.toggle());
        slider.setId("epoch-slider");
        slider.setAccessibleText(messages.text("prototypes.timeline.epoch"));
        slider.setMinorTickCount(0);
        slider.setShowTickMarks(true);
        slider.setShowTickLabels(true);
        slider.setLabelFormatter(new EpochTicks());
        slider.valueProperty().bindBidirectional(timeline.positionProperty());
        slider.valueChangingProperty()
                .addListener((o, old, now) -> timeline.playingProperty().set(false));
        HBox.setHgrow(slider, Priority.ALWAYS);
        where.setId("epoch");
        where.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(play, slider, where);
        managedProperty().bind(visibleProperty());
        timeline.seriesProperty().addListener((o, old, now) -> show(now));
        timeline.positionProperty().addListener((o, old, now) -> tell());
        timeline.playingProperty().addListener((o, old, now) -> run(now));
        show(timeline.seriesProperty().get());
        run(false);
    }

    private void show(Optional<MapSeries> series) {
        setVisible(series.isPresent());
        int last = series.map(maps -> maps.frames().size() - 1).orElse(0);
        slider.setMax(Math.max(1, last));
        slider.setMajorTickUnit(Math.max(1, Math.ceil((double) last / MOST_TICKS)));
        slider.setBlockIncrement(1);
        slider.setDisable(last == 0);
        play.setDisable(last == 0);
        tell();
    }

    private void tell() {
        where.setText(
                timeline.frame()
                        .map(
                                frame ->
                                        messages.text(
                                                "prototypes.timeline.of",
                                                Formats.count(frame.epoch()),
                                                Formats.count(lastEpoch())))
                        .orElse(""));
        where.setTooltip(timeline.facts().map(this::kept).orElse(null));
    }

    private Tooltip kept(dev.interproto.workspace.StoredMapSeries.Facts facts) {
        return new Tooltip(
                messages.text(
                        "prototypes.timeline.kept",
                        Formats.count(
                                timeline.seriesProperty().get().orElseThrow().identities().size()),
                        Formats.count(facts.ofIdentities())));
    }

    private int lastEpoch() {
        return timeline.seriesProperty()
                .get()
                .map(maps -> maps.frames().get(maps.frames().size() - 1).epoch())
                .orElse(0);
    }

    private void run(boolean playing) {
        play.setGraphic(Icons.of(playing ? Feather.PAUSE : Feather.PLAY));
        String text =
                messages.text(playing ? "prototypes.timeline.pause" : "prototypes.timeline.play");
        play.setTooltip(new Tooltip(text));
        play.setAccessibleText(text);
        if (playing) {
            clock.start();
        } else {
            clock.stop();
        }
    }

    /** Epochs at the ticks, which stand at frames. */
    private final class EpochTicks extends StringConverter<Double> {
        @Override
        public String toString(Double position) {
            return timeline.seriesProperty()
                    .get()
                    .map(maps -> Integer.toString(maps.nearest(position).epoch()))
                    .orElse("");
        }

        @Override
        public Double fromString(String text) {
            throw new UnsupportedOperationException("ticks are not typed");
        }
    }
}
