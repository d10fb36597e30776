package dev.interproto.desktop.datasets;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.dataset.container.RecordDataset;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DatasetLibrary;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.MovedDataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The workspace's datasets, each being opened, open, or not to be opened. FX thread only. */
final class DatasetEntries {
    private static final Set<String> SAYING_NOTHING =
            Set.of("train", "training", "test", "images", "imgs", "data", "faces", "aligned");

    private final Workspace workspace;
    private final DatasetLibrary library;
    private final TaskRunner tasks;
    private final Notifications notifications;
    private final Messages messages;
    private final Runnable changed;
    private final ObservableList<DatasetEntry> all = FXCollections.observableArrayList();

    /**
     * @param changed called when a dataset is open, or shown with other ages
     */
    DatasetEntries(
            Workspace workspace,
            DatasetLibrary library,
            TaskRunner tasks,
            Notifications notifications,
            Messages messages,
            Runnable changed) {
        this.workspace = workspace;
        this.library = library;
        this.tasks = tasks;
        this.notifications = notifications;
        this.messages = messages;
        this.changed = changed;
    }

    ObservableList<DatasetEntry> all() {
        return all;
    }

    Optional<DatasetEntry> of(Path root) {
        return all.stream().filter(e -> e.known().root().equals(root)).findFirst();
    }

    /** Reads which datasets the workspace knows and opens those not opened yet. */
    void refresh() {
        List<KnownDataset> known = workspace.datasets().list();
        all.removeIf(e -> known.stream().noneMatch(k -> k.root().equals(e.known().root())));
        for (KnownDataset dataset : known) {
            if (of(dataset.root()).filter(e -> e.known().equals(dataset)).isEmpty()) {
                open(dataset);
            }
        }
    }

    /**
     * Opens a dataset; the workspace remembers it once it is open.
     *
     * @param then called when it is
     */
    void add(KnownDataset dataset, Runnable then) {
        tasks.run(
                opening(dataset)
                        .onSuccess(
                                opened -> {
                                    workspace.datasets().add(dataset);
                                    put(new DatasetEntry(dataset, new DatasetEntry.Ready(opened)));
                                    then.run();
                                    changed.run();
                                    notifications.status(sizes(opened));
                                    lookForMoved(dataset, opened);
                                }));
    }

    /** Offers what was set on a dataset before its folder was moved. */
    private void lookForMoved(KnownDataset dataset, DatasetSummary opened) {
        tasks.run(
                new BackgroundTask<>(
                                messages.text("datasets.task.moved", dataset.name()),
                                progress ->
                                        MovedDataset.find(
                                                library.opening(), opened.dataset(), progress))
                        .onSuccess(found -> found.ifPresent(moved -> offer(dataset, moved))));
    }

    private void offer(KnownDataset dataset, MovedDataset moved) {
        notifications.success(
                messages.text(
                        "datasets.moved",
                        dataset.name(),
                        moved.before().root(),
                        Formats.count(moved.ages()),
                        Formats.count(moved.leftOut())),
                messages.text("datasets.moved.take"),
                () -> takeOver(dataset, moved));
    }

    private void takeOver(KnownDataset dataset, MovedDataset moved) {
        tasks.run(
                new BackgroundTask<>(
                                messages.text("datasets.task.moved", dataset.name()),
                                progress -> {
                                    moved.takeOver(library.opening());
                                    return moved;
                                })
                        .onSuccess(
                                done -> {
                                    refresh();
                                    openAnew(dataset);
                                }));
    }

    /** Reads a dataset's folder anew. */
    void openAnew(KnownDataset dataset) {
        library.forget(dataset.root());
        open(dataset);
    }

    /** Shows a dataset with other ages, without reading its folder. */
    void show(DatasetSummary summary) {
        of(summary.dataset().root())
                .ifPresent(
                        entry -> {
                            library.replace(entry.known(), summary);
                            put(new DatasetEntry(entry.known(), new DatasetEntry.Ready(summary)));
                            changed.run();
                        });
    }

    /** Takes a dataset off the workspace's list; its files stay. */
    void forget(Path root) {
        workspace.datasets().remove(root);
        library.forget(root);
    }

    /** The folder's name, with its parent's where that name is taken or says nothing. */
    String freeName(Path given) {
        Path root = RecordDataset.nameGiver(given);
        String own = root.getFileName() == null ? root.toString() : root.getFileName().toString();
        boolean taken =
                SAYING_NOTHING.contains(own.toLowerCase(Locale.ROOT))
                        || all.stream().anyMatch(e -> e.known().name().equals(own));
        Path parent = root.getParent();
        return taken && parent != null && parent.getFileName() != null
                ? parent.getFileName() + "/" + own
                : own;
    }

    private void open(KnownDataset dataset) {
        put(new DatasetEntry(dataset, new DatasetEntry.Loading()));
        tasks.run(
                opening(dataset)
                        .onSuccess(
                                opened -> {
                                    put(new DatasetEntry(dataset, new DatasetEntry.Ready(opened)));
                                    changed.run();
                                    lookForMoved(dataset, opened);
                                })
                        .onFailure(failure -> failed(dataset, failure)));
    }

    private void failed(KnownDataset dataset, Throwable failure) {
        String reason =
                failure instanceof UserFacingException known ? known.what() : failure.toString();
        put(new DatasetEntry(dataset, new DatasetEntry.Failed(reason)));
        notifications.failure(messages.text("datasets.task.open", dataset.name()), failure);
    }

    private BackgroundTask<DatasetSummary> opening(KnownDataset dataset) {
        return new BackgroundTask<>(
                messages.text("datasets.task.open", dataset.name()),
                progress -> library.open(dataset, progress));
    }

    private String sizes(DatasetSummary summary) {
        return messages.text(
                "datasets.opened",
                Formats.count(summary.images()),
                Formats.count(summary.identities()));
    }

    private void put(DatasetEntry entry) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).known().root().equals(entry.known().root())) {
                all.set(i, entry);
                return;
            }
        }
        all.add(entry);
    }
}
