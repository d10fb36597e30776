package dev.interproto.desktop.models;

import dev.interproto.common.Progress;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.workspace.ModelShelf;
import dev.interproto.workspace.ShelfEntry;
import dev.interproto.workspace.TrashedModel;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.ModelImport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The model shelf, and what can be done with its models; without any control. */
final class ModelsViewModel {
    private final ModelShelf shelf;
    private final TaskRunner tasks;
    private final Notifications notifications;
    private final Messages messages;
    private final Importer importer;
    private final Exporter exporter;
    private final ObservableList<ModelRow> rows = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<String>> wanted =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyBooleanWrapper listed = new ReadOnlyBooleanWrapper();

    /** Puts a model file on the shelf. */
    @FunctionalInterface
    interface Importer {
        ShelfEntry.Model run(ModelImport request, Progress progress);
    }

    /** Writes a model as ONNX. */
    @FunctionalInterface
    interface Exporter {
        void run(ShelfEntry.Model model, Path file, Progress progress);
    }

    ModelsViewModel(
            Workspace workspace,
            TaskRunner tasks,
            Notifications notifications,
            Messages messages,
            Importer importer,
            Exporter exporter) {
        this.shelf = new ModelShelf(workspace);
        this.tasks = tasks;
        this.notifications = notifications;
        this.messages = messages;
        this.importer = importer;
        this.exporter = exporter;
    }

    /** The shelf's models by name, damaged ones included. */
    ObservableList<ModelRow> rows() {
        return rows;
    }

    /** Whether the shelf has been looked at; before, an empty table says nothing. */
    ReadOnlyBooleanProperty listedProperty() {
        return listed.getReadOnlyProperty();
    }

    /** The model to select, such as the one just imported; the table empties it. */
    ObjectProperty<Optional<String>> wantedProperty() {
        return wanted;
    }

    /** Looks at the shelf in the background. */
    void refresh() {
        tasks.run(
                new BackgroundTask<>(
                                messages.text("models.task.list"),
                                progress -> shelf.entries().stream().map(ModelRow::of).toList())
                        .onSuccess(this::show));
    }

    private void show(List<ModelRow> found) {
        if (!rows.equals(found)) {
            rows.setAll(found);
        }
        listed.set(true);
    }

    /** Imports model files, one task each, under names not taken yet. */
    void take(List<Path> files) {
        ModelDrops.models(files).forEach(this::take);
    }

    private void take(Path file) {
        tasks.run(
                new BackgroundTask<>(
                                messages.text("models.task.import", file.getFileName()),
                                progress ->
                                        importer.run(
                                                ModelImport.of(file)
                                                        .named(
                                                                shelf.freeName(
                                                                        ModelShelf.nameOf(file))),
                                                progress))
                        .onSuccess(
                                model -> {
                                    notifications.success(
                                            messages.text("models.imported", model.name()));
                                    wanted.set(Optional.of(model.name()));
                                })
                        .onEnd(this::refresh));
    }

    /** Writes a model as ONNX in the background. */
    void export(ShelfEntry.Model model, Path file) {
        tasks.run(
                new BackgroundTask<Path>(
                                messages.text("models.task.export", model.name()),
                                progress -> {
                                    exporter.run(model, file, progress);
                                    return file;
                                })
                        .onSuccess(
                                written ->
                                        notifications.success(
                                                messages.text(
                                                        "models.exported",
                                                        model.name(),
                                                        written))));
    }

    /** Moves models to the trash, and offers to bring them back. */
    void remove(List<ModelRow> gone) {
        tasks.run(
                new BackgroundTask<List<TrashedModel>>(
                                messages.text("models.remove"),
                                progress -> {
                                    List<TrashedModel> trashed = new ArrayList<>();
                                    for (ModelRow row : gone) {
                                        trashed.add(shelf.remove(row.entry().folder()));
                                    }
                                    return trashed;
                                })
                        .onSuccess(this::offerUndo)
                        .onEnd(this::refresh));
    }

    private void offerUndo(List<TrashedModel> trashed) {
        notifications.success(
                trashed.size() == 1
                        ? messages.text("models.removed", trashed.get(0).name())
                        : messages.text("models.removed.several", trashed.size()),
                messages.text("runs.undo"),
                () ->
                        tasks.run(
                                new BackgroundTask<Void>(
                                                messages.text("runs.undo"),
                                                progress -> {
                                                    trashed.forEach(shelf::restore);
                                                    return null;
                                                })
                                        .onEnd(this::refresh)));
    }
}
