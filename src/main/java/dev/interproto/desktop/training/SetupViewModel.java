package dev.interproto.desktop.training;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.container.RecordDataset;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.runs.RunTexts;
import dev.interproto.desktop.shell.DatasetLibrary;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.training.ConfigurationCheck;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.training.TrainingPreset;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.TrainingRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/** A training while it is set up, without any control. FX thread only. */
final class SetupViewModel {
    private static final Pattern UNFIT_FOR_NAMES = Pattern.compile("[^\\p{L}\\p{N}._+=-]+");

    private final Workspace workspace;
    private final TrainingForm form;
    private final CostWatch cost;
    private final RateFinding rates;
    private final SeenFacesPreview seen;
    private final ReadOnlyObjectWrapper<Optional<SchedulePreview>> schedule =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final FormField<String> runName;
    private final ObjectProperty<Optional<TrainingPreset>> preset =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObservableList<KnownDataset> datasets = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<KnownDataset>> dataset =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Path>> identities =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObservableList<TestSetRequest> testSets = FXCollections.observableArrayList();
    private final ObservableList<String> testSetNames = FXCollections.observableArrayList();
    private final StartingChoice start;
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(false);
    private String suggested = "";
    private boolean filling;

    SetupViewModel(
            Workspace workspace,
            TaskRunner tasks,
            Messages messages,
            DatasetLibrary library,
            CostMeasurement measurement,
            RateSearch search) {
        this.workspace = workspace;
        this.form = new TrainingForm(messages);
        this.cost =
                new CostWatch(
                        tasks,
                        messages,
                        new CostCheck(library, messages),
                        measurement,
                        this::settings);
        this.rates = new RateFinding(tasks, messages, search, this::request, form.learningRate());
        this.seen = new SeenFacesPreview(tasks, messages, library, this::settings);
        this.start = new StartingChoice(workspace, form.backboneProperty());
        this.runName =
                new FormField<>(
                        "",
                        text ->
                                Optional.of(text)
                                        .filter(Workspace::isRunName)
                                        .filter(name -> workspace.findRun(name).isEmpty()),
                        messages.text("training.field.runName"));
        form.onChange(this::changed);
        runName.textProperty().addListener((o, old, now) -> checkReady());
        testSets.addListener((ListChangeListener<TestSetRequest>) change -> changed());
        identities.addListener((o, old, now) -> identitiesChanged());
        dataset.addListener((o, old, now) -> datasetChanged(old, now));
        cost.problemProperty().addListener((o, old, now) -> checkReady());
        cost.reportProperty()
                .addListener(
                        (o, old, now) -> {
                            drawSchedule();
                            now.ifPresent(report -> nameTestSets(report.testSets()));
                            // Not before: the data is opened by now, and sound.
                            now.ifPresent(report -> seen.refresh());
                        });
        choosePreset(TrainingPreset.SMALL);
    }

    /** Reads the workspace's datasets anew; chooses the newest where none is chosen. */
    void refresh() {
        datasets.setAll(workspace.datasets().list());
        start.refresh();
        Optional<KnownDataset> same =
                dataset.get()
                        .flatMap(
                                chosen ->
                                        datasets.stream()
                                                .filter(d -> d.root().equals(chosen.root()))
                                                .findFirst());
        if (same.isPresent()) {
            dataset.set(same);
        } else if (!datasets.isEmpty()) {
            dataset.set(Optional.of(datasets.get(datasets.size() - 1)));
        } else {
            dataset.set(Optional.empty());
        }
        suggestName();
        cost.soon();
    }

    /** Fills in a preset. */
    void choosePreset(TrainingPreset chosen) {
        filling = true;
        form.show(chosen.configuration());
        filling = false;
        preset.set(Optional.of(chosen));
        changed();
    }

    /** Fills in another run's settings, as for a comparison. */
    void fill(TrainingRequest request) {
        filling = true;
        form.show(request.configuration());
        filling = false;
        preset.set(Optional.empty());
        start.show(request.init());
        datasets.setAll(workspace.datasets().list());
        KnownDataset known =
                datasets.stream()
                        .filter(d -> d.root().equals(request.data()))
                        .findFirst()
                        .orElseGet(
                                () ->
                                        new KnownDataset(
                                                request.data().getFileName().toString(),
                                                request.data(),
                                                request.ageLabels()));
        dataset.set(Optional.of(known));
        testSets.setAll(request.testSets());
        identities.set(request.identities());
        suggestName();
        changed();
    }

    /** Chooses a dataset by its root; one the workspace does not know yet is remembered. */
    void chooseDataset(Path root) {
        Path given = root.toAbsolutePath().normalize();
        Path folder = RecordDataset.find(given).orElse(given);
        if (workspace.datasets().list().stream().noneMatch(d -> d.root().equals(folder))) {
            workspace
                    .datasets()
                    .add(
                            new KnownDataset(
                                    RecordDataset.nameGiver(folder).getFileName().toString(),
                                    folder,
                                    Optional.empty()));
        }
        datasets.setAll(workspace.datasets().list());
        dataset.set(datasets.stream().filter(d -> d.root().equals(folder)).findFirst());
    }

    /** Takes over the rule chosen on the datasets page. */
    void chooseRule(ChildRule rule) {
        form.childAge().textProperty().set(Integer.toString(rule.childAge()));
        form.childFilter().textProperty().set(Integer.toString(rule.childFilter()));
    }

    /** Adds a test set, once. */
    void addTestSet(TestSetRequest testSet) {
        TestSetRequest request =
                new TestSetRequest(
                        testSet.pairs().toAbsolutePath().normalize(),
                        testSet.images().toAbsolutePath().normalize());
        if (!testSets.contains(request)) {
            testSets.add(request);
        }
    }

    /** Gives the training thread free: what it will cost is about to be seen. */
    void stopMeasuring() {
        cost.stop();
        rates.cancel();
    }

    /** Called by the page's timer. */
    void tick() {
        cost.tick();
        rates.tick();
    }

    private Optional<CostWatch.Settings> settings() {
        Optional<KnownDataset> known = dataset.get();
        return known.isEmpty()
                ? Optional.empty()
                : form.configuration()
                        .map(
                                configuration ->
                                        new CostWatch.Settings(
                                                known.get(),
                                                identities.get(),
                                                configuration,
                                                List.copyOf(testSets)));
    }

    /** The training as set up; empty while something is missing or wrong. */
    Optional<TrainingRequest> request() {
        Optional<TrainingConfiguration> configuration = form.configuration();
        if (configuration.isEmpty()
                || dataset.get().isEmpty()
                || runName.value().isEmpty()
                || cost.problemProperty().get().isPresent()) {
            return Optional.empty();
        }
        KnownDataset known = dataset.get().get();
        return Optional.of(
                new TrainingRequest(
                        runName.value().get(),
                        configuration.get(),
                        known.root(),
                        known.ageLabels(),
                        List.copyOf(testSets),
                        false,
                        start.request(),
                        identities.get()));
    }

    /** What weights the training starts from. */
    StartingChoice start() {
        return start;
    }

    TrainingForm form() {
        return form;
    }

    FormField<String> runName() {
        return runName;
    }

    /** The preset the values are those of; empty once one was changed. */
    ReadOnlyObjectProperty<Optional<TrainingPreset>> presetProperty() {
        return preset;
    }

    ObservableList<KnownDataset> datasets() {
        return datasets;
    }

    ObjectProperty<Optional<KnownDataset>> datasetProperty() {
        return dataset;
    }

    /** File of the identities to train on; empty for all of them. */
    ObjectProperty<Optional<Path>> identitiesProperty() {
        return identities;
    }

    ObservableList<TestSetRequest> testSets() {
        return testSets;
    }

    /** What the test sets are called, once they have been read. */
    ObservableList<String> testSetNames() {
        return testSetNames;
    }

    /** The search for its learning rate. */
    RateFinding rates() {
        return rates;
    }

    /** Faces as its network will see them. */
    SeenFacesPreview seen() {
        return seen;
    }

    /** Learning rate and λ over the run; empty while the data or the settings are not known. */
    ReadOnlyObjectProperty<Optional<SchedulePreview>> scheduleProperty() {
        return schedule.getReadOnlyProperty();
    }

    /** What it will cost, and why it could not start. */
    CostWatch cost() {
        return cost;
    }

    /** Whether {@link #request()} gives one. */
    ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    private void datasetChanged(Optional<KnownDataset> before, Optional<KnownDataset> now) {
        if (!before.map(KnownDataset::root).equals(now.map(KnownDataset::root))) {
            identities.set(Optional.empty());
        }
        testSets.setAll(now.map(KnownDataset::testSets).orElse(List.of()));
        cost.forgetProblem();
        changed();
    }

    private void identitiesChanged() {
        cost.forgetProblem();
        changed();
    }

    private void changed() {
        if (filling) {
            return;
        }
        preset.get()
                .filter(p -> !form.configuration().equals(Optional.of(p.configuration())))
                .ifPresent(p -> preset.set(Optional.empty()));
        suggestName();
        cost.soon();
        checkReady();
        drawSchedule();
        rates.settingsChanged();
    }

    /**
     * With the newest count of images; a change of the data is shown when it has been looked at.
     */
    private void drawSchedule() {
        schedule.set(
                cost.reportProperty()
                        .get()
                        .flatMap(
                                report ->
                                        form.configuration()
                                                .filter(SetupViewModel::isSound)
                                                .map(now -> schedule(now, report.images()))));
    }

    private void nameTestSets(List<String> names) {
        if (!testSetNames.equals(names)) {
            testSetNames.setAll(names);
        }
    }

    private static boolean isSound(TrainingConfiguration configuration) {
        try {
            ConfigurationCheck.require(configuration);
            return true;
        } catch (UserFacingException e) {
            // The cost check shows it.
            return false;
        }
    }

    private static SchedulePreview schedule(TrainingConfiguration configuration, int images) {
        int steps = CostCheck.stepsPerEpoch(images, configuration.batchSize());
        return SchedulePreview.of(configuration, Math.max(1, steps));
    }

    private void checkReady() {
        ready.set(request().isPresent());
    }

    /** Follows the choices until the person types a name of their own. */
    private void suggestName() {
        if (runName.textProperty().get().equals(suggested)) {
            String wanted =
                    dataset.get().map(KnownDataset::name).orElse("run")
                            + "-"
                            + form.backboneProperty().get()
                            + "-"
                            + form.headProperty().get()
                            + form.lambda()
                                    .value()
                                    .filter(lambda -> lambda != 0)
                                    .map(lambda -> "-ip" + RunTexts.number(lambda))
                                    .orElse("");
            String fit = UNFIT_FOR_NAMES.matcher(wanted).replaceAll("_");
            suggested = workspace.freeRunName(fit.substring(0, Math.min(70, fit.length())));
            runName.textProperty().set(suggested);
        }
    }
}
