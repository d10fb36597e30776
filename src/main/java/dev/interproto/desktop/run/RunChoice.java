package dev.interproto.desktop.run;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunSummary;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workspace's runs that a page can use, and the one chosen; without any control. */
public final class RunChoice {
    private static final Logger LOG = LoggerFactory.getLogger(RunChoice.class);

    private final Workspace workspace;
    private final TaskRunner tasks;
    private final Messages messages;
    private final Predicate<RunFolder> usable;
    private final ObservableList<RunSummary> runs = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<RunSummary>> selected =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyBooleanWrapper listed = new ReadOnlyBooleanWrapper();

    /**
     * @param usable whether the page can do anything with a run; asked in the background
     */
    public RunChoice(
            Workspace workspace, TaskRunner tasks, Messages messages, Predicate<RunFolder> usable) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.messages = messages;
        this.usable = usable;
    }

    /** Whether a run holds a checkpoint. */
    public static boolean hasCheckpoint(RunFolder run) {
        return !checkpoints(run).isEmpty();
    }

    /** A run's checkpoint files: the last first, then the best of each test set by name. */
    public static List<Path> checkpoints(RunFolder run) {
        try (Stream<Path> files = Files.list(run.checkpoints())) {
            return files.filter(file -> file.getFileName().toString().endsWith(".npz"))
                    .sorted(
                            Comparator.comparing(
                                            (Path file) ->
                                                    !file.getFileName()
                                                            .toString()
                                                            .startsWith("last"))
                                    .thenComparing(Path::getFileName))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Usable runs, newest first. */
    public ObservableList<RunSummary> runs() {
        return runs;
    }

    public ObjectProperty<Optional<RunSummary>> selectedProperty() {
        return selected;
    }

    /** Whether the runs have been listed once, so that an empty list means that there are none. */
    public ReadOnlyBooleanProperty listedProperty() {
        return listed.getReadOnlyProperty();
    }

    /**
     * Lists the runs anew in the background.
     *
     * @param wanted the run to choose; else the chosen one stays, or the newest is taken
     */
    public void refresh(Optional<String> wanted) {
        tasks.run(
                new BackgroundTask<>(messages.text("choice.task"), progress -> list())
                        .onSuccess(found -> show(found, wanted)));
    }

    private List<RunSummary> list() {
        List<RunSummary> found = new ArrayList<>();
        for (RunFolder folder : workspace.runFolders()) {
            try {
                if (usable.test(folder)) {
                    found.add(new RunSummary(folder, folder.record(), folder.status()));
                }
            } catch (UserFacingException | UncheckedIOException e) {
                LOG.warn("The run {} is left out of the choice", folder.name(), e);
            }
        }
        found.sort(
                Comparator.comparing((RunSummary run) -> run.record().created())
                        .reversed()
                        .thenComparing(RunSummary::name));
        return found;
    }

    private void show(List<RunSummary> found, Optional<String> wanted) {
        Optional<String> name = wanted.or(() -> selected.get().map(RunSummary::name));
        if (!runs.equals(found)) {
            runs.setAll(found);
        }
        listed.set(true);
        Optional<RunSummary> next =
                found.stream()
                        .filter(run -> name.isPresent() && run.name().equals(name.get()))
                        .findFirst()
                        .or(() -> found.stream().findFirst());
        if (!next.equals(selected.get())) {
            selected.set(next);
        }
    }
}
