package dev.interproto.desktop.compare;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.run.Candidate;
import dev.interproto.desktop.run.RunChoice;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.face.ImageDecoder;
import dev.interproto.verification.Comparison;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** What the comparison page shows and does, without any control. */
final class CompareViewModel {
    private final TaskRunner tasks;
    private final Notifications notifications;
    private final Messages messages;
    private final FaceFinder finder;
    private final FaceComparer.Opener opener;
    private final RunChoice runs;
    private final ObjectProperty<Side> first = new SimpleObjectProperty<>(new Side.Empty());
    private final ObjectProperty<Side> second = new SimpleObjectProperty<>(new Side.Empty());
    private final ReadOnlyObjectWrapper<Optional<Comparison>> comparison =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<StoredEvaluation>> evaluation =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper();
    private final ComparerHolder holder;
    private long wish;

    CompareViewModel(
            Workspace workspace,
            TaskRunner tasks,
            Notifications notifications,
            Messages messages,
            FaceFinder finder,
            FaceComparer.Opener opener) {
        this.tasks = tasks;
        this.notifications = notifications;
        this.messages = messages;
        this.finder = finder;
        this.opener = opener;
        this.holder = new ComparerHolder();
        this.runs = new RunChoice(workspace, tasks, messages, RunChoice::hasNetwork);
        runs.selectedProperty()
                .addListener(
                        (o, old, now) -> {
                            evaluation.set(Optional.empty());
                            compare();
                        });
        first.addListener((o, old, now) -> compare());
        second.addListener((o, old, now) -> compare());
    }

    RunChoice runs() {
        return runs;
    }

    ReadOnlyObjectProperty<Side> firstProperty() {
        return first;
    }

    ReadOnlyObjectProperty<Side> secondProperty() {
        return second;
    }

    /** The verdict on the two chosen faces; empty while there is none. */
    ReadOnlyObjectProperty<Optional<Comparison>> comparisonProperty() {
        return comparison.getReadOnlyProperty();
    }

    /** The evaluation behind the verdict. */
    ReadOnlyObjectProperty<Optional<StoredEvaluation>> evaluationProperty() {
        return evaluation.getReadOnlyProperty();
    }

    /** Whether a comparison is under way. */
    ReadOnlyBooleanProperty workingProperty() {
        return working.getReadOnlyProperty();
    }

    /**
     * Takes photographs: two fill both places, one the first free place, or the second where both
     * are taken.
     */
    void take(List<Path> files) {
        List<Path> photographs = files.stream().filter(ImageDecoder::isImageFile).toList();
        if (photographs.isEmpty()) {
            throw new UserFacingException(
                    messages.text("compare.noImages"),
                    messages.text("compare.noImages.meaning"),
                    messages.text("compare.unreadable.remedy"));
        }
        if (photographs.size() > 2) {
            notifications.status(messages.text("compare.firstTwo", photographs.size()));
        }
        if (photographs.size() >= 2) {
            put(true, photographs.get(0));
            put(false, photographs.get(1));
        } else {
            put(first.get() instanceof Side.Empty, photographs.get(0));
        }
    }

    /** Puts a photograph into one of the two places and looks for faces in the background. */
    void put(boolean intoFirst, Path file) {
        ObjectProperty<Side> side = side(intoFirst);
        Side searching = new Side.Searching(file);
        side.set(searching);
        tasks.run(
                new BackgroundTask<>(
                                messages.text("compare.task.find", file.getFileName()),
                                progress -> finder.find(file))
                        .onSuccess(found -> replace(searching, new Side.Photograph(found, 0)))
                        .onFailure(
                                failure -> {
                                    if (failure instanceof UserFacingException known) {
                                        replace(
                                                searching,
                                                new Side.Unreadable(
                                                        file, known.what(), known.remedy()));
                                    } else {
                                        replace(searching, new Side.Empty());
                                        notifications.failure(
                                                messages.text(
                                                        "compare.task.find", file.getFileName()),
                                                failure);
                                    }
                                })
                        .onEnd(() -> replace(searching, new Side.Empty())));
    }

    /** Wherever the waiting side is by now: the sides may have been swapped meanwhile. */
    private void replace(Side waiting, Side found) {
        for (ObjectProperty<Side> side : List.of(first, second)) {
            if (side.get() == waiting) {
                side.set(found);
            }
        }
    }

    /** Chooses another face of a photograph. */
    void choose(boolean ofFirst, int face) {
        ObjectProperty<Side> side = side(ofFirst);
        if (side.get() instanceof Side.Photograph photograph
                && face >= 0
                && face < photograph.faces().faces().size()) {
            side.set(new Side.Photograph(photograph.faces(), face));
        }
    }

    void swap() {
        Side before = first.get();
        first.set(second.get());
        second.set(before);
    }

    void clear(boolean theFirst) {
        side(theFirst).set(new Side.Empty());
    }

    void clear() {
        clear(true);
        clear(false);
    }

    /** Releases the network, when nothing uses it any more. */
    void close() {
        wish++;
        tasks.run(
                new BackgroundTask<>(
                        messages.text("compare.task.close"),
                        progress -> {
                            holder.close();
                            return true;
                        }));
    }

    private ObjectProperty<Side> side(boolean ofFirst) {
        return ofFirst ? first : second;
    }

    private record Outcome(Comparison comparison, Optional<StoredEvaluation> evaluation) {}

    private void compare() {
        long mine = ++wish;
        comparison.set(Optional.empty());
        Optional<Side.Photograph> one = first.get().comparable();
        Optional<Side.Photograph> other = second.get().comparable();
        Optional<Candidate> run = runs.selectedProperty().get();
        working.set(one.isPresent() && other.isPresent() && run.isPresent());
        if (!working.get()) {
            return;
        }
        tasks.run(
                new BackgroundTask<>(
                                messages.text("compare.task.compare", run.get().name()),
                                progress -> holder.compare(run.get(), one.get(), other.get()))
                        .onSuccess(
                                outcome -> {
                                    if (mine == wish) {
                                        evaluation.set(outcome.evaluation());
                                        comparison.set(Optional.of(outcome.comparison()));
                                    }
                                })
                        .onEnd(
                                () -> {
                                    if (mine == wish) {
                                        working.set(false);
                                    }
                                }));
    }

    /** Keeps the last run's network open; one comparison at a time. */
    private final class ComparerHolder {
        private Optional<Candidate> run = Optional.empty();
        private Optional<FaceComparer> comparer = Optional.empty();

        synchronized Outcome compare(Candidate wanted, Side.Photograph a, Side.Photograph b) {
            if (comparer.isEmpty() || !run.equals(Optional.of(wanted))) {
                close();
                comparer = Optional.of(opener.open(wanted.home()));
                run = Optional.of(wanted);
            }
            FaceComparer open = comparer.get();
            return new Outcome(
                    open.compare(a.faces(), a.chosen(), b.faces(), b.chosen()), open.evaluation());
        }

        synchronized void close() {
            comparer.ifPresent(FaceComparer::close);
            comparer = Optional.empty();
            run = Optional.empty();
        }
    }
}
