package dev.interproto.desktop.alignment;

import dev.interproto.common.Progress;
import dev.interproto.dataset.FaceFolder;
import dev.interproto.dataset.alignment.AlignedImage;
import dev.interproto.dataset.alignment.AlignmentOutcome;
import dev.interproto.dataset.alignment.AlignmentReport;
import dev.interproto.dataset.alignment.FolderAlignment;
import dev.interproto.desktop.control.FileNames;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.face.FaceDetectors;
import dev.interproto.face.ImageDecoder;
import dev.interproto.face.RgbImage;
import dev.interproto.face.UnreadableImageException;
import dev.interproto.network.detector.DetectorKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** An alignment on the screen, without any control. */
final class AlignmentViewModel {
    /** Rows shown; all are in the table that the alignment writes. */
    private static final int MOST_ROWS = 100_000;

    private final TaskRunner tasks;
    private final Notifications notifications;
    private final Messages messages;
    private final DetectorOpener opener;
    private final AlignmentForm form;
    private final ObservableList<AlignedImage> rows = FXCollections.observableArrayList();
    private final Queue<AlignedImage> arrived = new ConcurrentLinkedQueue<>();
    private final Map<AlignmentOutcome, Long> counts = new EnumMap<>(AlignmentOutcome.class);
    private final ReadOnlyObjectWrapper<Optional<BackgroundTask<?>>> running =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<List<String>> changes =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Path>> dataset =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Preview>> preview =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<AlignmentForm.Request> shown = Optional.empty();
    private Optional<AlignedImage> wanted = Optional.empty();

    /** Opens a detector. */
    @FunctionalInterface
    interface DetectorOpener {
        FaceDetectors open(DetectorKind kind, Optional<Path> model);
    }

    /** How an alignment ended. */
    private sealed interface Ending {
        /** Not begun: the faces in the output were made in another way. */
        record Changed(List<String> changes) implements Ending {}

        /** Done; with the output where it is laid out as a dataset. */
        record Done(AlignmentReport report, List<AlignedImage> rows, Optional<Path> dataset)
                implements Ending {}
    }

    AlignmentViewModel(
            TaskRunner tasks,
            Notifications notifications,
            Messages messages,
            DetectorOpener opener) {
        this.tasks = tasks;
        this.notifications = notifications;
        this.messages = messages;
        this.opener = opener;
        this.form = new AlignmentForm(messages);
        for (javafx.beans.Observable field : form.fields()) {
            field.addListener(o -> changes.set(List.of()));
        }
    }

    AlignmentForm form() {
        return form;
    }

    /** What became of the photographs, in the order of their paths. */
    ObservableList<AlignedImage> rows() {
        return rows;
    }

    /** The alignment under way. */
    ReadOnlyObjectProperty<Optional<BackgroundTask<?>>> runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** How many photographs ended in each way, as one line. */
    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** In what the faces in the output were made otherwise; empty where there is no question. */
    ReadOnlyObjectProperty<List<String>> changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /** The output, once it is there and laid out as a dataset. */
    ReadOnlyObjectProperty<Optional<Path>> datasetProperty() {
        return dataset.getReadOnlyProperty();
    }

    /** The selected photograph and its face. */
    ReadOnlyObjectProperty<Optional<Preview>> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    /** Takes what was dropped: a folder of photographs, or YuNet's file. */
    void take(Path dropped) {
        if (Files.isDirectory(dropped)) {
            form.inputProperty().set(dropped.toString());
        } else if (isModel(dropped)) {
            form.modelProperty().set(dropped.toString());
            form.sourceProperty().set(AlignmentForm.Source.YUNET);
        }
    }

    static boolean isModel(Path file) {
        return FileNames.endsWith(file, ".onnx");
    }

    /** Aligns, or goes on where an earlier alignment stopped. */
    void start() {
        run(false);
    }

    /** Deletes the faces that were made otherwise, and aligns. */
    void startAnew() {
        run(true);
    }

    void cancel() {
        running.get().ifPresent(BackgroundTask::cancel);
    }

    private void run(boolean anew) {
        if (running.get().isPresent()) {
            return;
        }
        form.request().ifPresent(request -> run(request, anew));
    }

    private void run(AlignmentForm.Request request, boolean anew) {
        shown = Optional.of(request);
        changes.set(List.of());
        dataset.set(Optional.empty());
        preview.set(Optional.empty());
        rows.clear();
        arrived.clear();
        counts.clear();
        summary.set("");
        BackgroundTask<Ending> task =
                new BackgroundTask<>(
                                messages.text("alignment.task", request.input().getFileName()),
                                progress -> work(request, anew, progress))
                        .onSuccess(this::ended)
                        .onFailure(e -> notifications.failure(messages.text("alignment.title"), e))
                        .onEnd(
                                () -> {
                                    drain();
                                    running.set(Optional.empty());
                                });
        running.set(Optional.of(task));
        tasks.run(task);
    }

    private Ending work(AlignmentForm.Request request, boolean anew, Progress progress) {
        try (FaceDetectors detectors = opener.open(request.detector(), request.model())) {
            FolderAlignment alignment =
                    new FolderAlignment(
                                    request.input(), request.output(), request.options(), detectors)
                            .listener(arrived::add);
            if (anew) {
                alignment.deleteEarlier();
            }
            List<String> differences = alignment.changes();
            if (!differences.isEmpty()) {
                return new Ending.Changed(differences);
            }
            table(request.output()).forEach(arrived::add);
            AlignmentReport report = alignment.run(progress);
            Path output = report.output();
            boolean isDataset =
                    FaceFolder.candidates(output, progress).stream()
                            .anyMatch(candidate -> candidate.root().equals(output));
            return new Ending.Done(
                    report, table(output), isDataset ? Optional.of(output) : Optional.empty());
        }
    }

    private static List<AlignedImage> table(Path output) {
        try (Stream<AlignedImage> all = AlignmentReport.rows(output)) {
            return all.limit(MOST_ROWS).toList();
        }
    }

    private void ended(Ending ending) {
        if (ending instanceof Ending.Changed changed) {
            changes.set(changed.changes());
        } else if (ending instanceof Ending.Done done) {
            show(done);
        }
    }

    private void show(Ending.Done ending) {
        arrived.clear();
        rows.setAll(ending.rows());
        counts.clear();
        counts.putAll(ending.report().counts());
        summarise();
        dataset.set(ending.dataset());
        notifications.success(
                messages.text(
                        "alignment.done",
                        Formats.count(ending.report().faces()),
                        Formats.count(ending.report().images())));
    }

    /** Shows what has arrived since; called by a timer while an alignment is under way. */
    void drain() {
        List<AlignedImage> fresh = new ArrayList<>();
        for (AlignedImage next = arrived.poll(); next != null; next = arrived.poll()) {
            counts.merge(next.outcome(), 1L, Long::sum);
            if (rows.size() + fresh.size() < MOST_ROWS) {
                fresh.add(next);
            }
        }
        if (!fresh.isEmpty()) {
            rows.addAll(fresh);
            summarise();
        }
    }

    private void summarise() {
        List<String> parts = new ArrayList<>();
        for (AlignmentOutcome outcome : AlignmentOutcome.values()) {
            long count = counts.getOrDefault(outcome, 0L);
            if (count > 0) {
                parts.add(Formats.count(count) + " " + word(outcome));
            }
        }
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        if (total > rows.size()) {
            parts.add(messages.text("alignment.more", Formats.count(total - rows.size())));
        }
        summary.set(String.join(" · ", parts));
    }

    /** An outcome in words. */
    String word(AlignmentOutcome outcome) {
        return messages.text(
                switch (outcome) {
                    case ALIGNED -> "alignment.outcome.aligned";
                    case TAKEN -> "alignment.outcome.taken";
                    case MIDDLE -> "alignment.outcome.middle";
                    case NO_FACE -> "alignment.outcome.noFace";
                    case REJECTED -> "alignment.outcome.rejected";
                    case NO_LANDMARKS -> "alignment.outcome.noLandmarks";
                    case UNREADABLE -> "alignment.outcome.unreadable";
                });
    }

    /** Reads a photograph and its face in the background. */
    void select(Optional<AlignedImage> image) {
        wanted = image;
        if (image.isEmpty() || shown.isEmpty()) {
            preview.set(Optional.empty());
            return;
        }
        AlignedImage row = image.get();
        Path photograph = FolderAlignment.base(shown.get().input()).resolve(row.image());
        Path face = shown.get().output().resolve(row.face());
        tasks.run(
                new BackgroundTask<>(
                                messages.text("alignment.task.preview", row.image()),
                                progress ->
                                        new Preview(
                                                row,
                                                read(photograph),
                                                row.face().isEmpty()
                                                        ? Optional.empty()
                                                        : read(face)))
                        .onSuccess(
                                read -> {
                                    if (wanted.equals(Optional.of(read.image()))) {
                                        preview.set(Optional.of(read));
                                    }
                                }));
    }

    private static Optional<RgbImage> read(Path file) {
        try {
            return Optional.of(ImageDecoder.decode(file));
        } catch (UnreadableImageException e) {
            return Optional.empty(); // the row says why
        }
    }
}
