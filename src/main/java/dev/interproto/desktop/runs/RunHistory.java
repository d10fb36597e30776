package dev.interproto.desktop.runs;

import dev.interproto.training.TrainingEvent.EpochDone;
import dev.interproto.training.TrainingEvent.SimilaritiesMeasured;
import dev.interproto.training.TrainingEvent.StepDone;
import dev.interproto.workspace.EpochAccuracy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a run has measured so far, ready to be drawn. Not thread-safe. */
public final class RunHistory {
    private final StepSeries steps = new StepSeries();
    private final List<EpochDone> epochs = new ArrayList<>();
    private final List<SimilaritiesMeasured> similarities = new ArrayList<>();
    private final List<EpochAccuracy> accuracies = new ArrayList<>();
    private final Set<String> testSets = new LinkedHashSet<>();
    private Optional<StepDone> last = Optional.empty();
    private int epochGeneration;

    /** Takes in what was read from the run's files. */
    public void take(RunFeed.News news) {
        if (news.restarted()) {
            clear();
        }
        news.steps().forEach(this::add);
        news.similarities().forEach(this::add);
        news.epochs().forEach(this::add);
        news.accuracies().forEach(this::add);
    }

    /** Takes in a step; one that is known already (a feed and a listener overlap) is left out. */
    public void add(StepDone step) {
        if (last.isEmpty() || step.step() > last.get().step()) {
            steps.add(step);
            last = Optional.of(step);
        }
    }

    /**
     * Takes in an epoch, once. Runs of before there was a table of similarities have those of their
     * epochs alone.
     */
    public void add(EpochDone epoch) {
        if (epochs.isEmpty() || epoch.epoch() > epochs.get(epochs.size() - 1).epoch()) {
            epochs.add(epoch);
            add(new SimilaritiesMeasured(epoch.step(), epoch.epoch(), epoch.similarities()));
        }
    }

    /** Takes in how alike the prototypes were, once a step. */
    public void add(SimilaritiesMeasured measured) {
        if (similarities.isEmpty()
                || measured.step() > similarities.get(similarities.size() - 1).step()) {
            similarities.add(measured);
        }
    }

    /** Takes in an accuracy, once. */
    public void add(EpochAccuracy accuracy) {
        boolean known =
                accuracies.stream()
                        .anyMatch(
                                a ->
                                        a.epoch() == accuracy.epoch()
                                                && a.testSet().equals(accuracy.testSet()));
        if (!known) {
            accuracies.add(accuracy);
            testSets.add(accuracy.testSet());
        }
    }

    /** Forgets everything: another run, or one that was set back. */
    public void clear() {
        steps.clear();
        epochs.clear();
        similarities.clear();
        accuracies.clear();
        testSets.clear();
        last = Optional.empty();
        epochGeneration++;
    }

    public StepSeries steps() {
        return steps;
    }

    public List<EpochDone> epochs() {
        return List.copyOf(epochs);
    }

    /** How alike the prototypes were, by step. */
    public List<SimilaritiesMeasured> similarities() {
        return List.copyOf(similarities);
    }

    public List<EpochAccuracy> accuracies() {
        return List.copyOf(accuracies);
    }

    /** Of a test set, by epoch. */
    public List<EpochAccuracy> accuracies(String testSet) {
        return accuracies.stream().filter(a -> a.testSet().equals(testSet)).toList();
    }

    /** In the order they were first evaluated. */
    public List<String> testSets() {
        return List.copyOf(testSets);
    }

    public Optional<StepDone> lastStep() {
        return last;
    }

    public Optional<EpochDone> lastEpoch() {
        return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
    }

    public Optional<SimilaritiesMeasured> lastSimilarities() {
        return similarities.isEmpty()
                ? Optional.empty()
                : Optional.of(similarities.get(similarities.size() - 1));
    }

    /** Changes when epochs were forgotten. */
    public int epochGeneration() {
        return epochGeneration;
    }
}
