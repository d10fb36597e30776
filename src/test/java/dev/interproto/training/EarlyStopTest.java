package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.PairList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyStopTest {
    @TempDir private Path folder;

    private static TrainingConfiguration patient(int epochs, String testSet, int patience) {
        return TrainerTest.configuration(epochs, 0.05)
                .withRefinements(Refinements.NONE.withEarlyStop(new EarlyStop(testSet, patience)));
    }

    /** Eight pairs are soon all right, and then the accuracy cannot rise any more. */
    @Test
    void aTestSetThatNoLongerRisesEndsTheTraining() throws Exception {
        List<TrainingEvent> events = new ArrayList<>();
        CheckpointStore store = new CheckpointStore(folder.resolve("checkpoints"));

        new Trainer(
                        new TrainingTask(
                                DrawnDataset.dataset(),
                                patient(40, "", 2),
                                List.of(DrawnDataset.pairs(folder)),
                                store,
                                false))
                .run(new TrainingControl(), events::add);

        TrainingEvent.StoppedEarly early =
                events.stream()
                        .filter(TrainingEvent.StoppedEarly.class::isInstance)
                        .map(TrainingEvent.StoppedEarly.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertThat(early.testSet()).isEqualTo("drawn-pairs");
        assertThat(early.epoch()).isEqualTo(early.bestEpoch() + 2).isLessThan(39);
        assertThat(events.get(events.size() - 1))
                .isEqualTo(new TrainingEvent.Finished(early.step(), true));
        CheckpointFacts facts = Checkpoint.open(store.lastFile()).facts();
        assertThat(facts.epoch()).isEqualTo(early.epoch() + 1);
        assertThat(facts.bestEpochs()).containsEntry("drawn-pairs", early.bestEpoch());
    }

    /** It would have one epoch more than a run that was never interrupted. */
    @Test
    void aRunKilledJustBeforeItStopsEarlyTrainsNoFurther() throws Exception {
        CheckpointStore store = new CheckpointStore(folder.resolve("checkpoints"));
        PairList pairs = DrawnDataset.pairs(folder);
        TrainingTask task =
                new TrainingTask(
                        DrawnDataset.dataset(), patient(40, "", 1), List.of(pairs), store, false);
        assertThatThrownBy(
                        () ->
                                new Trainer(task)
                                        .run(
                                                new TrainingControl(),
                                                event -> {
                                                    if (event
                                                            instanceof TrainingEvent.StoppedEarly) {
                                                        throw new IllegalStateException("killed");
                                                    }
                                                }))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("killed");
        long stopped = Checkpoint.open(store.lastFile()).facts().step();

        List<TrainingEvent> events = new ArrayList<>();
        new Trainer(
                        new TrainingTask(
                                task.dataset(), task.configuration(), List.of(pairs), store, true))
                .run(new TrainingControl(), events::add);

        assertThat(events).noneMatch(TrainingEvent.StepDone.class::isInstance);
        assertThat(events).anyMatch(TrainingEvent.StoppedEarly.class::isInstance);
        assertThat(Checkpoint.open(store.lastFile()).facts().step()).isEqualTo(stopped);
    }

    /** No epoch follows after which saving could be tried again. */
    @Test
    void theStateItEndsWithIsNotGivenUpWhereTheDiskIsFull() throws Exception {
        CheckpointStore full =
                new CheckpointStore(
                        folder.resolve("checkpoints"),
                        (file, content) -> {
                            if (file.endsWith("last.npz")) {
                                throw new IOException("No space left on device");
                            }
                            AtomicFiles.write(file, content);
                        });
        TrainingTask task =
                new TrainingTask(
                        DrawnDataset.dataset(),
                        patient(40, "", 1),
                        List.of(DrawnDataset.pairs(folder)),
                        full,
                        false);

        assertThatThrownBy(
                        () ->
                                new Trainer(task, new SavePatience(Duration.ZERO, 1))
                                        .run(new TrainingControl(), event -> {}))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("last.npz could not be written");
    }

    @Test
    void anEarlyStopNeedsATestSetOfThatName() throws Exception {
        assertThatThrownBy(
                        () ->
                                new Trainer(
                                        new TrainingTask(
                                                DrawnDataset.dataset(),
                                                patient(3, "", 1),
                                                List.of(),
                                                new CheckpointStore(folder),
                                                false)))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("no test set");
        assertThatThrownBy(
                        () ->
                                new Trainer(
                                        new TrainingTask(
                                                DrawnDataset.dataset(),
                                                patient(3, "lag", 1),
                                                List.of(DrawnDataset.pairs(folder)),
                                                new CheckpointStore(folder),
                                                false)))
                .hasMessageContaining("drawn-pairs");
    }
}
