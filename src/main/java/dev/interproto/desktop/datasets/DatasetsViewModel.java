package dev.interproto.desktop.datasets;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.dataset.archive.ArchiveKind;
import dev.interproto.dataset.container.RecordDataset;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.dataset.demo.DemoFacesReport;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DatasetLibrary;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.SurveyedDatasets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;

/** What the datasets page shows and does, without any control. */
final class DatasetsViewModel {
    private final Workspace workspace;
    private final DatasetLibrary library;
    private final TaskRunner tasks;
    private final Notifications notifications;
    private final Messages messages;
    private final DemoFacesOptions demoOptions;
    private final FoundData found;
    private final IdentityList identities = new IdentityList();

    private final DatasetEntries entries;
    private final ObjectProperty<Optional<Path>> selectedRoot =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<DatasetSummary>> summary =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<DatasetFigures>> figures =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<BackgroundTask<?>>> drawing =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final IntegerProperty childAge = new SimpleIntegerProperty(ChildRule.PAPER.childAge());
    private final IntegerProperty childFilter =
            new SimpleIntegerProperty(ChildRule.PAPER.childFilter());

    DatasetsViewModel(
            Workspace workspace,
            DatasetLibrary library,
            TaskRunner tasks,
            Notifications notifications,
            Messages messages,
            DemoFacesOptions demoOptions) {
        this.workspace = workspace;
        this.library = library;
        this.tasks = tasks;
        this.notifications = notifications;
        this.messages = messages;
        this.demoOptions = demoOptions;
        this.entries =
                new DatasetEntries(
                        workspace, library, tasks, notifications, messages, this::update);
        this.found = new FoundData(library, tasks, notifications, messages, this::choose);
        selectedRoot.addListener((o, old, now) -> update());
        childAge.addListener((o, old, now) -> update());
        childFilter.addListener((o, old, now) -> update());
    }

    ObservableList<DatasetEntry> entries() {
        return entries.all();
    }

    /** Tiles of the grid: filtered, child identities first. */
    ObservableList<IdentityItem> identities() {
        return identities.items();
    }

    ObjectProperty<Optional<Path>> selectedRootProperty() {
        return selectedRoot;
    }

    ReadOnlyObjectProperty<Optional<DatasetSummary>> summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<DatasetFigures>> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    /** What was found where the person pointed; empty where nothing is to be chosen. */
    ReadOnlyObjectProperty<Optional<SurveyChoice>> choiceProperty() {
        return found.choiceProperty();
    }

    /** The demo faces being drawn now. */
    ReadOnlyObjectProperty<Optional<BackgroundTask<?>>> drawingProperty() {
        return drawing.getReadOnlyProperty();
    }

    IntegerProperty childAgeProperty() {
        return childAge;
    }

    IntegerProperty childFilterProperty() {
        return childFilter;
    }

    StringProperty filterProperty() {
        return identities.filterProperty();
    }

    BooleanProperty childrenOnlyProperty() {
        return identities.childrenOnlyProperty();
    }

    ChildRule rule() {
        return new ChildRule(childAge.get(), childFilter.get());
    }

    Optional<DatasetEntry> selected() {
        return selectedRoot.get().flatMap(entries::of);
    }

    /** Reads which datasets the workspace knows and opens those not opened yet. */
    void refresh() {
        entries.refresh();
        if (selected().isEmpty()) {
            selectedRoot.set(entries.all().stream().findFirst().map(entry -> entry.known().root()));
        }
    }

    /**
     * Opens what the person pointed at, a folder, a .rec file or an archive: a plain dataset at
     * once; where there is more to it, what was found is shown to be taken whole or in part.
     */
    void open(Path path) {
        found.look(path);
    }

    /** Opens exactly this root and remembers it once it is open. */
    private void choose(FoundData.Dataset chosen) {
        Path root = chosen.root();
        Optional<DatasetEntry> known = entries.of(root);
        KnownDataset dataset =
                known.map(DatasetEntry::known)
                        .orElseGet(
                                () ->
                                        new KnownDataset(
                                                entries.freeName(root),
                                                root,
                                                chosen.ageLabels(),
                                                chosen.testSets().stream()
                                                        .map(SurveyedDatasets::request)
                                                        .toList()));
        add(dataset);
    }

    /** Remembers the chosen ones of what was found, and opens them. */
    void addFound() {
        List<KnownDataset> chosen =
                found.choiceProperty()
                        .get()
                        .map(shown -> shown.datasets(workspace.datasets().list()))
                        .orElse(List.of());
        found.forget();
        if (chosen.isEmpty()) {
            throw new UserFacingException(
                    messages.text("datasets.survey.alone"),
                    messages.text("datasets.survey.alone.meaning"),
                    messages.text("datasets.survey.alone.remedy"));
        }
        chosen.forEach(workspace.datasets()::add);
        refresh();
        selectedRoot.set(Optional.of(chosen.get(0).root()));
        notifications.success(
                messages.text(
                        "datasets.survey.added",
                        String.join(", ", chosen.stream().map(KnownDataset::name).toList())));
    }

    /** Takes nothing of what was found. */
    void chooseNone() {
        found.forget();
    }

    /** Takes the ages of the selected dataset from a file, or its file names; opens it anew. */
    void useAgeLabels(Optional<Path> file) {
        DatasetEntry entry =
                selected()
                        .orElseThrow(
                                () ->
                                        new UserFacingException(
                                                messages.text("datasets.noneForAges"),
                                                messages.text("datasets.noneForAges.meaning"),
                                                messages.text("datasets.noneForAges.remedy")));
        KnownDataset old = entry.known();
        add(new KnownDataset(old.name(), old.root(), file, old.testSets()));
    }

    /** Shows a dataset with other ages, without reading its folder. */
    void changed(DatasetSummary summary) {
        entries.show(summary);
    }

    /** Scans the selected dataset's folder anew. */
    void rescan() {
        selected().map(DatasetEntry::known).ifPresent(entries::openAnew);
    }

    /** Takes the selected dataset off the list; its files stay. */
    void forget() {
        selectedRoot
                .get()
                .ifPresent(
                        root -> {
                            entries.forget(root);
                            refresh();
                        });
    }

    /** Draws the demo faces into the workspace, then opens them; only once at a time. */
    void tryDemoFaces() {
        if (drawing.get().isPresent()) {
            return;
        }
        Path folder = workspace.generatedDatasets().resolve("demo-faces");
        BackgroundTask<DemoFacesReport> task =
                new BackgroundTask<>(
                                messages.text("datasets.task.demo"),
                                progress -> DemoFaces.write(folder, demoOptions, progress))
                        .onSuccess(this::openDemoFaces)
                        .onEnd(() -> drawing.set(Optional.empty()));
        drawing.set(Optional.of(task));
        tasks.run(task);
    }

    private void openDemoFaces(DemoFacesReport report) {
        library.forget(report.train());
        add(
                new KnownDataset(
                        messages.text("datasets.demoName"),
                        report.train(),
                        Optional.of(report.ageLabels()),
                        report.pairLists().stream()
                                .map(pairs -> new TestSetRequest(pairs, report.folder()))
                                .toList()));
    }

    private void add(KnownDataset dataset) {
        entries.add(dataset, () -> selectedRoot.set(Optional.of(dataset.root())));
    }

    private void update() {
        Optional<DatasetSummary> now =
                selected()
                        .map(DatasetEntry::state)
                        .filter(DatasetEntry.Ready.class::isInstance)
                        .map(state -> ((DatasetEntry.Ready) state).summary());
        summary.set(now);
        figures.set(
                now.map(
                        s ->
                                new DatasetFigures(
                                        s.images(),
                                        s.identities(),
                                        s.agedImages(),
                                        s.childIdentities(rule()).length,
                                        s.childImages(rule()),
                                        s.problems().size())));
        identities.show(now, rule());
    }

    /**
     * What is done with dropped or named files: folders and archives are opened, a file gives ages.
     */
    void take(List<Path> files) {
        for (Path file : files) {
            if (Files.isDirectory(file)
                    || RecordDataset.find(file).isPresent()
                    || ArchiveKind.isArchive(file)) {
                open(file);
            } else {
                useAgeLabels(Optional.of(file.toAbsolutePath()));
            }
        }
    }
}
