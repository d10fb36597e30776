package dev.interproto.desktop.run;

import dev.interproto.common.UserFacingException;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.PageArgument;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.ModelShelf;
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

/** The workspace's runs and models that a page can use, and the one chosen; without any control. */
public final class RunChoice {
    private static final Logger LOG = LoggerFactory.getLogger(RunChoice.class);

    private final Workspace workspace;
    private final TaskRunner tasks;
    private final Messages messages;
    private final Predicate<ModelHome> usable;
    private final ObservableList<Candidate> runs = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<Candidate>> selected =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyBooleanWrapper listed = new ReadOnlyBooleanWrapper();

    /**
     * @param usable whether the page can do anything with a run or model; asked in the background
     */
    public RunChoice(
            Workspace workspace, TaskRunner tasks, Messages messages, Predicate<ModelHome> usable) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.messages = messages;
        this.usable = usable;
    }

    /** Whether a run holds a checkpoint; a model on the shelf is one itself. */
    public static boolean hasNetwork(ModelHome home) {
        return !(home instanceof RunFolder run) || !checkpoints(run).isEmpty();
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

    /** Usable runs, newest first; then the models of the shelf by name. */
    public ObservableList<Candidate> runs() {
        return runs;
    }

    public ObjectProperty<Optional<Candidate>> selectedProperty() {
        return selected;
    }

    /** Whether the runs have been listed once, so that an empty list means that there are none. */
    public ReadOnlyBooleanProperty listedProperty() {
        return listed.getReadOnlyProperty();
    }

    /** Lists anew; chooses the run or model that a page was opened on. */
    public void refresh(PageArgument argument) {
        if (argument instanceof PageArgument.OfModel model) {
            find(Optional.of(workspace.models().resolve(model.model())));
        } else {
            refresh(
                    argument instanceof PageArgument.OfRun run
                            ? Optional.of(run.run())
                            : Optional.empty());
        }
    }

    /**
     * Lists the runs and models anew in the background.
     *
     * @param wanted the run to choose; else the chosen one stays, or the newest is taken
     */
    public void refresh(Optional<String> wanted) {
        find(wanted.map(workspace.runs()::resolve));
    }

    private void find(Optional<Path> wanted) {
        tasks.run(
                new BackgroundTask<>(messages.text("choice.task"), progress -> list())
                        .onSuccess(found -> show(found, wanted)));
    }

    private List<Candidate> list() {
        List<Candidate> all = new ArrayList<>();
        listRuns().forEach(run -> all.add(new Candidate.OfRun(run)));
        new ModelShelf(workspace)
                .models().stream()
                        .filter(model -> usable.test(model.folder()))
                        .forEach(model -> all.add(new Candidate.OfModel(model)));
        return all;
    }

    private List<RunSummary> listRuns() {
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

    private void show(List<Candidate> found, Optional<Path> wanted) {
        Optional<Path> folder = wanted.or(() -> selected.get().map(now -> now.home().path()));
        if (!runs.equals(found)) {
            runs.setAll(found);
        }
        listed.set(true);
        Optional<Candidate> next =
                found.stream()
                        .filter(each -> folder.filter(each.home().path()::equals).isPresent())
                        .findFirst()
                        .or(() -> found.stream().findFirst());
        if (!next.equals(selected.get())) {
            selected.set(next);
        }
    }
}
