package dev.interproto.desktop.training;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ChildRule;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DatasetLibrary;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.training.ConfigurationCheck;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.training.TrainingPreset;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.TrainingRequest;
import java.util.List;
import java.util.Optional;
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
    private final TrainingForm form;
    private final CostWatch cost;
    private final RateFinding rates;
    private final SeenFacesPreview seen;
    private final ReadOnlyObjectWrapper<Optional<SchedulePreview>> schedule =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final SuggestedRunName runName;
    private final TrainingData data;
    private final ObjectProperty<Optional<TrainingPreset>> preset =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObservableList<String> testSetNames = FXCollections.observableArrayList();
    private final StartingChoice start;
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(false);
    private boolean filling;

    SetupViewModel(
            Workspace workspace,
            TaskRunner tasks,
            Messages messages,
            DatasetLibrary library,
            CostMeasurement measurement,
            RateSearch search) {
        this.data = new TrainingData(workspace);
        this.runName = new SuggestedRunName(workspace, messages);
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
        form.onChange(this::changed);
        runName.field().textProperty().addListener((o, old, now) -> checkReady());
        data.testSets().addListener((ListChangeListener<TestSetRequest>) change -> changed());
        data.identitiesProperty().addListener((o, old, now) -> dataChanged());
        data.datasetProperty().addListener((o, old, now) -> dataChanged());
        start.chosenProperty().addListener((o, old, now) -> changed());
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
        data.refresh();
        start.refresh();
        suggestName();
        cost.soon();
    }

    /** Fills in a preset. */
    void choosePreset(TrainingPreset chosen) {
        show(chosen.configuration());
        preset.set(Optional.of(chosen));
        changed();
    }

    /**
     * Fills in another run's settings, as for a comparison.
     *
     * @throws UserFacingException where no training can have them; nothing is filled in then
     */
    void fill(TrainingRequest request) {
        show(request.configuration());
        preset.set(Optional.empty());
        start.show(request.init());
        data.show(request);
        suggestName();
        changed();
    }

    private void show(TrainingConfiguration configuration) {
        filling = true;
        try {
            form.show(configuration);
        } finally {
            filling = false;
        }
    }

    /** Takes over the rule chosen on the datasets page. */
    void chooseRule(ChildRule rule) {
        form.childAge().textProperty().set(Integer.toString(rule.childAge()));
        form.childFilter().textProperty().set(Integer.toString(rule.childFilter()));
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
        return data.datasetProperty()
                .get()
                .flatMap(
                        known ->
                                form.configuration()
                                        .map(
                                                configuration ->
                                                        new CostWatch.Settings(
                                                                known,
                                                                data.identitiesProperty().get(),
                                                                configuration,
                                                                List.copyOf(data.testSets()))));
    }

    /** The training as set up; empty while something is missing or wrong. */
    Optional<TrainingRequest> request() {
        Optional<TrainingConfiguration> configuration = form.configuration();
        if (configuration.isEmpty()
                || data.datasetProperty().get().isEmpty()
                || runName.field().value().isEmpty()
                || cost.problemProperty().get().isPresent()) {
            return Optional.empty();
        }
        KnownDataset known = data.datasetProperty().get().get();
        return Optional.of(
                new TrainingRequest(
                        runName.field().value().get(),
                        configuration.get(),
                        known.root(),
                        known.ageLabels(),
                        List.copyOf(data.testSets()),
                        false,
                        start.request(),
                        data.identitiesProperty().get()));
    }

    /** What weights the training starts from. */
    StartingChoice start() {
        return start;
    }

    TrainingForm form() {
        return form;
    }

    FormField<String> runName() {
        return runName.field();
    }

    /** What it trains on and is tested with. */
    TrainingData data() {
        return data;
    }

    /** The preset the values are those of; empty once one was changed. */
    ReadOnlyObjectProperty<Optional<TrainingPreset>> presetProperty() {
        return preset;
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

    private void dataChanged() {
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

    private void suggestName() {
        runName.suggest(data.datasetProperty().get(), form);
    }
}
