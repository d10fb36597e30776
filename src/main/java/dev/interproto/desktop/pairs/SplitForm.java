package dev.interproto.desktop.pairs;

import dev.interproto.dataset.FaceDataset;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.IdentitySplitJob;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** How a dataset's identities are to be split, and the two lists it came to. FX thread only. */
final class SplitForm {
    private static final Pattern BETWEEN_RANGES = Pattern.compile("\\s*[,;\\n]\\s*");

    /** How it is said which identities are tested. */
    enum Way {
        SHARE,
        RANGES,
        FILE
    }

    private final Workspace workspace;
    private final TaskRunner tasks;
    private final Notifications notifications;
    private final Messages messages;
    private final ObjectProperty<Way> way = new SimpleObjectProperty<>(Way.SHARE);
    private final IntegerProperty percent = new SimpleIntegerProperty(20);
    private final IntegerProperty seed = new SimpleIntegerProperty(1234);
    private final StringProperty ranges = new SimpleStringProperty("");
    private final ObjectProperty<Optional<Path>> tested =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Path>> folder =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<FaceDataset>> dataset =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<IdentitySplitJob.Written>> written =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Optional<BackgroundTask<?>>> task =
            new SimpleObjectProperty<>(Optional.empty());
    private final BooleanBinding ready =
            Bindings.createBooleanBinding(this::isReady, dataset, task, way, ranges, tested);

    SplitForm(
            Workspace workspace, TaskRunner tasks, Notifications notifications, Messages messages) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.notifications = notifications;
        this.messages = messages;
        List.<Observable>of(way, percent, seed, ranges, tested, folder)
                .forEach(property -> property.addListener(o -> forget()));
    }

    /** What was chosen for one dataset means nothing for another. */
    void use(Optional<FaceDataset> now) {
        if (!now.map(FaceDataset::root).equals(dataset.get().map(FaceDataset::root))) {
            ranges.set("");
            tested.set(Optional.empty());
            folder.set(Optional.empty());
            forget();
        }
        dataset.set(now);
    }

    ObjectProperty<Way> wayProperty() {
        return way;
    }

    /** Of the identities, drawn for testing; 1 to 99. */
    IntegerProperty percentProperty() {
        return percent;
    }

    IntegerProperty seedProperty() {
        return seed;
    }

    /** Such as {@code 021-041}, with commas between them. */
    StringProperty rangesProperty() {
        return ranges;
    }

    /** File of the identities to test with. */
    ObjectProperty<Optional<Path>> testedProperty() {
        return tested;
    }

    /** Where the two lists are written; empty: in the workspace. */
    ObjectProperty<Optional<Path>> folderProperty() {
        return folder;
    }

    /** The two lists, as long as they are what the form says. */
    ReadOnlyObjectProperty<Optional<IdentitySplitJob.Written>> writtenProperty() {
        return written.getReadOnlyProperty();
    }

    /** Whether enough is known to split. */
    BooleanBinding readyProperty() {
        return ready;
    }

    /** Splits and writes the two lists; nothing while it cannot. */
    void split() {
        if (!isReady()) {
            return;
        }
        FaceDataset faces = dataset.get().orElseThrow();
        IdentitySplitJob job = new IdentitySplitJob(wanted(), folder.get());
        String title = messages.text("split.task", faces.name());
        BackgroundTask<IdentitySplitJob.Written> now =
                new BackgroundTask<>(title, progress -> job.run(workspace, faces));
        task.set(Optional.of(now));
        tasks.run(
                now.onSuccess(
                                lists -> {
                                    if (isNewest(now)) {
                                        written.set(Optional.of(lists));
                                    }
                                })
                        .onFailure(failure -> notifications.failure(title, failure))
                        .onEnd(
                                () -> {
                                    if (isNewest(now)) {
                                        task.set(Optional.empty());
                                    }
                                }));
    }

    private boolean isNewest(BackgroundTask<?> one) {
        return task.get().filter(newest -> newest == one).isPresent();
    }

    private void forget() {
        task.set(Optional.empty());
        written.set(Optional.empty());
    }

    private boolean isReady() {
        return dataset.get().isPresent()
                && task.get().isEmpty()
                && switch (way.get()) {
                    case SHARE -> true;
                    case RANGES -> !rangeList().isEmpty();
                    case FILE -> tested.get().isPresent();
                };
    }

    private IdentitySplitJob.Test wanted() {
        return switch (way.get()) {
            case SHARE -> new IdentitySplitJob.Test.Share(percent.get() / 100.0, seed.get());
            case RANGES -> new IdentitySplitJob.Test.Ranges(rangeList());
            case FILE -> new IdentitySplitJob.Test.Listed(tested.get().orElseThrow());
        };
    }

    private List<String> rangeList() {
        return Arrays.stream(BETWEEN_RANGES.split(ranges.get().strip()))
                .filter(range -> !range.isEmpty())
                .toList();
    }
}
