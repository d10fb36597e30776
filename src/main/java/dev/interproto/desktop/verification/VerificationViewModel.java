package dev.interproto.desktop.verification;

import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.run.Candidate;
import dev.interproto.desktop.run.RunChoice;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.verification.RocPoint;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.EvaluationRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** What the verification page shows and does, without any control. */
final class VerificationViewModel {
    private final Workspace workspace;
    private final TaskRunner tasks;
    private final Notifications notifications;
    private final Messages messages;
    private final Evaluator evaluator;
    private final RunChoice runs;
    private final EvaluationOrder order = new EvaluationOrder();
    private final EvaluationLookups lookups;
    private final ObservableList<StoredEvaluation> evaluations =
            FXCollections.observableArrayList();
    private final ObservableList<Path> checkpoints = FXCollections.observableArrayList();
    private final ObservableList<TestSetRequest> knownTestSets =
            FXCollections.observableArrayList();
    private final ObjectProperty<Optional<StoredEvaluation>> evaluation =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<PairTable>> table =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper evaluationsListed = new ReadOnlyBooleanWrapper();
    private final DoubleProperty threshold = new SimpleDoubleProperty();
    private final ReadOnlyObjectWrapper<VerdictCounts> counts =
            new ReadOnlyObjectWrapper<>(new VerdictCounts(0, 0, 0, 0));
    private final ObjectProperty<PairFilter> filter = new SimpleObjectProperty<>(PairFilter.ALL);
    private final StringProperty searched = new SimpleStringProperty("");
    private final ObservableList<PairRow> rows = FXCollections.observableArrayList();
    private final FilteredList<PairRow> shown = new FilteredList<>(rows);

    VerificationViewModel(
            Workspace workspace,
            TaskRunner tasks,
            Notifications notifications,
            Messages messages,
            Evaluator evaluator) {
        this.workspace = workspace;
        this.tasks = tasks;
        this.notifications = notifications;
        this.messages = messages;
        this.evaluator = evaluator;
        this.runs = new RunChoice(workspace, tasks, messages, VerificationViewModel::isUsable);
        this.lookups =
                new EvaluationLookups(
                        workspace,
                        tasks,
                        notifications,
                        messages,
                        () -> table().map(PairTable::stored));
        runs.selectedProperty().addListener((o, old, now) -> listEvaluations(Optional.empty()));
        evaluation.addListener((o, old, now) -> load(now));
        threshold.addListener((o, old, now) -> judge());
        filter.addListener((o, old, now) -> sift());
        searched.addListener((o, old, now) -> sift());
    }

    private static boolean isUsable(ModelHome home) {
        return RunChoice.hasNetwork(home) || Files.isDirectory(home.evaluationsFolder());
    }

    RunChoice runs() {
        return runs;
    }

    EvaluationOrder order() {
        return order;
    }

    /** What else can be learned of the evaluation in view. */
    EvaluationLookups lookups() {
        return lookups;
    }

    private Optional<PairTable> table() {
        return table.get();
    }

    /** The chosen run's evaluations, newest first. */
    ObservableList<StoredEvaluation> evaluations() {
        return evaluations;
    }

    /** The chosen run's checkpoints, the last first. */
    ObservableList<Path> checkpoints() {
        return checkpoints;
    }

    /** Test sets that the run or the workspace's datasets know. */
    ObservableList<TestSetRequest> knownTestSets() {
        return knownTestSets;
    }

    ObjectProperty<Optional<StoredEvaluation>> evaluationProperty() {
        return evaluation;
    }

    ReadOnlyObjectProperty<Optional<PairTable>> tableProperty() {
        return table.getReadOnlyProperty();
    }

    /** Whether the chosen run's evaluations have been read. */
    ReadOnlyBooleanProperty evaluationsListedProperty() {
        return evaluationsListed.getReadOnlyProperty();
    }

    /** Similarity from which a pair counts as the same person; the person may move it. */
    DoubleProperty thresholdProperty() {
        return threshold;
    }

    /** The verdicts at the threshold, counted. */
    ReadOnlyObjectProperty<VerdictCounts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    ObjectProperty<PairFilter> filterProperty() {
        return filter;
    }

    StringProperty searchedProperty() {
        return searched;
    }

    /** The rows that filter and text leave. */
    FilteredList<PairRow> shownRows() {
        return shown;
    }

    /** The page comes to the front. */
    void refresh(Optional<String> run) {
        runs.refresh(run);
    }

    /** What is done with dropped or named files: a folder is the images, a file the pair list. */
    void take(List<Path> files) {
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                order.imagesProperty().set(file.toString());
            }
        }
        files.stream().filter(file -> !Files.isDirectory(file)).findFirst().ifPresent(order::begin);
    }

    /** Asks what to evaluate, with the first known test set where nothing was named yet. */
    void ask() {
        if (order.pairsProperty().get().isEmpty() && !knownTestSets.isEmpty()) {
            order.use(knownTestSets.get(0));
        }
        order.openProperty().set(true);
    }

    /** Starts the ordered evaluation in the background. */
    Optional<BackgroundTask<StoredEvaluation>> evaluate() {
        Optional<Candidate> run = runs.selectedProperty().get();
        Optional<Path> checkpoint = order.checkpointProperty().get();
        if (run.isEmpty() || checkpoint.isEmpty() || !order.complete().get()) {
            return Optional.empty();
        }
        order.openProperty().set(false);
        TestSetRequest testSet = order.testSet();
        ModelHome home = run.get().home();
        EvaluationRequest own =
                EvaluationRequest.of(home, checkpoint.get().getFileName().toString(), testSet)
                        .withFlip(order.flipProperty().get());
        EvaluationRequest request = order.untrainedProperty().get() ? own.withRandomWeights() : own;
        return Optional.of(
                tasks.run(
                        new BackgroundTask<>(
                                        messages.text(
                                                "verification.task.evaluate",
                                                home.name(),
                                                testSet.pairs().getFileName()),
                                        progress -> evaluator.evaluate(request, progress))
                                .onSuccess(stored -> evaluated(home, stored))));
    }

    private void evaluated(ModelHome home, StoredEvaluation stored) {
        notifications.success(
                messages.text(
                        "verification.evaluated",
                        stored.report().testSet(),
                        Formats.count(stored.report().pairs())));
        if (runs.selectedProperty().get().filter(now -> now.home().equals(home)).isPresent()) {
            listEvaluations(Optional.of(stored.folder()));
        }
    }

    /** Puts the threshold back to the evaluation's own. */
    void resetThreshold() {
        table.get().ifPresent(now -> threshold.set(now.stored().report().recommendedThreshold()));
    }

    /** Moves the threshold to a corner of the ROC curve, kept within the similarities. */
    void thresholdOfRoc(int corner) {
        table.get()
                .ifPresent(
                        now -> {
                            RocPoint point = now.stored().report().roc().get(corner);
                            double from = now.stored().report().histogram().from();
                            double to = now.stored().report().histogram().to();
                            // The curve begins above the most alike pair, where none is accepted.
                            double above = Math.nextUp(to);
                            threshold.set(Math.max(from, Math.min(above, point.threshold())));
                        });
    }

    private record Known(
            List<StoredEvaluation> evaluations,
            List<Path> checkpoints,
            List<TestSetRequest> testSets) {}

    private void listEvaluations(Optional<Path> wanted) {
        Optional<Candidate> run = runs.selectedProperty().get();
        evaluationsListed.set(false);
        if (run.isEmpty()) {
            evaluations.clear();
            checkpoints.clear();
            evaluation.set(Optional.empty());
            return;
        }
        tasks.run(
                new BackgroundTask<>(
                                messages.text("verification.task.list", run.get().name()),
                                progress -> read(run.get()))
                        .onSuccess(
                                known -> {
                                    if (runs.selectedProperty().get().equals(run)) {
                                        show(known, wanted);
                                    }
                                }));
    }

    private Known read(Candidate run) {
        Set<TestSetRequest> testSets = new LinkedHashSet<>();
        List<RunRecord.TestSetReference> own =
                run instanceof Candidate.OfRun of ? of.run().record().testSets() : List.of();
        own.forEach(
                set ->
                        testSets.add(
                                new TestSetRequest(Path.of(set.pairs()), Path.of(set.images()))));
        workspace.datasets().list().forEach(dataset -> testSets.addAll(dataset.testSets()));
        return new Known(
                run.home().evaluations(),
                run.files(),
                testSets.stream().filter(set -> Files.isReadable(set.pairs())).toList());
    }

    private void show(Known known, Optional<Path> wanted) {
        Optional<Path> keep = wanted.or(() -> evaluation.get().map(StoredEvaluation::folder));
        checkpoints.setAll(known.checkpoints());
        knownTestSets.setAll(known.testSets());
        if (order.checkpointProperty().get().filter(checkpoints::contains).isEmpty()) {
            order.checkpointProperty().set(checkpoints.stream().findFirst());
        }
        evaluations.setAll(known.evaluations());
        evaluationsListed.set(true);
        evaluation.set(
                evaluations.stream()
                        .filter(stored -> keep.filter(stored.folder()::equals).isPresent())
                        .findFirst()
                        .or(() -> evaluations.stream().findFirst()));
    }

    private void load(Optional<StoredEvaluation> chosen) {
        if (chosen.isEmpty()) {
            show(Optional.empty());
            return;
        }
        tasks.run(
                new BackgroundTask<>(
                                messages.text(
                                        "verification.task.read", chosen.get().report().testSet()),
                                progress -> PairTable.read(chosen.get()))
                        .onSuccess(
                                read -> {
                                    if (evaluation.get().equals(chosen)) {
                                        show(Optional.of(read));
                                    }
                                })
                        .onFailure(
                                failure -> {
                                    show(Optional.empty());
                                    notifications.failure(
                                            messages.text(
                                                    "verification.task.read",
                                                    chosen.get().report().testSet()),
                                            failure);
                                }));
    }

    private void show(Optional<PairTable> now) {
        rows.setAll(now.map(PairTable::rows).orElse(List.of()));
        table.set(now);
        resetThreshold();
        judge();
    }

    private void judge() {
        counts.set(
                table.get()
                        .map(now -> now.at(threshold.get()))
                        .orElse(new VerdictCounts(0, 0, 0, 0)));
        if (filter.get() == PairFilter.WRONG
                || filter.get() == PairFilter.FALSE_ACCEPTS
                || filter.get() == PairFilter.FALSE_REJECTS) {
            sift();
        }
    }

    private void sift() {
        PairFilter kind = filter.get();
        double at = threshold.get();
        String wanted = searched.get().strip().toLowerCase(Locale.ROOT);
        shown.setPredicate(
                row ->
                        kind.accepts(row, at)
                                && (wanted.isEmpty()
                                        || row.firstName().toLowerCase(Locale.ROOT).contains(wanted)
                                        || row.secondName()
                                                .toLowerCase(Locale.ROOT)
                                                .contains(wanted)));
    }
}
