package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.projection.MapSeries;
import dev.interproto.training.PrototypeSnapshot;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.RunFolder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/** The selected point of the map, and the prototypes most alike to its own. */
final class SelectedPrototype {
    private static final int NEIGHBOURS = 12;

    private final TaskRunner tasks;
    private final Messages messages;
    private final TimelineViewModel timeline;
    private final Supplier<Optional<MapView>> map;
    private final ObservableValue<Optional<PrototypeSet>> prototypes;
    private final Supplier<Optional<ModelHome>> home;
    private final ObjectProperty<OptionalInt> point =
            new SimpleObjectProperty<>(OptionalInt.empty());
    private final ReadOnlyObjectWrapper<List<PrototypeSet.Neighbour>> neighbours =
            new ReadOnlyObjectWrapper<>(List.of());

    /**
     * @param timeline whose moment's prototypes count, while it is shown
     * @param map that is shown
     * @param prototypes behind the map, where it shows no moment of a training
     * @param home of the chosen run or model
     */
    SelectedPrototype(
            TaskRunner tasks,
            Messages messages,
            TimelineViewModel timeline,
            Supplier<Optional<MapView>> map,
            ObservableValue<Optional<PrototypeSet>> prototypes,
            Supplier<Optional<ModelHome>> home) {
        this.tasks = tasks;
        this.messages = messages;
        this.timeline = timeline;
        this.map = map;
        this.prototypes = prototypes;
        this.home = home;
        point.addListener((o, old, now) -> findNeighbours());
        prototypes.addListener((o, old, now) -> findNeighbours());
        timeline.playingProperty().addListener((o, old, now) -> findNeighbours());
    }

    /** Its number on the map. */
    ObjectProperty<OptionalInt> pointProperty() {
        return point;
    }

    /** Most alike first. */
    ReadOnlyObjectProperty<List<PrototypeSet.Neighbour>> neighboursProperty() {
        return neighbours.getReadOnlyProperty();
    }

    /** Looks for them anew, where the map shows another moment. */
    void findNeighbours() {
        neighbours.set(List.of());
        if (point.get().isEmpty()
                || map.get().isEmpty()
                || home.get().isEmpty()
                || timeline.playingProperty().get()) {
            return;
        }
        OptionalInt selected = point.get();
        String identity = map.get().get().points().get(selected.getAsInt()).identity();
        Optional<Integer> epoch = epoch();
        Optional<PrototypeSet> set = prototypes.getValue();
        if (epoch.isEmpty() && set.isEmpty()) {
            return;
        }
        ModelHome of = home.get().get();
        tasks.run(
                new BackgroundTask<>(
                                messages.text("prototypes.task.neighbours", identity),
                                progress ->
                                        set.orElseGet(() -> kept(of, epoch.orElseThrow()))
                                                .nearest(identity, NEIGHBOURS))
                        .onSuccess(
                                found -> {
                                    if (point.get().equals(selected)
                                            && prototypes.getValue().equals(set)
                                            && epoch().equals(epoch)) {
                                        neighbours.set(found);
                                    }
                                }));
    }

    private Optional<Integer> epoch() {
        return timeline.frame().map(MapSeries.Frame::epoch);
    }

    /** The prototypes that a run kept of an epoch. */
    private static PrototypeSet kept(ModelHome home, int epoch) {
        PrototypeSnapshot snapshot = ((RunFolder) home).prototypeHistory().read(epoch);
        return new PrototypeSet(
                snapshot.facts().identities(),
                snapshot.facts().child(),
                snapshot.prototypes().normalised());
    }
}
