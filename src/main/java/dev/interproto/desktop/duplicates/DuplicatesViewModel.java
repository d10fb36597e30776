package dev.interproto.desktop.duplicates;

import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.duplicate.DuplicateGroup;
import dev.interproto.dataset.duplicate.Duplicates;
import dev.interproto.dataset.duplicate.PerceptualHash;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.job.DuplicatesJob;
import dev.interproto.workspace.job.Lookalikes;
import dev.interproto.workspace.job.LookalikesJob;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * What the duplicates tab shows and does, without any control. What was found stays in view, in the
 * numbers of the dataset that was searched, while images are left out and the dataset is reopened.
 */
final class DuplicatesViewModel {
    private final DuplicatesJob job;
    private final TaskRunner tasks;
    private final Notifications notifications;
    private final Messages messages;
    private final Runnable reopen;

    private final ReadOnlyObjectWrapper<Optional<FaceDataset>> dataset =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Duplicates>> found =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Lookalikes>> lookalikes =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
    private final ObservableList<DuplicateGroup> groups = FXCollections.observableArrayList();
    private final ObservableList<Lookalikes.Pair> pairs = FXCollections.observableArrayList();
    private final ObservableList<LeftOut> leftOut = FXCollections.observableArrayList();
    private final Deque<Set<String>> done = new ArrayDeque<>();
    private Optional<FaceDataset> searched = Optional.empty();

    /**
     * @param reopen opens the dataset in view anew, after its exclusions changed
     */
    DuplicatesViewModel(
            DuplicatesJob job,
            TaskRunner tasks,
            Notifications notifications,
            Messages messages,
            Runnable reopen) {
        this.job = job;
        this.tasks = tasks;
        this.notifications = notifications;
        this.messages = messages;
        this.reopen = reopen;
    }

    ReadOnlyObjectProperty<Optional<Duplicates>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Lookalikes>> lookalikesProperty() {
        return lookalikes.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty searchingProperty() {
        return searching.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    /** Groups of which more than one image is still in the dataset. */
    ObservableList<DuplicateGroup> groups() {
        return groups;
    }

    ObservableList<Lookalikes.Pair> pairs() {
        return pairs;
    }

    ObservableList<LeftOut> leftOut() {
        return leftOut;
    }

    /** The dataset whose numbers the groups and pairs use. */
    FaceDataset searched() {
        return searched.orElseThrow();
    }

    /** The dataset in view changed. */
    void show(Optional<FaceDataset> now) {
        boolean other = !now.map(FaceDataset::root).equals(dataset.get().map(FaceDataset::root));
        dataset.set(now);
        if (other) {
            searched = Optional.empty();
            found.set(Optional.empty());
            lookalikes.set(Optional.empty());
            groups.clear();
            pairs.clear();
            done.clear();
            undoable.set(false);
        }
        now.ifPresent(this::listLeftOut);
    }

    private void listLeftOut(FaceDataset now) {
        Path root = now.root();
        leftOut.setAll(
                job.exclusions(root).reasons().entrySet().stream()
                        .map(e -> new LeftOut(e.getKey(), e.getValue(), root.resolve(e.getKey())))
                        .toList());
    }

    /** Searches the dataset in view for copies. */
    void find() {
        dataset.get()
                .ifPresent(
                        now -> {
                            searching.set(true);
                            tasks.run(
                                    new BackgroundTask<>(
                                                    messages.text("duplicates.task", now.name()),
                                                    progress ->
                                                            job.search(
                                                                    now,
                                                                    PerceptualHash.DEFAULT_DISTANCE,
                                                                    progress))
                                            .onSuccess(result -> show(now, result))
                                            .onEnd(() -> searching.set(false)));
                        });
    }

    private void show(FaceDataset now, Duplicates result) {
        if (dataset.get().map(FaceDataset::root).equals(Optional.of(now.root()))) {
            searched = Optional.of(now);
            // Pairs of identities are in the numbers of the dataset that was searched before.
            pairs.clear();
            lookalikes.set(Optional.empty());
            groups.setAll(result.groups());
            found.set(Optional.of(result));
        }
    }

    /** Compares the identities of the dataset in view by a network. */
    void compareIdentities(ModelHome model) {
        FaceDataset now = dataset.get().orElseThrow();
        searching.set(true);
        tasks.run(
                new BackgroundTask<>(
                                messages.text("duplicates.lookalikes.task", now.name()),
                                progress ->
                                        new LookalikesJob(model, "last", "auto", "auto")
                                                .run(now, OptionalDouble.empty(), progress))
                        .onSuccess(
                                result -> {
                                    if (searched.isPresent() && searched.get() != now) {
                                        groups.clear();
                                        found.set(Optional.empty());
                                    }
                                    searched = Optional.of(now);
                                    pairs.setAll(result.pairs());
                                    lookalikes.set(Optional.of(result));
                                })
                        .onEnd(() -> searching.set(false)));
    }

    /** Leaves out all but one image of each group within an identity. */
    void keepOneOfEach() {
        List<DuplicateGroup> within =
                groups.stream().filter(group -> !group.acrossIdentities()).toList();
        leaveOut(DuplicatesJob.allButOne(searched(), within), within);
    }

    /** Leaves out all images of groups across identities: which label is right nobody knows. */
    void leaveOutAcross() {
        List<DuplicateGroup> across =
                groups.stream().filter(DuplicateGroup::acrossIdentities).toList();
        leaveOut(DuplicatesJob.all(searched(), across), across);
    }

    /** Leaves out one image; its group stays listed while it has two others. */
    void leaveOut(DuplicateGroup group, DuplicateGroup.Copy image) {
        String name = searched().images().relativeName(image.sample());
        List<DuplicateGroup.Copy> rest =
                group.images().stream().filter(other -> !other.equals(image)).toList();
        leaveOut(Map.of(name, messages.text("duplicates.reason")), List.of(group));
        if (rest.size() > 1) {
            groups.add(0, new DuplicateGroup(rest, group.acrossIdentities()));
        }
    }

    /** Leaves out all images of an identity. */
    void leaveOutIdentity(Lookalikes.Pair pair, int identity) {
        FaceDataset all = searched();
        Map<String, String> reasons = new LinkedHashMap<>();
        int other = pair.first() == identity ? pair.second() : pair.first();
        int first = all.firstSample(identity);
        for (int sample = first; sample < first + all.sampleCount(identity); sample++) {
            reasons.put(
                    all.images().relativeName(sample),
                    messages.text("duplicates.reason.identity", all.identityName(other)));
        }
        pairs.remove(pair);
        leaveOut(reasons, List.of());
    }

    private void leaveOut(Map<String, String> reasons, List<DuplicateGroup> settled) {
        if (reasons.isEmpty()) {
            return;
        }
        Path root = searched().root();
        job.exclude(root, reasons);
        groups.removeAll(settled);
        done.push(Set.copyOf(reasons.keySet()));
        undoable.set(true);
        notifications.success(
                messages.text("duplicates.leftOut", Formats.count(reasons.size())),
                messages.text("duplicates.undo"),
                this::undo);
        reopen.run();
    }

    /** Brings back what was left out last. */
    void undo() {
        if (!done.isEmpty()) {
            putBack(done.pop());
            undoable.set(!done.isEmpty());
            found.get().ifPresent(result -> groups.setAll(remaining(result)));
        }
    }

    /** Brings images back. */
    void putBack(Collection<String> names) {
        dataset.get()
                .ifPresent(
                        now -> {
                            job.putBack(now.root(), names);
                            listLeftOut(now);
                            reopen.run();
                        });
    }

    private List<DuplicateGroup> remaining(Duplicates result) {
        Set<String> excluded = job.exclusions(searched().root()).reasons().keySet();
        return result.groups().stream()
                .filter(
                        group ->
                                group.images().stream()
                                                .map(
                                                        image ->
                                                                searched()
                                                                        .images()
                                                                        .relativeName(
                                                                                image.sample()))
                                                .filter(name -> !excluded.contains(name))
                                                .count()
                                        > 1)
                .toList();
    }
}
