package dev.interproto.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.UserFacingException;
import dev.interproto.face.RgbImage;
import dev.interproto.loss.HeadKind;
import dev.interproto.loss.SimilarityDistance;
import dev.interproto.verification.FaceEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole trainings of the smallest backbone on 24 drawn images: 3 steps an epoch. */
class TrainerTest {
    private static final int STEPS = 3;

    @TempDir private Path folder;

    @Test
    void aTinyTrainingLearnsAndKeepsItsBest() throws IOException {
        List<TrainingEvent> events = new ArrayList<>();
        CheckpointStore store = new CheckpointStore(folder.resolve("checkpoints"));
        TrainingTask task =
                new TrainingTask(
                        DrawnDataset.dataset(),
                        configuration(8, 0.05),
                        List.of(DrawnDataset.pairs(folder)),
                        store,
                        false);

        new Trainer(task).run(new TrainingControl(), events::add);

        TrainingEvent.Started started = first(events, TrainingEvent.Started.class);
        assertThat(started.images()).isEqualTo(24);
        assertThat(started.childIdentities()).isEqualTo(2);
        assertThat(started.stepsPerEpoch()).isEqualTo(STEPS);
        List<TrainingEvent.StepDone> steps = all(events, TrainingEvent.StepDone.class);
        assertThat(steps).hasSize(8 * STEPS);
        assertThat(steps).allMatch(step -> step.imagesPerSecond() > 0);
        List<TrainingEvent.EpochDone> epochs = all(events, TrainingEvent.EpochDone.class);
        assertThat(epochs).hasSize(8);
        assertThat(epochs.get(7).trainingAccuracy()).isGreaterThan(0.9);
        assertThat(epochs.get(7).meanTotalLoss()).isLessThan(0.3 * epochs.get(0).meanTotalLoss());
        assertThat(epochs.get(7).similarities().childChild()).isBetween(-1.0, 1.0);
        assertThat(epochs.get(7).similarities().adultAdult()).isBetween(-1.0, 1.0);
        List<TrainingEvent.SimilaritiesMeasured> similarities =
                all(events, TrainingEvent.SimilaritiesMeasured.class);
        assertThat(similarities)
                .extracting(TrainingEvent.SimilaritiesMeasured::step)
                .startsWith(0L, (long) STEPS, 2L * STEPS)
                .endsWith(8L * STEPS)
                .doesNotHaveDuplicates();
        assertThat(similarities.get(similarities.size() - 1).similarities())
                .isEqualTo(epochs.get(7).similarities());
        assertThat(all(events, TrainingEvent.Evaluated.class)).hasSize(8);
        assertThat(events.get(events.size() - 1))
                .isEqualTo(new TrainingEvent.Finished(8 * STEPS, true));

        Checkpoint last = Checkpoint.open(store.last().orElseThrow());
        assertThat(last.facts().epoch()).isEqualTo(8);
        assertThat(last.facts().childIdentities()).containsExactly(0, 1);
        assertThat(last.prototypes().identities()).isEqualTo(4);
        Path best = store.best("drawn-pairs").orElseThrow();
        assertThat(Files.size(best)).isLessThan(Files.size(last.file()));
        assertThat(all(events, TrainingEvent.CheckpointSaved.class))
                .extracting(TrainingEvent.CheckpointSaved::file)
                .contains(best, last.file());
        assertEmbedsAlike(last, best);
    }

    /** The best checkpoint's embedder gives unit rows; the two are networks of one run. */
    private static void assertEmbedsAlike(Checkpoint last, Path best) {
        RgbImage grey = new RgbImage(112, 112, new byte[3 * 112 * 112]);
        try (FaceEmbedder ofLast = FaceNetworks.embedder(last, "last", "cpu", "float32");
                FaceEmbedder ofBest = FaceNetworks.embedder(best, "best", "cpu", "float32")) {
            float[][] rows = ofLast.embed(List.of(grey, grey));
            assertThat(rows).hasDimensions(2, ofBest.dimension());
            double squares = 0;
            for (float value : rows[1]) {
                squares += value * value;
            }
            assertThat(squares).isBetween(0.9999, 1.0001);
        }
    }

    /** In float32, and in what this processor does best: bfloat16 where it multiplies that. */
    @ParameterizedTest
    @ValueSource(strings = {"float32", "auto"})
    void aRunStoppedInMidEpochAndResumedEndsInTheSameBits(String precision) throws IOException {
        stopsAndResumesInTheSameBits(precision, configuration(2, 0.05).head());
    }

    /** Those that remember something from step to step. */
    @ParameterizedTest
    @ValueSource(strings = {"curricularface", "adaface"})
    void soDoesARunWhoseHeadRemembers(String head) throws IOException {
        HeadConfiguration remembering = HeadConfiguration.published(HeadKind.of(head));
        stopsAndResumesInTheSameBits("float32", remembering);
        assertThat(
                        Checkpoint.open(folder.resolve("stopped").resolve("last.npz"))
                                .facts()
                                .headMemory())
                .isNotEmpty()
                .doesNotContain(0.0);
    }

    /** The queue is a part of the state; 24 embeddings, so that it runs over. */
    @Test
    void soDoesARunWhosePrototypesLearnFromPastEmbeddings() throws IOException {
        stopsAndResumesInTheSameBits(
                "float32", HeadConfiguration.published(HeadKind.BROADFACE).with("queue", 20));
        try (NpzReader archive = new NpzReader(folder.resolve("stopped").resolve("last.npz"))) {
            assertThat(archive.shape("queue")[0]).isEqualTo(20);
        }
    }

    private void stopsAndResumesInTheSameBits(String precision, HeadConfiguration head)
            throws IOException {
        CheckpointStore whole = new CheckpointStore(folder.resolve("whole"));
        List<TrainingEvent> uninterrupted = new ArrayList<>();
        new Trainer(task(whole, 2, false, precision, head))
                .run(new TrainingControl(), uninterrupted::add);

        CheckpointStore store = new CheckpointStore(folder.resolve("stopped"));
        TrainingControl control = new TrainingControl();
        List<TrainingEvent> events = new ArrayList<>();
        new Trainer(task(store, 2, false, precision, head))
                .run(
                        control,
                        event -> {
                            events.add(event);
                            if (event instanceof TrainingEvent.StepDone && event.step() == 4) {
                                control.stop();
                            }
                        });
        assertThat(events.get(events.size() - 1)).isEqualTo(new TrainingEvent.Finished(4, false));
        assertThat(Checkpoint.open(store.lastFile()).facts().stepInEpoch()).isEqualTo(1);
        new Trainer(task(store, 2, true, precision, head)).run(new TrainingControl(), events::add);

        assertThat(all(events, TrainingEvent.StepDone.class))
                .extracting(TrainingEvent::step)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertSameArrays(whole.lastFile(), store.lastFile());
        assertSamePrototypesSeen(uninterrupted, events, store);
    }

    /** Before the first epoch and after each; the last are those of the checkpoint. */
    private static void assertSamePrototypesSeen(
            List<TrainingEvent> expected, List<TrainingEvent> actual, CheckpointStore store) {
        List<PrototypeSnapshot> seen = snapshots(actual);
        assertThat(seen).extracting(one -> one.facts().epoch()).containsExactly(0, 1, 2);
        assertThat(seen.get(1).facts().identities()).hasSize(4);
        assertThat(seen.get(1).facts().child()).containsExactly(true, true, false, false);
        for (int i = 0; i < seen.size(); i++) {
            assertThat(seen.get(i).prototypes().normalised())
                    .isDeepEqualTo(snapshots(expected).get(i).prototypes().normalised());
        }
        assertThat(seen.get(2).prototypes().raw(3))
                .isEqualTo(Checkpoint.open(store.lastFile()).prototypes().raw(3));
    }

    private static List<PrototypeSnapshot> snapshots(List<TrainingEvent> events) {
        return all(events, TrainingEvent.PrototypesSeen.class).stream()
                .map(TrainingEvent.PrototypesSeen::snapshot)
                .toList();
    }

    @Test
    void anInterPrototypeLossThatCountsLaterIsWatchedButNotLearntFrom() {
        List<TrainingEvent> events = new ArrayList<>();
        TrainingConfiguration later =
                configuration(1, 0.05)
                        .withRefinements(
                                Refinements.NONE.withInterPrototype(
                                        new InterPrototypeOptions(
                                                SimilarityDistance.L1,
                                                InterPrototypeOptions.Window.AFTER,
                                                InterPrototypeOptions.Course.CONSTANT,
                                                0)));
        new Trainer(
                        new TrainingTask(
                                DrawnDataset.dataset(),
                                later,
                                List.of(),
                                new CheckpointStore(folder.resolve("later")),
                                false))
                .run(new TrainingControl(), events::add);

        assertThat(all(events, TrainingEvent.StepDone.class))
                .isNotEmpty()
                .allSatisfy(
                        step -> {
                            assertThat(step.totalLoss()).isEqualTo(step.marginLoss());
                            assertThat(step.interPrototypeLoss()).isPositive();
                        });
    }

    @Test
    void aProcessKilledInMidEpochLosesOnlyThatEpoch() throws IOException {
        CheckpointStore whole = train("whole", 2, new TrainingControl(), event -> {});

        CheckpointStore store = new CheckpointStore(folder.resolve("killed"));
        assertThatThrownBy(
                        () ->
                                new Trainer(task(store, 2, false))
                                        .run(
                                                new TrainingControl(),
                                                event -> {
                                                    if (event.step() == 5) {
                                                        throw new IllegalStateException("killed");
                                                    }
                                                }))
                .isInstanceOf(IllegalStateException.class);
        Checkpoint left = Checkpoint.open(store.lastFile());
        assertThat(left.facts().epoch()).isEqualTo(1);
        assertThat(left.facts().step()).isEqualTo(STEPS);
        new Trainer(task(store, 2, true)).run(new TrainingControl(), event -> {});

        assertSameArrays(whole.lastFile(), store.lastFile());
    }

    /** The state that it goes on from must not speak of a best checkpoint that is not there. */
    @Test
    void aProcessKilledOnceItsStateIsSavedHasItsBestCheckpointToo() throws IOException {
        CheckpointStore store = new CheckpointStore(folder.resolve("killed"));
        TrainingTask task =
                new TrainingTask(
                        DrawnDataset.dataset(),
                        configuration(2, 0.05),
                        List.of(DrawnDataset.pairs(folder)),
                        store,
                        false);
        assertThatThrownBy(
                        () ->
                                new Trainer(task)
                                        .run(
                                                new TrainingControl(),
                                                event -> {
                                                    if (store.last().isPresent()) {
                                                        throw new IllegalStateException("killed");
                                                    }
                                                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(Checkpoint.open(store.lastFile()).facts().best()).containsKey("drawn-pairs");
        assertThat(store.best("drawn-pairs")).isPresent();
    }

    @Test
    void lossesThatAreNoNumbersStopTheRunWithAdvice() {
        CheckpointStore store = new CheckpointStore(folder.resolve("diverged"));
        TrainingTask task =
                new TrainingTask(
                        DrawnDataset.dataset(), configuration(3, 1e30), List.of(), store, false);
        List<TrainingEvent> events = new ArrayList<>();

        UserFacingException failure =
                catchThrowableOfType(
                        UserFacingException.class,
                        () -> new Trainer(task).run(new TrainingControl(), events::add));

        assertThat(failure.remedy()).contains("lower learning rate");
        TrainingEvent last = events.get(events.size() - 1);
        assertThat(last).isInstanceOf(TrainingEvent.Failed.class);
        assertThat(((TrainingEvent.Failed) last).meaning()).contains("last good checkpoint");
        assertThat(store.last()).isEmpty();
    }

    @Test
    void pausedTrainingWaitsUntilItIsResumed() throws Exception {
        TrainingControl control = new TrainingControl();
        List<TrainingEvent> events = new ArrayList<>();
        AtomicBoolean pausedOnce = new AtomicBoolean();
        List<Thread> resumers = new ArrayList<>();

        train(
                "paused",
                1,
                control,
                event -> {
                    events.add(event);
                    if (event instanceof TrainingEvent.StepDone && event.step() == 1) {
                        control.pause();
                    }
                    if (event instanceof TrainingEvent.Paused) {
                        pausedOnce.set(true);
                        Thread resumer = new Thread(control::resume);
                        resumers.add(resumer);
                        resumer.start();
                    }
                });

        for (Thread resumer : resumers) {
            resumer.join();
        }
        assertThat(pausedOnce).isTrue();
        assertThat(events.stream().map(Object::getClass).map(Class::getSimpleName))
                .containsSubsequence("StepDone", "Paused", "Resumed", "StepDone", "StepDone");
    }

    @Test
    void aFullDiskAtAnEpochsEndCostsNothing() throws IOException {
        AtomicInteger writes = new AtomicInteger();
        CheckpointStore store =
                new CheckpointStore(
                        folder.resolve("full"),
                        (file, content) -> {
                            if (writes.incrementAndGet() == 2) {
                                content.writeTo(new SmallDisk(100_000));
                            } else {
                                AtomicFiles.write(file, content);
                            }
                        });
        List<TrainingEvent> events = new ArrayList<>();

        new Trainer(task(store, 3, false))
                .run(
                        new TrainingControl(),
                        event -> {
                            events.add(event);
                            if (event instanceof TrainingEvent.Warning) {
                                // The checkpoint of the epoch before is still there.
                                assertThat(Checkpoint.open(store.lastFile()).facts().epoch())
                                        .isEqualTo(1);
                            }
                        });

        assertThat(first(events, TrainingEvent.Warning.class).message())
                .contains("the disk is full")
                .contains("written before it is still whole")
                .contains("Free some space");
        assertThat(Checkpoint.open(store.lastFile()).facts().epoch()).isEqualTo(3);
    }

    @Test
    void aFullDiskAtTheEndIsWaitedFor() {
        AtomicInteger writes = new AtomicInteger();
        CheckpointStore store =
                new CheckpointStore(
                        folder.resolve("waited"),
                        (file, content) -> {
                            if (writes.incrementAndGet() < 3) {
                                content.writeTo(new SmallDisk(100_000));
                            } else {
                                AtomicFiles.write(file, content);
                            }
                        });
        List<TrainingEvent> events = new ArrayList<>();

        new Trainer(task(store, 1, false), new SavePatience(Duration.ZERO, 5))
                .run(new TrainingControl(), events::add);

        assertThat(first(events, TrainingEvent.Warning.class).message()).contains("kept in memory");
        assertThat(Checkpoint.open(store.lastFile()).facts().epoch()).isEqualTo(1);
    }

    @Test
    void aDiskThatStaysFullFailsTheRunWithItsReason() {
        CheckpointStore store =
                new CheckpointStore(
                        folder.resolve("never"),
                        (file, content) -> content.writeTo(new SmallDisk(1000)));

        UserFacingException failure =
                catchThrowableOfType(
                        UserFacingException.class,
                        () ->
                                new Trainer(
                                                task(store, 1, false),
                                                new SavePatience(Duration.ZERO, 2))
                                        .run(new TrainingControl(), event -> {}));

        assertThat(failure.what()).contains("last.npz").contains("the disk is full");
        assertThat(failure.meaning()).contains("no checkpoint of this run yet");
    }

    @Test
    void aCheckpointOfAnotherTrainingIsRefused() throws IOException {
        CheckpointStore store = train("first", 1, new TrainingControl(), event -> {});

        assertThatThrownBy(
                        () ->
                                new Trainer(
                                                new TrainingTask(
                                                        DrawnDataset.dataset(3),
                                                        configuration(2, 0.05),
                                                        List.of(),
                                                        store,
                                                        true))
                                        .run(new TrainingControl(), event -> {}))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("its 4 identities are not the 3");
        assertThatThrownBy(
                        () ->
                                new Trainer(
                                                new TrainingTask(
                                                        DrawnDataset.dataset(),
                                                        configuration(2, 0.05).withSeed(2),
                                                        List.of(),
                                                        store,
                                                        true))
                                        .run(new TrainingControl(), event -> {}))
                .hasMessageContaining("its seed is 1, now asked for is 2");
    }

    private CheckpointStore train(
            String name, int epochs, TrainingControl control, TrainingListener listener) {
        CheckpointStore store = new CheckpointStore(folder.resolve(name));
        new Trainer(task(store, epochs, false)).run(control, listener);
        return store;
    }

    private static TrainingTask task(CheckpointStore store, int epochs, boolean resume) {
        return task(store, epochs, resume, "float32");
    }

    private static TrainingTask task(
            CheckpointStore store, int epochs, boolean resume, String precision) {
        return task(store, epochs, resume, precision, configuration(epochs, 0.05).head());
    }

    private static TrainingTask task(
            CheckpointStore store,
            int epochs,
            boolean resume,
            String precision,
            HeadConfiguration head) {
        return new TrainingTask(
                DrawnDataset.dataset(),
                configuration(epochs, 0.05).withPrecision(precision).withHead(head),
                List.of(),
                store,
                resume);
    }

    static TrainingConfiguration configuration(int epochs, double rate) {
        return TrainingConfiguration.paper()
                .backbone("ir-small")
                .head(new HeadConfiguration("arcface", 32, 0.3))
                .childFilter(3)
                .epochs(epochs)
                .milestones(List.of(6))
                .batchSize(8)
                .learningRate(rate)
                .dropout(0.2)
                .seed(1)
                .device("cpu")
                .precision("float32")
                .build();
    }

    static void assertSameArrays(Path expected, Path actual) throws IOException {
        try (NpzReader first = new NpzReader(expected);
                NpzReader second = new NpzReader(actual)) {
            assertThat(second.arrays()).isEqualTo(first.arrays()).isNotEmpty();
            for (String name : first.arrays()) {
                assertThat(second.read(name)).as(name).isEqualTo(first.read(name));
            }
        }
    }

    private static <T> List<T> all(List<TrainingEvent> events, Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static <T> T first(List<TrainingEvent> events, Class<T> kind) {
        return all(events, kind).get(0);
    }
}
