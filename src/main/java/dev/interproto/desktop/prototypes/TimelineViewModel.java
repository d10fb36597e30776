package dev.interproto.desktop.prototypes;

import dev.interproto.projection.MapExtent;
import dev.interproto.projection.MapSeries;
import dev.interproto.workspace.StoredMap;
import dev.interproto.workspace.StoredMapSeries;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;

/** The maps through a training, and which moment of it is shown. */
final class TimelineViewModel {
    private static final double EPOCHS_A_SECOND = 1.5;

    private final ReadOnlyObjectWrapper<Optional<MapSeries>> series =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final DoubleProperty position = new SimpleDoubleProperty();
    private final BooleanProperty playing = new SimpleBooleanProperty();
    private Optional<StoredMapSeries.Facts> facts = Optional.empty();
    private MapExtent extent = new MapExtent(0, 0, 0, 0);

    /** The maps; empty where another map is shown, or there are none yet. */
    ReadOnlyObjectProperty<Optional<MapSeries>> seriesProperty() {
        return series.getReadOnlyProperty();
    }

    /** 0 at the first epoch's map to the number of maps − 1; between two the points move on. */
    DoubleProperty positionProperty() {
        return position;
    }

    BooleanProperty playingProperty() {
        return playing;
    }

    /** How many identities the training has, where only some were kept. */
    Optional<StoredMapSeries.Facts> facts() {
        return facts;
    }

    /** Maps read from a run, at their beginning. */
    void show(StoredMapSeries stored) {
        facts = Optional.of(stored.facts());
        set(stored.series(), 0);
    }

    /** Maps that are being laid out: the newest is seen. */
    void grow(MapSeries soFar) {
        facts = Optional.empty();
        set(soFar, soFar.frames().size() - 1);
    }

    private void set(MapSeries now, double at) {
        playing.set(false);
        extent = now.extent();
        series.set(Optional.of(now));
        position.set(at);
    }

    void clear() {
        playing.set(false);
        facts = Optional.empty();
        series.set(Optional.empty());
        position.set(0);
    }

    /** Plays on from here, or from the beginning where the end is reached; or stops playing. */
    void toggle() {
        if (series.get().isEmpty()) {
            return;
        }
        if (!playing.get() && position.get() >= last()) {
            position.set(0);
        }
        playing.set(!playing.get());
    }

    /** Time has passed while it plays. */
    void advance(double seconds) {
        double next = Math.min(last(), position.get() + seconds * EPOCHS_A_SECOND);
        position.set(next);
        if (next >= last()) {
            playing.set(false);
        }
    }

    private int last() {
        return series.get().map(maps -> maps.frames().size() - 1).orElse(0);
    }

    /** The epoch's map that is nearest to what is shown. */
    Optional<MapSeries.Frame> frame() {
        return series.get().map(maps -> maps.nearest(position.get()));
    }

    /** What is to be drawn. */
    Optional<MapView> view() {
        return series.get()
                .map(
                        maps ->
                                new MapView(
                                        maps.at(position.get()).points(),
                                        facts.map(known -> facts(known, frame().orElseThrow())),
                                        extent,
                                        true));
    }

    private static StoredMap.Facts facts(StoredMapSeries.Facts all, MapSeries.Frame frame) {
        return new StoredMap.Facts(
                all.perplexity(),
                all.iterations(),
                all.seed(),
                frame.klDivergence(),
                all.seconds(),
                frame.trustworthiness(),
                Optional.empty(),
                all.tableChecksum());
    }
}
