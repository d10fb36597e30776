package dev.interproto.desktop.training;

import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.runs.RunTexts;
import dev.interproto.desktop.task.BackgroundTask;
import dev.interproto.desktop.task.TaskRunner;
import dev.interproto.training.LearningRateFinder;
import dev.interproto.workspace.job.TrainingRequest;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The search for the learning rate of the training that is set up. FX thread only. */
final class RateFinding {
    /** Of {@link #progressProperty} while nothing is looked for. */
    static final double IDLE = -1;

    /**
     * A curve and what it was found for.
     *
     * @param request the training as it was set up
     */
    record Found(TrainingRequest request, LearningRateFinder.Result result) {

        /** Whether a training would give the same curve; its own rate plays no part in it. */
        boolean isOf(TrainingRequest other) {
            return request.data().equals(other.data())
                    && request.ageLabels().equals(other.ageLabels())
                    && request.identities().equals(other.identities())
                    && request.init().equals(other.init())
                    && request.configuration().toBuilder()
                            .learningRate(other.configuration().learningRate())
                            .build()
                            .equals(other.configuration());
        }
    }

    private final TaskRunner tasks;
    private final Messages messages;
    private final RateSearch search;
    private final Supplier<Optional<TrainingRequest>> request;
    private final FormField<Double> rate;
    private final FormField<Integer> steps;
    private final ReadOnlyObjectWrapper<Optional<Found>> found =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper outdated = new ReadOnlyBooleanWrapper(false);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(IDLE);
    private Optional<BackgroundTask<LearningRateFinder.Result>> task = Optional.empty();

    /**
     * @param request the training as it is set up now; empty while it is incomplete
     * @param rate where a suggestion goes
     */
    RateFinding(
            TaskRunner tasks,
            Messages messages,
            RateSearch search,
            Supplier<Optional<TrainingRequest>> request,
            FormField<Double> rate) {
        this.tasks = tasks;
        this.messages = messages;
        this.search = search;
        this.request = request;
        this.rate = rate;
        this.steps =
                FormField.whole(
                        v -> v >= LearningRateFinder.FEWEST_STEPS,
                        messages.text(
                                "training.finder.steps.wrong", LearningRateFinder.FEWEST_STEPS));
        steps.textProperty().set(Integer.toString(LearningRateFinder.USUAL_STEPS));
    }

    /** Steps over which the rate rises. */
    FormField<Integer> steps() {
        return steps;
    }

    /** Begins, unless it is looking already or the training is incomplete. */
    void find() {
        Optional<TrainingRequest> asked = request.get();
        if (task.isPresent() || asked.isEmpty() || steps.value().isEmpty()) {
            return;
        }
        int count = steps.value().get();
        BackgroundTask<LearningRateFinder.Result> looking =
                new BackgroundTask<>(
                        messages.text("training.finder.task", asked.get().data().getFileName()),
                        progress -> search.search(asked.get(), count, progress));
        task = Optional.of(looking);
        progress.set(0);
        tasks.run(
                looking.onSuccess(
                                result -> {
                                    found.set(Optional.of(new Found(asked.get(), result)));
                                    settingsChanged();
                                })
                        .onEnd(
                                () -> {
                                    task = Optional.empty();
                                    progress.set(IDLE);
                                }));
    }

    /** Ends the search; nothing was changed by it. */
    void cancel() {
        task.ifPresent(BackgroundTask::cancel);
    }

    /** Called by the page's timer. */
    void tick() {
        task.map(looking -> looking.report().fraction())
                .filter(Double::isFinite)
                .ifPresent(progress::set);
    }

    /** Fills the suggested rate into the form, where there is one. */
    void use() {
        suggestion().ifPresent(rate.textProperty()::set);
    }

    /** The suggested rate as the form writes it. */
    Optional<String> suggestion() {
        return found.get()
                .flatMap(
                        curve ->
                                curve.result().suggestion().stream()
                                        .mapToObj(RunTexts::number)
                                        .findFirst());
    }

    /** To be told of every change of the settings. */
    void settingsChanged() {
        outdated.set(
                found.get().isPresent()
                        && request.get().filter(now -> !found.get().get().isOf(now)).isPresent());
    }

    /** Whether the curve is of other settings than those of now. */
    ReadOnlyBooleanProperty outdatedProperty() {
        return outdated.getReadOnlyProperty();
    }

    /** The newest curve. */
    ReadOnlyObjectProperty<Optional<Found>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** 0 to 1, or {@link #IDLE}. */
    ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }
}
