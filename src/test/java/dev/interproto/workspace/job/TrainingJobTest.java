package dev.interproto.workspace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeChanges;
import dev.interproto.dataset.AgeEdit;
import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.dataset.demo.DemoFacesReport;
import dev.interproto.dataset.pairs.IdentitySplit;
import dev.interproto.dataset.pairs.PairRule;
import dev.interproto.loss.HeadKind;
import dev.interproto.training.HeadConfiguration;
import dev.interproto.training.TrainingControl;
import dev.interproto.training.TrainingEvent;
import dev.interproto.training.TrainingPreset;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.SampleRuns;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies around the learning, with a learner that only plays one. */
class TrainingJobTest {
    @TempDir private static Path faceFolder;
    private static DemoFacesReport faces;
    @TempDir private Path folder;
    private Workspace workspace;

    @BeforeAll
    static void draw() {
        faces =
                DemoFaces.write(
                        faceFolder, new DemoFacesOptions(3, 10, 0.67, 2, 4, 7, 2), Progress.NONE);
    }

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder.resolve("workspace"));
    }

    private TrainingRequest request(String run, boolean resume) {
        return new TrainingRequest(
                run,
                TrainingPreset.DEMO.configuration(),
                faces.train(),
                Optional.of(faces.ageLabels()),
                List.of(new TestSetRequest(faces.largeGapPairs(), faces.folder())),
                resume);
    }

    private RunFolder train(TrainingRequest request, Learner learner) {
        return new TrainingJob(workspace, request, learner)
                .run(new TrainingControl(), event -> {}, Progress.NONE);
    }

    private static final Learner STOPS_AFTER_A_STEP =
            (request, check, run, init, control, listener) -> {
                listener.on(SampleRuns.started(0, 0));
                listener.on(SampleRuns.step(1, 0, 3));
                listener.on(new TrainingEvent.Finished(1, false));
            };

    @Test
    void theRecordHoldsWhatWouldBeNeededToDoItAgain() {
        workspace.datasets().add(new KnownDataset("My faces", faces.train(), Optional.empty()));
        RunFolder run = train(request("run", false), STOPS_AFTER_A_STEP);
        assertThat(run.status()).isEqualTo(RunStatus.STOPPED);
        assertThat(run.record().data().name()).isEqualTo("My faces");
        assertThat(run.record().data().fingerprint()).hasSize(32);
        assertThat(run.record().environment()).containsKeys("program", "java", "system", "device");
        TrainingRequest again = TrainingRequest.resuming(run);
        assertThat(again.data()).isEqualTo(faces.train());
        assertThat(again.ageLabels()).contains(faces.ageLabels());
        assertThat(again.testSets()).hasSize(1);
        assertThat(train(again, STOPS_AFTER_A_STEP).status()).isEqualTo(RunStatus.STOPPED);
    }

    @Test
    void datasetsOfOneNameAreToldApartByTheFoldersTheyLieIn() {
        String name = faces.train().getFileName().toString();
        String parent = faces.train().getParent().getFileName().toString();
        workspace.datasets().add(new KnownDataset(name, folder, Optional.empty()));
        train(request("run", false), STOPS_AFTER_A_STEP);
        assertThat(workspace.datasets().list())
                .extracting(KnownDataset::name)
                .containsExactlyInAnyOrder(name, name + " (" + parent + ")");

        workspace.datasets().remove(faces.train());
        workspace
                .datasets()
                .add(new KnownDataset(name + " (" + parent + ")", faceFolder, Optional.empty()));
        train(request("another", false), STOPS_AFTER_A_STEP);
        assertThat(workspace.datasets().list())
                .extracting(KnownDataset::name)
                .contains(name + " (" + faces.train().toAbsolutePath().normalize() + ")");
    }

    @Test
    void changedAgesAreRecordedAndARunOfOtherChildrenIsNotGoneOnWith() {
        RunFolder run = train(request("run", false), STOPS_AFTER_A_STEP);
        assertThat(run.record().data().editedAges()).isZero();
        FaceDataset dataset =
                new DatasetOpening(workspace)
                        .open(faces.train(), Optional.of(faces.ageLabels()), Progress.NONE);
        // Nobody is a child any more.
        int[] all = IntStream.range(0, dataset.size()).toArray();
        workspace
                .ages(dataset.root())
                .set(dataset, AgeEdit.ofAge(40).of(dataset, all).changes(), Progress.NONE);

        assertThatThrownBy(() -> train(request("run", true), STOPS_AFTER_A_STEP))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("0 child identities now")
                .hasMessageContaining(all.length + " set and 0 estimated now");
        RunFolder other = train(request("other", false), STOPS_AFTER_A_STEP);
        assertThat(other.record().data().editedAges()).isEqualTo(all.length);
    }

    /** One adult is a year older: nobody becomes a child or ceases to be one. */
    @Test
    void aRunThatLearnsFromAgesIsNotTouchedWhereOneHasChanged() {
        Learner stops =
                (request, check, run, init, control, listener) ->
                        listener.on(new TrainingEvent.Finished(1, false));
        TrainingRequest first = request("run", false);
        TrainingRequest learning =
                first.with(
                        first.configuration().withHead(HeadConfiguration.published(HeadKind.MTL)));
        RunFolder run = train(learning, stops);
        RunFolder plain = train(request("plain", false), stops);
        FaceDataset dataset =
                new DatasetOpening(workspace)
                        .open(faces.train(), Optional.of(faces.ageLabels()), Progress.NONE);
        int adult =
                IntStream.range(0, dataset.size())
                        .filter(sample -> dataset.age(sample).orElse(0) > 30)
                        .findFirst()
                        .orElseThrow();
        int older = dataset.age(adult).orElseThrow() + 1;
        workspace
                .ages(dataset.root())
                .set(
                        dataset,
                        AgeEdit.ofAge(older).of(dataset, new int[] {adult}).changes(),
                        Progress.NONE);

        assertThatThrownBy(() -> train(TrainingRequest.resuming(run), stops))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("The ages that the run \"run\" learns from have changed")
                .hasMessageContaining("1 set and 0 estimated now");
        assertThat(run.status()).isEqualTo(RunStatus.STOPPED);
        assertThat(train(TrainingRequest.resuming(plain), stops).status())
                .isEqualTo(RunStatus.STOPPED);
    }

    @Test
    void estimatedAgesAreWarnedAbout() {
        FaceDataset dataset =
                new DatasetOpening(workspace)
                        .open(faces.train(), Optional.of(faces.ageLabels()), Progress.NONE);
        workspace
                .ages(dataset.root())
                .set(
                        dataset,
                        sample ->
                                Optional.of(
                                        new AgeChanges.Change(
                                                OptionalInt.of(5), AgeSource.ESTIMATED)),
                        Progress.NONE);
        TrainingCheck check =
                new TrainingJob(workspace, request("run", false)).check(Progress.NONE);
        assertThat(check.warnings())
                .contains(
                        "30 ages are a model's estimates: of 3 child identities 0 would be such"
                                + " without them.");
    }

    @Test
    void aLearnerThatBreaksLeavesAFailedRunThatCanBeResumed() {
        TrainingJob job =
                new TrainingJob(
                        workspace,
                        request("run", false),
                        (request, check, run, init, control, listener) -> {
                            listener.on(SampleRuns.started(0, 0));
                            throw new IllegalStateException("broken wire");
                        });
        List<TrainingEvent> heard = new ArrayList<>();
        assertThatThrownBy(() -> job.run(new TrainingControl(), heard::add, Progress.NONE))
                .isInstanceOf(IllegalStateException.class);
        RunFolder run = workspace.run("run");
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.record().failure().orElseThrow().text()).contains("broken wire");
        assertThat(heard).last().isInstanceOf(TrainingEvent.Failed.class);
        assertThat(TrainingJob.resumable(workspace, "run")).contains(run);
    }

    @Test
    void aSecondTrainingInTheSameFolderIsRefused() {
        train(request("run", false), STOPS_AFTER_A_STEP);
        train(
                request("run", true),
                (request, check, run, init, control, listener) -> {
                    assertThat(run.isBeingTrained()).isFalse();
                    listener.on(SampleRuns.started(0, 0));
                    assertThatThrownBy(() -> train(request("run", true), STOPS_AFTER_A_STEP))
                            .isInstanceOf(UserFacingException.class)
                            .hasMessageContaining("being trained already");
                    listener.on(new TrainingEvent.Finished(0, false));
                });
    }

    @Test
    void aChangedDatasetCannotGoOnWithTheRun() throws Exception {
        Path copy = folder.resolve("copy");
        for (String identity : List.of("a", "b")) {
            Files.createDirectories(copy.resolve(identity));
            for (int i = 0; i < 3; i++) {
                Files.copy(someFace(), copy.resolve(identity).resolve(i + ".jpg"));
            }
        }
        TrainingRequest first =
                new TrainingRequest(
                        "run",
                        TrainingPreset.DEMO.configuration(),
                        copy,
                        Optional.empty(),
                        List.of(),
                        false);
        RunFolder run = train(first, STOPS_AFTER_A_STEP);
        Files.delete(copy.resolve("a/0.jpg"));
        assertThatThrownBy(() -> train(TrainingRequest.resuming(run), STOPS_AFTER_A_STEP))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("is not what the run");
    }

    @Test
    void withoutChildrenTheLossIsSaidToBeIdle() throws Exception {
        Path copy = folder.resolve("copy");
        for (String identity : List.of("a", "b")) {
            Files.createDirectories(copy.resolve(identity));
            Files.copy(someFace(), copy.resolve(identity).resolve("1.jpg"));
            Files.copy(someFace(), copy.resolve(identity).resolve("2.jpg"));
        }
        TrainingCheck check =
                new TrainingJob(
                                workspace,
                                new TrainingRequest(
                                        "run",
                                        TrainingPreset.DEMO.configuration(),
                                        copy,
                                        Optional.empty(),
                                        List.of(),
                                        false))
                        .check(Progress.NONE);
        assertThat(check.childIdentities()).isEmpty();
        assertThat(check.warnings())
                .anyMatch(warning -> warning.contains("Inter-Prototype loss has nothing"));
    }

    @Test
    void oneIdentityOnlyIsRefusedBeforeAnythingIsWritten() throws Exception {
        Path copy = folder.resolve("copy");
        Files.createDirectories(copy.resolve("only"));
        Files.copy(someFace(), copy.resolve("only/1.jpg"));
        Files.copy(someFace(), copy.resolve("only/2.jpg"));
        TrainingRequest request =
                new TrainingRequest(
                        "run",
                        TrainingPreset.DEMO.configuration(),
                        copy,
                        Optional.empty(),
                        List.of(),
                        false);
        assertThatThrownBy(() -> train(request, STOPS_AFTER_A_STEP))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("identity");
        assertThat(workspace.runFolders()).isEmpty();
    }

    private static Path someFace() throws Exception {
        try (var files = Files.walk(faces.train())) {
            return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }

    /** Six identities of three images that begin as PNG; nothing is decoded before training. */
    private Path sixIdentities() throws IOException {
        Path root = folder.resolve("six");
        for (int image = 0; image < 18; image++) {
            Path own = Files.createDirectories(root.resolve("id" + image / 3));
            byte[] signature = {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13};
            Files.write(own.resolve(image % 3 + ".png"), signature);
        }
        return root;
    }

    private TrainingRequest onlyThese(String run, Path identities, Path pairs, boolean resume) {
        return new TrainingRequest(
                run,
                TrainingPreset.DEMO.configuration(),
                folder.resolve("six"),
                Optional.empty(),
                List.of(new TestSetRequest(pairs, folder.resolve("six"))),
                resume,
                Optional.empty(),
                Optional.of(identities));
    }

    @Test
    void aSplitKeepsTestedIdentitiesOutOfTheTraining() throws IOException {
        Path root = sixIdentities();
        FaceDataset all = new DatasetOpening(workspace).open(root, Optional.empty(), Progress.NONE);
        workspace.datasets().add(new KnownDataset("Mine", root, Optional.empty()));
        IdentitySplit split = IdentitySplit.byShare(all, 0.5, 1);
        Path train = folder.resolve("train.txt");
        Path test = folder.resolve("test.txt");
        split.train().write(train);
        split.test().write(test);
        Path tested = folder.resolve("tested.txt");
        Path trained = folder.resolve("trained.txt");
        PairRule rule = new PairRule.AtRandom(2, 1);
        new PairListJob(rule, 1, Optional.of(test), tested).run(workspace, all, Progress.NONE);
        new PairListJob(rule, 1, Optional.of(train), trained).run(workspace, all, Progress.NONE);
        assertThat(workspace.datasets().list().get(0).testSets())
                .extracting(TestSetRequest::pairs)
                .containsExactly(tested, trained);

        TrainingCheck check =
                new TrainingJob(workspace, onlyThese("a", train, tested, false))
                        .check(Progress.NONE);
        assertThat(check.dataset().identityCount()).isEqualTo(split.train().names().size());
        assertThat(check.warnings()).noneMatch(w -> w.contains("trained on"));
        check =
                new TrainingJob(workspace, onlyThese("a", train, trained, false))
                        .check(Progress.NONE);
        assertThat(check.warnings())
                .anySatisfy(
                        w -> assertThat(w).startsWith("Test set trained").contains("trained on"));
    }

    @Test
    void aRunKnowsTheIdentitiesItWasLimitedTo() throws IOException {
        Path root = sixIdentities();
        FaceDataset all = new DatasetOpening(workspace).open(root, Optional.empty(), Progress.NONE);
        Path train = folder.resolve("train.txt");
        IdentitySplit.byShare(all, 0.5, 1).train().write(train);
        Path pairs = folder.resolve("pairs.txt");
        new PairListJob(new PairRule.AtRandom(2, 1), 1, Optional.empty(), pairs)
                .run(workspace, all, Progress.NONE);
        RunFolder run = train(onlyThese("some", train, pairs, false), STOPS_AFTER_A_STEP);
        assertThat(run.record().data().identityList()).contains(train.toString());
        assertThat(TrainingRequest.resuming(run).identities()).contains(train);
        IdentitySplit.byShare(all, 0.5, 2).train().write(train);
        assertThatThrownBy(() -> train(TrainingRequest.resuming(run), STOPS_AFTER_A_STEP))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("is not what the run");
    }
}
