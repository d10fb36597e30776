package dev.interproto.desktop.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.dataset.demo.DemoFacesReport;
import dev.interproto.desktop.DrawnRuns;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DatasetLibrary;
import dev.interproto.desktop.shell.Notifications;
import dev.interproto.desktop.task.SameThreadTaskRunner;
import dev.interproto.face.Preprocessing;
import dev.interproto.loss.HeadKind;
import dev.interproto.training.EarlyStop;
import dev.interproto.training.HeadConfiguration;
import dev.interproto.training.LearningRateFinder;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.training.TrainingEvent;
import dev.interproto.training.TrainingPreset;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.ModelFolder;
import dev.interproto.workspace.ModelKind;
import dev.interproto.workspace.ModelRecord;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.ShelfEntry;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.DatasetOpening;
import dev.interproto.workspace.job.TrainingRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingViewModelTest {
    private static final TrainingConfiguration DEMO = TrainingPreset.DEMO.configuration();
    private static final long PATIENCE_MILLIS = 20_000;

    private static DemoFacesReport faces;

    @TempDir Path folder;
    private final Messages messages = new Messages();
    private final List<Throwable> failures = new ArrayList<>();
    private Workspace workspace;
    private Learning learning =
            (request, control, listener, progress) ->
                    DrawnRuns.events(request.configuration(), 2).forEach(listener::on);
    private RateSearch rateSearch =
            (request, steps, progress) -> {
                throw new AssertionError("nobody asked for a learning rate");
            };
    private TrainingViewModel model;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder.resolve("workspace"));
        SameThreadTaskRunner tasks = new SameThreadTaskRunner(failures::add);
        model =
                new TrainingViewModel(
                        workspace,
                        new FailuresOnly(),
                        messages,
                        new TrainingThread((r, c, l, p) -> learning.train(r, c, l, p)),
                        new SetupViewModel(
                                workspace,
                                tasks,
                                messages,
                                new DatasetLibrary(new DatasetOpening(workspace)),
                                (c, images, identities, children, progress) ->
                                        new CostReport.Figures(
                                                identities * 1000L, 500, images / 10.0, "made up"),
                                (request, steps, progress) ->
                                        rateSearch.search(request, steps, progress)),
                        new RunViewModel(workspace, Runnable::run, Runnable::run),
                        session -> {});
    }

    @AfterEach
    void close() {
        model.close();
        assertThat(failures).isEmpty();
    }

    @Test
    void theCheckCountsChildIdentitiesAndSaysWhyThereAreNone() {
        DemoFacesReport faces = faces();
        model.setup().data().choose(faces.train());
        settle();
        assertThat(report().childIdentities()).isZero();
        assertThat(report().notes())
                .anyMatch(note -> note.text().contains("no image has a known age"));
        workspace
                .datasets()
                .add(new KnownDataset("aged", faces.train(), Optional.of(faces.ageLabels())));
        model.setup().refresh();
        settle();
        assertThat(report().childIdentities()).isEqualTo(2);
        assertThat(report().images()).isEqualTo(72);
        assertThat(report().figures()).contains(new CostReport.Figures(6000, 500, 7.2, "made up"));
        assertThat(report().stepsPerEpoch()).as("72 images in batches of 64").isEqualTo(2);
        model.setup().form().childFilter().textProperty().set("13");
        settle();
        assertThat(report().notes())
                .anyMatch(
                        note ->
                                note.warning()
                                        && note.text().contains("the most that one has is 10"));
    }

    @Test
    void fieldsSayWhatIsWrongAndKeepTheTrainingFromStarting() {
        model.setup().data().choose(faces().train());
        assertThat(model.setup().readyProperty().get()).isTrue();
        FormField<?> rate = model.setup().form().learningRate();
        rate.textProperty().set("fast");
        assertThat(rate.errorProperty().get()).isNotEmpty();
        assertThat(model.setup().readyProperty().get()).isFalse();
        rate.textProperty().set("0,05");
        assertThat(model.setup().request().orElseThrow().configuration().learningRate())
                .isEqualTo(0.05);
        model.setup().form().milestones().textProperty().set("5, 3");
        assertThat(model.setup().readyProperty().get()).isFalse();
    }

    @Test
    void aHeadBringsItsOwnNumbersAndOnlyThoseCount() {
        model.setup().data().choose(faces().train());
        TrainingForm form = model.setup().form();
        form.headOptions().get("margin").textProperty().set("2");
        assertThat(form.headOptions().get("margin").errorProperty().get())
                .isEqualTo("A number of 0 to 1.57.");
        assertThat(model.setup().readyProperty().get()).isFalse();

        form.headProperty().set("mv-am");
        assertThat(form.headOptions().keySet())
                .containsExactly("scale", "margin", "t", "easy-margin");
        form.headOptions().get("t").textProperty().set("0.3");

        assertThat(model.setup().request().orElseThrow().configuration().head())
                .isEqualTo(HeadConfiguration.published(HeadKind.MV_AM).with("t", 0.3));
    }

    @Test
    void theSuggestedNameFollowsTheChoicesAndIsFree() throws Exception {
        model.setup().data().choose(faces().train());
        String first = model.setup().runName().textProperty().get();
        assertThat(first).endsWith("-mobilefacenet-arcface-ip1");
        DrawnRuns.write(workspace, first, DEMO, 1, Optional.empty());
        model.setup().refresh();
        assertThat(model.setup().runName().textProperty().get()).isEqualTo(first + "-2");
        model.setup().form().lambda().textProperty().set("0");
        assertThat(model.setup().runName().textProperty().get()).endsWith("-mobilefacenet-arcface");
        model.setup().runName().textProperty().set(first);
        assertThat(model.setup().runName().errorProperty().get()).isNotEmpty();
        model.setup().runName().textProperty().set("mine");
        model.setup().form().headProperty().set("cosface");
        assertThat(model.setup().runName().textProperty().get()).isEqualTo("mine");
    }

    @Test
    void aTrainingIsDrawnAsItGoesPausedAndStopped() throws Exception {
        CountDownLatch paused = new CountDownLatch(1);
        learning =
                (request, control, listener, progress) -> {
                    DrawnRuns.events(request.configuration(), 1).forEach(listener::on);
                    try {
                        paused.await();
                        listener.on(new TrainingEvent.Paused(10));
                        control.awaitRunning();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    listener.on(new TrainingEvent.Finished(10, false));
                };
        model.setup().data().choose(faces().train());
        model.train();
        assertThat(model.showsRunProperty().get()).isTrue();
        awaitView(RunStatus.RUNNING);
        assertThat(view().own()).isTrue();
        model.pauseOrResume();
        paused.countDown();
        awaitView(RunStatus.PAUSED);
        assertThat(model.run().history().steps().size()).isEqualTo(10);
        assertThat(view().figures().chance()).isEqualTo(Math.log(16));
        model.stop();
        awaitView(RunStatus.STOPPED);
        assertThat(model.trainingProperty().get()).isFalse();
        assertThat(model.run().log()).anyMatch(line -> line.contains("paused at step 10"));
    }

    @Test
    void aTrainingThatBreaksShowsItsThreeSentences() throws Exception {
        learning =
                (request, control, listener, progress) -> {
                    throw new UserFacingException("It is broken.", "Nothing works.", "Mend it.");
                };
        model.setup().data().choose(faces().train());
        model.train();
        awaitView(RunStatus.FAILED);
        assertThat(view().failure())
                .contains(new RunRecord.Failure("It is broken.", "Nothing works.", "Mend it."));
        assertThat(view().resumable()).as("no checkpoint was written").isFalse();
    }

    @Test
    void aRunOfAnotherProcessIsReadFromItsFilesAndCannotBeStoppedHere() throws Exception {
        RunFolder run = DrawnRuns.write(workspace, "other", DEMO, 3, Optional.empty());
        model.open("other");
        assertThat(view().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(view().own()).isFalse();
        assertThat(view().trainer()).contains(run.record().process().processId());
        assertThat(view().figures().epoch()).isEqualTo(3);
        assertThat(view().figures().step()).isEqualTo(30);
        assertThat(view().figures().steps()).as("320 / 32 a batch, 12 epochs").isEqualTo(120);
        assertThat(model.run().history().testSets()).containsExactly("c20");
        assertThat(view().figures().timeLeft().orElseThrow())
                .as("90 steps of 32 images at about 142 a second")
                .isBetween(Duration.ofSeconds(19), Duration.ofSeconds(22));
    }

    @Test
    void aComparisonDiffersInLambdaOnly() throws Exception {
        DrawnRuns.write(
                workspace, "ip", DEMO, 12, Optional.of(new TrainingEvent.Finished(120, true)));
        model.open("ip");
        assertThat(view().status()).isEqualTo(RunStatus.FINISHED);
        model.setUpAgain(0);
        assertThat(model.showsRunProperty().get()).isFalse();
        assertThat(model.setup().form().configuration()).contains(DEMO.withLambdaChild(0));
    }

    @Test
    void aRunOfAnUnknownHeadIsNotSetUpAgainButSaysWhy() throws Exception {
        TrainingConfiguration newer =
                DEMO.toBuilder().head(new HeadConfiguration("tomorrow", Map.of())).build();
        DrawnRuns.write(
                workspace, "newer", newer, 12, Optional.of(new TrainingEvent.Finished(120, true)));
        Optional<TrainingConfiguration> before = model.setup().form().configuration();
        model.open("newer");
        model.setUpAgain(0);
        assertThat(failures)
                .singleElement()
                .isInstanceOfSatisfying(
                        UserFacingException.class,
                        failure -> assertThat(failure.what()).contains("tomorrow"));
        failures.clear();
        assertThat(model.showsRunProperty().get()).as("the run stays in view").isTrue();
        assertThat(model.setup().form().configuration()).isEqualTo(before);
    }

    @Test
    void aListOfIdentitiesLimitsWhatIsCountedAndAskedFor() throws Exception {
        model.setup().data().choose(faces().train());
        settle();
        assertThat(report().images()).isEqualTo(72);
        Path list = firstTwoIdentities();
        model.setup().data().identitiesProperty().set(Optional.of(list));
        settle();
        assertThat(report().identities()).isEqualTo(2);
        assertThat(report().images()).as("12 of each").isEqualTo(24);
        assertThat(report().notes())
                .anyMatch(note -> note.text().equals("mine.txt: 2 of the 6 identities"))
                .anyMatch(note -> note.warning() && note.text().contains("somebody"));
        assertThat(model.setup().request().orElseThrow().identities()).contains(list);
        workspace
                .datasets()
                .add(new KnownDataset("train", faces().train(), Optional.of(faces().ageLabels())));
        model.setup().refresh();
        assertThat(model.setup().data().identitiesProperty().get())
                .as("only its ages changed")
                .contains(list);
        model.setup().data().choose(faces().test());
        assertThat(model.setup().data().identitiesProperty().get())
                .as("of another dataset")
                .isEmpty();
    }

    @Test
    void aListThatIsGoneKeepsTheTrainingFromStarting() {
        model.setup().data().choose(faces().train());
        model.setup().data().identitiesProperty().set(Optional.of(folder.resolve("gone.txt")));
        settle();
        assertThat(model.setup().cost().problemProperty().get().orElseThrow().what())
                .contains("gone.txt")
                .contains("there is no such file");
        assertThat(model.setup().readyProperty().get()).isFalse();
        model.setup().data().identitiesProperty().set(Optional.empty());
        settle();
        assertThat(model.setup().readyProperty().get()).isTrue();
    }

    @Test
    void whatIsSetUpAgainKeepsItsListOfIdentities() throws Exception {
        model.setup().data().choose(faces().train());
        Path list = firstTwoIdentities();
        model.setup()
                .fill(
                        new TrainingRequest(
                                "limited",
                                DEMO,
                                faces().test(),
                                Optional.empty(),
                                List.of(),
                                false,
                                Optional.empty(),
                                Optional.of(list)));
        assertThat(model.setup().request().orElseThrow().identities()).contains(list);
    }

    @Test
    void aSuggestedRateIsUsedByOneClickAndACurveOfOtherSettingsSaysSo() {
        List<Integer> asked = new ArrayList<>();
        rateSearch =
                (request, steps, progress) -> {
                    asked.add(steps);
                    return new LearningRateFinder.Result(
                            List.of(new LearningRateFinder.Point(1, 1e-5, 3, 3)),
                            OptionalDouble.of(0.032),
                            true);
                };
        RateFinding rates = model.setup().rates();
        rates.find();
        assertThat(asked).as("no dataset, nothing to train").isEmpty();
        model.setup().data().choose(faces().train());
        rates.steps().textProperty().set("30");

        rates.find();

        assertThat(asked).containsExactly(30);
        assertThat(rates.suggestion()).contains("0.032");
        assertThat(rates.progressProperty().get()).isEqualTo(RateFinding.IDLE);
        rates.use();
        assertThat(model.setup().request().orElseThrow().configuration().learningRate())
                .isEqualTo(0.032);
        assertThat(rates.outdatedProperty().get()).as("only the rate is another").isFalse();
        model.setup().form().batchSize().textProperty().set("8");
        assertThat(rates.outdatedProperty().get()).isTrue();
        model.setup().form().batchSize().textProperty().set("64");
        assertThat(rates.outdatedProperty().get()).isFalse();
        model.setup().start().chosenProperty().set(Optional.of(pretrained("mobilefacenet")));
        assertThat(rates.outdatedProperty().get()).as("other weights to start from").isTrue();
    }

    private ShelfEntry.Model pretrained(String backbone) {
        return new ShelfEntry.Model(
                new ModelFolder(folder.resolve("pretrained")),
                new ModelRecord(
                        ModelRecord.FORMAT_VERSION,
                        "pretrained",
                        ModelKind.BACKBONE,
                        Optional.of(backbone),
                        512,
                        Preprocessing.STANDARD,
                        0,
                        "made up",
                        new ModelRecord.Source("pretrained.pth", ""),
                        Instant.EPOCH));
    }

    @Test
    void aSearchThatSuggestsNothingLeavesTheRateAlone() {
        rateSearch =
                (request, steps, progress) ->
                        new LearningRateFinder.Result(List.of(), OptionalDouble.empty(), true);
        model.setup().data().choose(faces().train());
        model.setup().rates().find();
        model.setup().rates().use();
        assertThat(model.setup().form().learningRate().value()).contains(0.1);
    }

    @Test
    void theScheduleFollowsTheFormAndTheData() {
        assertThat(model.setup().scheduleProperty().get()).isEmpty();
        model.setup().data().choose(faces().train());
        settle();
        assertThat(lastStep()).as("30 epochs of 72 images in batches of 64").isEqualTo(60);
        model.setup().form().batchSize().textProperty().set("8");
        assertThat(lastStep()).as("at once, without another look").isEqualTo(270);
        model.setup().form().refinements().warmUp().textProperty().set("30");
        assertThat(model.setup().scheduleProperty().get()).as("longer than allowed").isEmpty();
    }

    @Test
    void anEarlyStopGoesByATestSetThatIsNamed() {
        model.setup().data().choose(faces().train());
        RefinementsForm refinements = model.setup().form().refinements();
        model.setup()
                .data()
                .addTestSet(new TestSetRequest(faces().largeGapPairs(), faces().folder()));
        model.setup()
                .data()
                .addTestSet(new TestSetRequest(faces().smallGapPairs(), faces().folder()));
        settle();
        assertThat(model.setup().testSetNames()).containsExactly("demo-c20", "demo-small-gap");

        refinements.stopTestSetProperty().set("demo-small-gap");
        refinements.patience().textProperty().set("3");
        settle();

        assertThat(model.setup().request().orElseThrow().configuration().refinements().earlyStop())
                .isEqualTo(new EarlyStop("demo-small-gap", 3));
        model.setup().data().testSets().remove(1);
        settle();
        assertThat(model.setup().cost().problemProperty().get().orElseThrow().what())
                .isEqualTo("The early stop goes by the test set \"demo-small-gap\".");
        assertThat(model.setup().readyProperty().get()).isFalse();
        refinements.stopTestSetProperty().set("");
        settle();
        assertThat(model.setup().cost().problemProperty().get()).isEmpty();
    }

    private long lastStep() {
        List<SchedulePreview.Point> points =
                model.setup().scheduleProperty().get().orElseThrow().points();
        return points.get(points.size() - 1).step();
    }

    @Test
    void facesAreShownAsTrainedOnAndDrawnAgainOnlyWhereSomethingChanged() {
        SeenFacesPreview seen = model.setup().seen();
        model.setup().data().choose(faces().train());
        settle();
        SeenFacesPreview.Draw first = seen.shownProperty().get().orElseThrow();
        assertThat(first.epoch()).isZero();
        assertThat(first.faces()).hasSize(SeenFacesPreview.COUNT);
        model.setup().form().learningRate().textProperty().set("0.01");
        settle();
        assertThat(seen.shownProperty().get()).as("the rate changes no face").containsSame(first);
        seen.another();
        assertThat(seen.shownProperty().get().orElseThrow().epoch()).isEqualTo(1);
        model.setup().form().flipProperty().set(false);
        settle();
        assertThat(seen.shownProperty().get().orElseThrow().faces())
                .allSatisfy(face -> assertThat(face.seen().rgb()).isEqualTo(face.plain().rgb()));
        model.setup().form().refinements().erase().probability().textProperty().set("1");
        settle();
        assertThat(seen.shownProperty().get().orElseThrow().faces())
                .allSatisfy(face -> assertThat(face.seen().rgb()).isNotEqualTo(face.plain().rgb()));
    }

    private Path firstTwoIdentities() throws IOException {
        try (Stream<Path> all = Files.list(faces().train())) {
            String names =
                    all.filter(Files::isDirectory)
                            .map(each -> each.getFileName().toString())
                            .sorted()
                            .limit(2)
                            .collect(Collectors.joining("\n"));
            return Files.writeString(folder.resolve("mine.txt"), names + "\nsomebody\n");
        }
    }

    private static DemoFacesReport faces() {
        return faces;
    }

    @BeforeAll
    static void drawFaces(@TempDir Path shared) {
        faces =
                DemoFaces.write(
                        shared.resolve("faces"),
                        new DemoFacesOptions(6, 12, 1 / 3.0, 2, 12, 4885, 2),
                        Progress.NONE);
    }

    private void settle() {
        for (int i = 0; i < 5; i++) {
            model.tick();
        }
        assertThat(failures).isEmpty();
    }

    private CostReport report() {
        return model.setup().cost().reportProperty().get().orElseThrow();
    }

    private RunView view() {
        return model.run().viewProperty().get().orElseThrow();
    }

    /** Ticks as the page's timer does, until the training thread has come so far. */
    private void awaitView(RunStatus status) {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        do {
            model.tick();
            Thread.onSpinWait();
        } while (view().status() != status && System.nanoTime() < end);
        model.tick();
        model.tick();
        assertThat(view().status()).isEqualTo(status);
    }

    private final class FailuresOnly implements Notifications {
        @Override
        public void success(String text) {}

        @Override
        public void success(String text, String actionText, Runnable action) {}

        @Override
        public void status(String text) {}

        @Override
        public void failure(String doing, Throwable failure) {
            failures.add(failure);
        }
    }
}
