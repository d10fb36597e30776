package dev.interproto.desktop.training;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.container.RecordDataset;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.runs.RunTexts;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.training.TrainingPreset;
import dev.interproto.training.UpdateOptions;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.TrainingRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    /** Ticks of the page's timer (150 ms each) without a change before the data is looked at. */
    private static final int QUIET_TICKS = 3;

    private static final Pattern UNFIT_FOR_NAMES = Pattern.compile("[^\\p{L}\\p{N}._+=-]+");

    /** What a step's time and memory depend on. */
    private record MeasuredFor(
            String backbone,
            int batchSize,
            String device,
            String precision,
            boolean pushed,
            String head,
            UpdateOptions update,
            double partialFc,
            int images,
            int identities,
            int children) {}

    private final Workspace workspace;
    private final TaskRunner tasks;
    private final Messages messages;
    private final CostCheck costs;
    private final TrainingForm form;
    private final FormField<String> runName;
    private final ObjectProperty<Optional<TrainingPreset>> preset =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObservableList<KnownDataset> datasets = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<KnownDataset>> dataset =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Path>> identities =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObservableList<TestSetRequest> testSets = FXCollections.observableArrayList();
    private final StartingChoice start;
    private final ReadOnlyObjectWrapper<Optional<CostReport>> report =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<UserFacingException>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(false);
    private final CostMeasurement measurement;
    private final Map<MeasuredFor, CostReport.Figures> measured = new HashMap<>();
    private Optional<BackgroundTask<CostReport>> check = Optional.empty();
    private Optional<BackgroundTask<CostReport.Figures>> measuring = Optional.empty();
    private String suggested = "";
    private int ticksUntilCheck = -1;
    private boolean filling;

    SetupViewModel(
            Workspace workspace,
            TaskRunner tasks,
            Messages messages,
            CostCheck costs,
            CostMeasurement measurement) {
        this.measurement = measurement;
        this.workspace = workspace;
        this.tasks = tasks;
        this.messages = messages;
        this.costs = costs;
        this.form = new TrainingForm(messages);
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
        checkSoon();
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
        measuring.ifPresent(BackgroundTask::cancel);
        ticksUntilCheck = -1;
    }

    /** Called by the page's timer: looks at the data once the person has stopped typing. */
    void tick() {
        if (ticksUntilCheck > 0 && --ticksUntilCheck == 0) {
            ticksUntilCheck = -1;
            checkNow();
        }
    }

    /** The training as set up; empty while something is missing or wrong. */
    Optional<TrainingRequest> request() {
        Optional<TrainingConfiguration> configuration = form.configuration();
        if (configuration.isEmpty()
                || dataset.get().isEmpty()
                || runName.value().isEmpty()
                || problem.get().isPresent()) {
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

    /** What it will cost; empty while it is not known. */
    ReadOnlyObjectProperty<Optional<CostReport>> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** Why it could not start. */
    ReadOnlyObjectProperty<Optional<UserFacingException>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether the data is being looked at. */
    ReadOnlyBooleanProperty checkingProperty() {
        return checking.getReadOnlyProperty();
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
        problem.set(Optional.empty());
        changed();
    }

    private void identitiesChanged() {
        problem.set(Optional.empty());
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
        checkSoon();
        checkReady();
    }

    private void checkSoon() {
        ticksUntilCheck = QUIET_TICKS;
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

    private void checkNow() {
        check.ifPresent(BackgroundTask::cancel);
        measuring.ifPresent(BackgroundTask::cancel);
        Optional<TrainingConfiguration> configuration = form.configuration();
        if (dataset.get().isEmpty() || configuration.isEmpty()) {
            report.set(Optional.empty());
            checking.set(false);
            return;
        }
        KnownDataset known = dataset.get().get();
        List<TestSetRequest> sets = List.copyOf(testSets);
        Optional<Path> only = identities.get();
        checking.set(true);
        BackgroundTask<CostReport> task =
                new BackgroundTask<>(
                        messages.text("training.check.task", known.name()),
                        progress -> costs.check(known, only, configuration.get(), sets, progress));
        check = Optional.of(task);
        tasks.run(
                task.onSuccess(
                                found -> {
                                    show(task, Optional.of(found), Optional.empty());
                                    measure(task, configuration.get(), found);
                                })
                        .onFailure(
                                failure ->
                                        show(
                                                task,
                                                Optional.empty(),
                                                Optional.of(asUser(failure)))));
    }

    private void show(
            BackgroundTask<CostReport> task,
            Optional<CostReport> found,
            Optional<UserFacingException> failure) {
        if (check.filter(newest -> newest == task).isPresent()) {
            report.set(found);
            problem.set(failure);
            checking.set(false);
            checkReady();
        }
    }

    /** The data is known; now the machine. */
    private void measure(
            BackgroundTask<CostReport> of, TrainingConfiguration configuration, CostReport found) {
        if (check.filter(newest -> newest == of).isEmpty()) {
            return;
        }
        MeasuredFor key =
                new MeasuredFor(
                        configuration.backbone(),
                        configuration.batchSize(),
                        configuration.device(),
                        configuration.precision(),
                        configuration.lambdaChild() > 0,
                        configuration.head().name(),
                        configuration.refinements().update(),
                        configuration.refinements().partialFc(),
                        found.images(),
                        found.identities(),
                        found.childIdentities());
        if (measured.containsKey(key)) {
            show(of, Optional.of(found.with(measured.get(key))), Optional.empty());
            return;
        }
        BackgroundTask<CostReport.Figures> task =
                new BackgroundTask<>(
                        messages.text("training.measure.task"),
                        progress ->
                                measurement.measure(
                                        configuration,
                                        found.images(),
                                        found.identities(),
                                        found.childIdentities(),
                                        progress));
        measuring = Optional.of(task);
        checking.set(true);
        task.onSuccess(
                figures -> {
                    measured.put(key, figures);
                    show(of, Optional.of(found.with(figures)), Optional.empty());
                });
        task.onFailure(
                failure -> {
                    CostReport.Note why = new CostReport.Note(true, asUser(failure).what());
                    show(of, Optional.of(found.with(why)), Optional.empty());
                });
        tasks.run(task.onEnd(() -> endMeasuring(task)));
    }

    private void endMeasuring(BackgroundTask<CostReport.Figures> task) {
        if (measuring.filter(newest -> newest == task).isPresent()) {
            measuring = Optional.empty();
            checking.set(false);
        }
    }

    private UserFacingException asUser(Throwable failure) {
        return failure instanceof UserFacingException known
                ? known
                : new UserFacingException(
                        messages.text("training.check.failed", failure),
                        messages.text("training.check.failed.meaning"),
                        messages.text("training.check.failed.remedy"),
                        failure);
    }
}
