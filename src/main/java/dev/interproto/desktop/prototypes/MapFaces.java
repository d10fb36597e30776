package dev.interproto.desktop.prototypes;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.control.Picture;
import dev.interproto.desktop.shell.DatasetLibrary;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.RunRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Faces of the identities on the map, once their dataset is open. */
final class MapFaces {
    private final TaskRunner tasks;
    private final Notifications notifications;
    private final Messages messages;
    private final DatasetLibrary library;
    private final ReadOnlyObjectWrapper<Optional<IdentityFaces>> faces =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    MapFaces(
            TaskRunner tasks,
            Notifications notifications,
            Messages messages,
            DatasetLibrary library) {
        this.tasks = tasks;
        this.notifications = notifications;
        this.messages = messages;
        this.library = library;
    }

    ReadOnlyObjectProperty<Optional<IdentityFaces>> openProperty() {
        return faces.getReadOnlyProperty();
    }

    /** Faces of an identity; none while the dataset is not open, or is gone. */
    List<Picture> of(String identity, int count) {
        return faces.get().map(known -> known.of(identity, count)).orElse(List.of());
    }

    void clear() {
        faces.set(Optional.empty());
    }

    /** Opens what a run was trained on. */
    void open(RunRecord.DataReference data, BooleanSupplier stillWanted) {
        Optional<Path> ages =
                Optional.of(data.ageLabels()).filter(of -> !of.isEmpty()).map(Path::of);
        open(new KnownDataset(data.name(), Path.of(data.root()), ages), stillWanted);
    }

    /**
     * Opens a dataset, where it is still there.
     *
     * @param stillWanted whether its faces are those to show, once it is open
     */
    void open(KnownDataset dataset, BooleanSupplier stillWanted) {
        if (!Files.exists(dataset.root())) {
            return;
        }
        tasks.run(
                new BackgroundTask<>(
                                messages.text("prototypes.task.faces", dataset.name()),
                                progress ->
                                        new IdentityFaces(
                                                library.open(dataset, progress).dataset()))
                        .onSuccess(
                                found -> {
                                    if (stillWanted.getAsBoolean()) {
                                        faces.set(Optional.of(found));
                                    }
                                })
                        // The map is whole without faces.
                        .onFailure(
                                failure ->
                                        notifications.status(
                                                messages.text(
                                                        "prototypes.noFaces", dataset.name()))));
    }
}
