package dev.interproto.desktop.ages;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeEdit;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.datasets.DatasetTab;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The table of all images, without a control. */
final class ImagesViewModel {
    private final TaskRunner tasks;
    private final AgeWork work;
    private final Messages messages;
    private final IntegerProperty childAge;
    private final Consumer<DatasetSummary> changed;
    private final StringProperty text = new SimpleStringProperty("");
    private final ObjectProperty<ImageFilter> filter = new SimpleObjectProperty<>(ImageFilter.ALL);
    private final ObjectProperty<ImageOrder> order = new SimpleObjectProperty<>(ImageOrder.DATASET);
    private final ReadOnlyObjectWrapper<Optional<ShownImages>> images =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<SampleRows> rows =
            new ReadOnlyObjectWrapper<>(new SampleRows(new int[0]));
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper(false);
    private Optional<BackgroundTask<int[]>> query = Optional.empty();

    /**
     * @param childAge of the rule chosen now
     * @param changed gets the dataset with other ages
     */
    ImagesViewModel(
            TaskRunner tasks,
            AgeWork work,
            Messages messages,
            IntegerProperty childAge,
            Consumer<DatasetSummary> changed) {
        this.tasks = tasks;
        this.work = work;
        this.messages = messages;
        this.childAge = childAge;
        this.changed = changed;
        text.addListener((o, old, now) -> search());
        filter.addListener((o, old, now) -> search());
        order.addListener((o, old, now) -> search());
        childAge.addListener(
                (o, old, now) -> {
                    if (filter.get() == ImageFilter.CHILD) {
                        search();
                    }
                });
    }

    StringProperty textProperty() {
        return text;
    }

    ObjectProperty<ImageFilter> filterProperty() {
        return filter;
    }

    ObjectProperty<ImageOrder> orderProperty() {
        return order;
    }

    IntegerProperty childAgeProperty() {
        return childAge;
    }

    /** The dataset in view. */
    ReadOnlyObjectProperty<Optional<ShownImages>> imagesProperty() {
        return images.getReadOnlyProperty();
    }

    /** What is shown of it; another list each time. */
    ReadOnlyObjectProperty<SampleRows> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty canUndoProperty() {
        return canUndo.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return work.busyProperty();
    }

    void show(Optional<DatasetTab.Shown> shown) {
        boolean same =
                shown.map(DatasetTab.Shown::summary).equals(images.get().map(ShownImages::summary));
        if (!same) {
            images.set(shown.map(now -> ShownImages.of(now.known(), now.summary())));
            search();
        }
        canUndo.set(shown.map(now -> work.canUndo(now.summary().dataset())).orElse(false));
    }

    private void search() {
        query.ifPresent(BackgroundTask::cancel);
        if (images.get().isEmpty()) {
            rows.set(new SampleRows(new int[0]));
            return;
        }
        ImageQuery asked =
                new ImageQuery(
                        images.get().get(), text.get(), filter.get(), childAge.get(), order.get());
        BackgroundTask<int[]> task =
                new BackgroundTask<>(messages.text("images.task"), (Progress p) -> asked.run(p));
        query = Optional.of(task);
        task.onSuccess(
                found -> {
                    // A newer question has been asked while this one was answered.
                    if (query.filter(newest -> newest == task).isPresent()) {
                        rows.set(new SampleRows(found));
                    }
                });
        tasks.run(task);
    }

    /**
     * Sets the age of one image as typed: years, or nothing where it is taken away.
     *
     * @throws UserFacingException where it is no age
     */
    void setAge(int sample, String typed) {
        String years = typed.strip();
        edit(years.isEmpty() ? AgeEdit.taken() : AgeEdit.ofAge(number(years)), sample);
    }

    /** Sets the ages of some images. */
    void edit(AgeEdit edit, int... samples) {
        images.get()
                .filter(now -> samples.length > 0)
                .ifPresent(now -> work.edit(on(now), edit, samples));
    }

    void undo() {
        images.get().ifPresent(now -> work.undo(on(now)));
    }

    private AgeWork.On on(ShownImages now) {
        return new AgeWork.On(now.known(), now.dataset(), changed);
    }

    /** All images of the identities that some images are of. */
    int[] wholeIdentities(int[] samples) {
        return images.get()
                .map(ShownImages::dataset)
                .map(
                        dataset ->
                                IntStream.of(samples)
                                        .map(dataset::identityOf)
                                        .distinct()
                                        .sorted()
                                        .flatMap(identity -> samplesOf(dataset, identity))
                                        .toArray())
                .orElse(new int[0]);
    }

    private static IntStream samplesOf(FaceDataset dataset, int identity) {
        int first = dataset.firstSample(identity);
        return IntStream.range(first, first + dataset.sampleCount(identity));
    }

    /**
     * Reads a whole number.
     *
     * @throws UserFacingException where it is none
     */
    int number(String typed) {
        try {
            return Integer.parseInt(typed.strip());
        } catch (NumberFormatException e) {
            throw new UserFacingException(
                    messages.text("ages.noNumber", typed),
                    messages.text("ages.noNumber.meaning"),
                    messages.text("ages.noNumber.remedy"),
                    e);
        }
    }
}
