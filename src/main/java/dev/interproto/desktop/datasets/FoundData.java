package dev.interproto.desktop.datasets;

import dev.interproto.dataset.FaceFolder;
import dev.interproto.dataset.container.RecordDataset;
import dev.interproto.dataset.layout.DatasetSurvey;
import dev.interproto.dataset.layout.FoundFaces;
import dev.interproto.dataset.layout.FoundTestSet;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DatasetLibrary;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What lies where a person pointed: one dataset, or several to choose from. FX thread only. */
final class FoundData {
    /**
     * A dataset to be opened.
     *
     * @param ageLabels its age-label file, where one lies beside it
     */
    record Dataset(Path root, Optional<Path> ageLabels, List<FoundTestSet> testSets) {
        Dataset {
            testSets = List.copyOf(testSets);
        }
    }

    private final DatasetLibrary library;
    private final TaskRunner tasks;
    private final Notifications notifications;
    private final Messages messages;
    private final Consumer<Dataset> chosen;
    private final ReadOnlyObjectWrapper<Optional<SurveyChoice>> choice =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * @param chosen gets the one dataset that was found, where there is no choice
     */
    FoundData(
            DatasetLibrary library,
            TaskRunner tasks,
            Notifications notifications,
            Messages messages,
            Consumer<Dataset> chosen) {
        this.library = library;
        this.tasks = tasks;
        this.notifications = notifications;
        this.messages = messages;
        this.chosen = chosen;
    }

    /** What there is to choose from; empty where there is nothing. */
    ReadOnlyObjectProperty<Optional<SurveyChoice>> choiceProperty() {
        return choice.getReadOnlyProperty();
    }

    /** Takes the choice away. */
    void forget() {
        choice.set(Optional.empty());
    }

    /**
     * Opens what the person pointed at, a folder, a .rec file or an archive: a plain dataset at
     * once; where there is more to it, what was found is shown to be taken whole or in part.
     */
    void look(Path path) {
        choice.set(Optional.empty());
        Path absolute = path.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute) && RecordDataset.find(absolute).isPresent()) {
            chosen.accept(new Dataset(absolute, Optional.empty(), List.of()));
            return;
        }
        tasks.run(
                new BackgroundTask<>(
                                messages.text("datasets.task.look", absolute.getFileName()),
                                progress -> library.opening().survey(absolute, progress))
                        .onSuccess(survey -> surveyed(absolute, survey)));
    }

    private void surveyed(Path path, DatasetSurvey survey) {
        List<FoundFaces> sets = survey.faces();
        SurveyChoice found = new SurveyChoice(survey, messages);
        boolean single = sets.size() == 1 && sets.get(0).kind().hasIdentities();
        if (single && (survey.testSets().isEmpty() || sets.get(0).root().equals(path))) {
            Path root = sets.get(0).root();
            if (!root.equals(path)) {
                notifications.success(messages.text("datasets.otherLevel", root));
            }
            chosen.accept(new Dataset(root, sets.get(0).ageLabels(), survey.testSets()));
        } else if (found.items().isEmpty()) {
            nearby(survey.folder());
        } else {
            choice.set(Optional.of(found));
        }
    }

    /** Nothing was found in a folder: it may be one identity's, or opening says what is wrong. */
    private void nearby(Path folder) {
        tasks.run(
                new BackgroundTask<>(
                                messages.text("datasets.task.look", folder.getFileName()),
                                progress -> FaceFolder.candidates(folder, progress))
                        .onSuccess(
                                found -> {
                                    Path root = found.isEmpty() ? folder : found.get(0).root();
                                    if (!root.equals(folder)) {
                                        notifications.success(
                                                messages.text("datasets.otherLevel", root));
                                    }
                                    chosen.accept(new Dataset(root, Optional.empty(), List.of()));
                                }));
    }
}
