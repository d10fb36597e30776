package dev.interproto.desktop.verification;

import dev.interproto.common.Progress;
import dev.interproto.desktop.control.CsvTable;
import dev.interproto.desktop.control.Formats;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.verification.ComparedFigure;
import dev.interproto.verification.Interval;
import dev.interproto.verification.ModelComparison;
import dev.interproto.verification.VerificationReport;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.ModelShelf;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.EvaluationComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The evaluation that is shown beside another model's on the same pairs, without any control. */
final class ComparisonViewModel {
    private final TaskRunner tasks;
    private final Messages messages;
    private final StoredEvaluation shown;
    private final ObservableList<ComparedModel> others = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper listed = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<Optional<ComparedModel>> chosen =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ModelComparison>> comparison =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * @param shown whose figures less the other's are the differences
     */
    ComparisonViewModel(
            Workspace workspace, TaskRunner tasks, Messages messages, StoredEvaluation shown) {
        this.tasks = tasks;
        this.messages = messages;
        this.shown = shown;
        chosen.addListener((o, old, now) -> compare(now));
        tasks.run(
                new BackgroundTask<>(
                                messages.text("verification.models.list"),
                                progress -> others(workspace, progress))
                        .onSuccess(
                                found -> {
                                    others.setAll(found);
                                    listed.set(true);
                                }));
    }

    private List<ComparedModel> others(Workspace workspace, Progress progress) {
        List<ModelHome> homes = new ArrayList<>(workspace.runFolders());
        new ModelShelf(workspace).models().forEach(model -> homes.add(model.folder()));
        List<ComparedModel> found = new ArrayList<>();
        for (ModelHome home : homes) {
            progress.checkCancelled();
            home.evaluation(shown.report().testSet())
                    .filter(stored -> !stored.folder().equals(shown.folder()))
                    .ifPresent(stored -> found.add(new ComparedModel(home.name(), stored)));
        }
        return found;
    }

    private void compare(Optional<ComparedModel> other) {
        comparison.set(Optional.empty());
        other.ifPresent(
                model ->
                        tasks.run(
                                new BackgroundTask<>(
                                                messages.text(
                                                        "verification.models.task", model.name()),
                                                progress ->
                                                        new EvaluationComparison(
                                                                        model.evaluation(), shown)
                                                                .run(progress))
                                        .onSuccess(
                                                done -> {
                                                    if (chosen.get().equals(other)) {
                                                        comparison.set(Optional.of(done));
                                                    }
                                                })));
    }

    StoredEvaluation shown() {
        return shown;
    }

    /** The runs and models evaluated on the same test set. */
    ObservableList<ComparedModel> others() {
        return others;
    }

    /** Whether the others have been looked for. */
    ReadOnlyBooleanProperty listedProperty() {
        return listed.getReadOnlyProperty();
    }

    ObjectProperty<Optional<ComparedModel>> chosenProperty() {
        return chosen;
    }

    ReadOnlyObjectProperty<Optional<ModelComparison>> comparisonProperty() {
        return comparison.getReadOnlyProperty();
    }

    /** The finding in a sentence. */
    String finding(ModelComparison now) {
        ComparedFigure own = now.ownThreshold();
        String name = chosen.get().map(ComparedModel::name).orElse("");
        if (!own.differs()) {
            return messages.text("verification.models.same", name, difference(own));
        }
        return messages.text(
                own.second() > own.first()
                        ? "verification.models.better"
                        : "verification.models.worse",
                name,
                difference(own));
    }

    String name(ComparedFigure figure) {
        return switch (figure.kind()) {
            case OWN_THRESHOLD -> messages.text("verification.models.own");
            case BEST_THRESHOLD -> VerificationReport.BEST_THRESHOLD_NAME;
            case KFOLD ->
                    messages.text(
                            "verification.kfold", Integer.toString(shown.report().folds().size()));
            case AUC -> messages.text("verification.auc");
            case EER -> messages.text("verification.eer");
            case TAR ->
                    messages.text(
                            "verification.models.tar",
                            VerificationFigures.far(figure.far().orElseThrow()));
        };
    }

    static String number(ComparedFigure figure, double value) {
        return figure.kind() == ComparedFigure.Kind.AUC
                ? Formats.decimal(value, 4)
                : Formats.percent(value);
    }

    /** Signed, in percentage points (of the AUC in hundredths), with its interval. */
    static String difference(ComparedFigure figure) {
        String value = signed(figure.second() - figure.first());
        return figure.difference()
                .map(ends -> value + " [" + signed(ends.low()) + ", " + signed(ends.high()) + "]")
                .orElse(value);
    }

    private static String signed(double value) {
        String text = String.format(Locale.ROOT, "%+.2f", 100 * value);
        return text.equals("-0.00") ? "+0.00" : text.replace('-', '\u2212');
    }

    static String p(double value) {
        return value < 0.0001
                ? String.format(Locale.ROOT, "%.1e", value)
                : String.format(Locale.ROOT, "%.4f", value);
    }

    /** For a file: the figures with full numbers. */
    CsvTable table(ModelComparison now) {
        List<List<String>> rows = new ArrayList<>();
        for (ComparedFigure figure : now.figures()) {
            rows.add(
                    List.of(
                            name(figure),
                            Double.toString(figure.first()),
                            Double.toString(figure.second()),
                            Double.toString(figure.second() - figure.first()),
                            end(figure, Interval::low),
                            end(figure, Interval::high)));
        }
        return new CsvTable(
                List.of(
                        "figure",
                        chosen.get().map(ComparedModel::name).orElse("other"),
                        shown.origin().model(),
                        "difference",
                        "low",
                        "high"),
                rows);
    }

    private static String end(
            ComparedFigure figure, java.util.function.ToDoubleFunction<Interval> which) {
        return figure.difference()
                .map(ends -> Double.toString(which.applyAsDouble(ends)))
                .orElse("");
    }
}
