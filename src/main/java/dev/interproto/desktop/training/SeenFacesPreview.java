package dev.interproto.desktop.training;

import dev.interproto.dataset.Augmentation;
import dev.interproto.dataset.Sampling;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DatasetLibrary;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.face.RgbImage;
import dev.interproto.training.SeenFaces;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.workspace.KnownDataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A few faces of the chosen dataset as the network will see them. FX thread only. */
final class SeenFacesPreview {
    /** Faces in a draw. */
    static final int COUNT = 8;

    /**
     * One face.
     *
     * @param plain as it lies in the dataset
     * @param seen as it is trained on
     */
    record Face(RgbImage plain, RgbImage seen) {}

    /**
     * What is shown.
     *
     * @param epoch whose first faces they are, from 0
     */
    record Draw(int epoch, List<Face> faces) {
        Draw {
            faces = List.copyOf(faces);
        }
    }

    /** All that the faces depend on. */
    private record Key(
            KnownDataset dataset,
            Optional<Path> identities,
            long seed,
            boolean flip,
            Augmentation augmentation,
            Sampling sampling,
            int childAge,
            int epoch) {}

    private final TaskRunner tasks;
    private final Messages messages;
    private final DatasetLibrary library;
    private final Supplier<Optional<CostWatch.Settings>> settings;
    private final ReadOnlyObjectWrapper<Optional<Draw>> shown =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Key> wanted = Optional.empty();
    private int epoch;

    /**
     * @param settings as they are when asked; empty while something is missing or wrong
     */
    SeenFacesPreview(
            TaskRunner tasks,
            Messages messages,
            DatasetLibrary library,
            Supplier<Optional<CostWatch.Settings>> settings) {
        this.tasks = tasks;
        this.messages = messages;
        this.library = library;
        this.settings = settings;
    }

    /** Draws anew where the settings ask for other faces than are shown. */
    void refresh() {
        settings.get().ifPresent(this::draw);
    }

    /** Goes on to the next epoch's. */
    void another() {
        epoch++;
        refresh();
    }

    /** Empty before the first draw. */
    ReadOnlyObjectProperty<Optional<Draw>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    private void draw(CostWatch.Settings now) {
        TrainingConfiguration configuration = now.configuration();
        Key key =
                new Key(
                        now.dataset(),
                        now.identities(),
                        configuration.seed(),
                        configuration.flip(),
                        configuration.refinements().augmentation(),
                        configuration.refinements().sampling(),
                        configuration.childAge(),
                        epoch);
        if (wanted.equals(Optional.of(key))) {
            return;
        }
        wanted = Optional.of(key);
        tasks.run(
                new BackgroundTask<Draw>(
                                messages.text("training.seen.task", now.dataset().name()),
                                progress -> draw(now, key.epoch(), progress))
                        .onSuccess(drawn -> show(key, drawn))
                        // The cost check says what is wrong with the data.
                        .onFailure(failure -> failed(key)));
    }

    private Draw draw(CostWatch.Settings now, int epoch, dev.interproto.common.Progress progress) {
        var data = now.data(library, progress);
        TrainingConfiguration configuration = now.configuration();
        TrainingConfiguration plain =
                configuration.toBuilder()
                        .flip(false)
                        .refinements(
                                configuration.refinements().withAugmentation(Augmentation.NONE))
                        .build();
        List<RgbImage> before = SeenFaces.of(data, plain, epoch, COUNT);
        List<RgbImage> after = SeenFaces.of(data, configuration, epoch, COUNT);
        return new Draw(
                epoch,
                IntStream.range(0, after.size())
                        .mapToObj(i -> new Face(before.get(i), after.get(i)))
                        .toList());
    }

    private void show(Key key, Draw drawn) {
        if (wanted.equals(Optional.of(key))) {
            shown.set(Optional.of(drawn));
        }
    }

    /** Tried again when next asked to draw: the data may have come back by then. */
    private void failed(Key key) {
        if (wanted.equals(Optional.of(key))) {
            wanted = Optional.empty();
            shown.set(Optional.empty());
        }
    }
}
