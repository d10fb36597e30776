package dev.interproto.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.loss.SimilarityDistance;
import dev.interproto.training.InterPrototypeOptions;
import dev.interproto.training.TrainingConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCatalogueTest {
    @TempDir private Path folder;
    private Workspace workspace;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder);
    }

    private List<String> names() {
        try (RunCatalogue catalogue = RunCatalogue.open(workspace)) {
            return catalogue.runs().stream().map(RunSummary::name).toList();
        }
    }

    @Test
    void listsRunsAndForgetsThoseGone() {
        RunFolder first = SampleRuns.write(workspace, "a", RunStatus.FINISHED);
        SampleRuns.write(workspace, "b", RunStatus.FINISHED);
        assertThat(names()).containsExactly("a", "b");
        workspace.delete(first);
        assertThat(names()).containsExactly("b");
    }

    @Test
    void isRebuiltWhenMissing() throws Exception {
        SampleRuns.write(workspace, "a", RunStatus.FINISHED);
        assertThat(names()).containsExactly("a");
        Files.delete(workspace.catalogueFile());
        assertThat(names()).containsExactly("a");
        assertThat(workspace.catalogueFile()).isNotEmptyFile();
    }

    @Test
    void isRebuiltWhenCorrupt() throws Exception {
        SampleRuns.write(workspace, "a", RunStatus.FINISHED);
        assertThat(names()).containsExactly("a");
        Files.writeString(workspace.catalogueFile(), "this is no database, ".repeat(500));
        assertThat(names()).containsExactly("a");
        assertThat(names()).containsExactly("a");
    }

    @Test
    void aChangedRecordIsReadAgain() throws Exception {
        RunFolder run = SampleRuns.write(workspace, "a", RunStatus.STOPPED);
        try (RunCatalogue catalogue = RunCatalogue.open(workspace)) {
            assertThat(catalogue.runs().get(0).status()).isEqualTo(RunStatus.STOPPED);
            run.write(SampleRuns.record("a", RunStatus.FINISHED, ProcessStamp.current()));
            assertThat(catalogue.runs().get(0).status()).isEqualTo(RunStatus.FINISHED);
        }
    }

    @Test
    void aDamagedRunDoesNotHideTheOthers() throws Exception {
        SampleRuns.write(workspace, "a", RunStatus.FINISHED);
        Files.writeString(SampleRuns.write(workspace, "b", RunStatus.FINISHED).recordFile(), "{");
        assertThat(names()).containsExactly("a");
    }

    @Test
    void theMethodIsNamedAsTheFieldDoes() {
        RunFolder run = SampleRuns.write(workspace, "a", RunStatus.FINISHED);
        assertThat(new RunSummary(run, run.record(), RunStatus.FINISHED).method())
                .isEqualTo("ArcFace + Inter-Prototype (λ 1)");
    }

    @Test
    void theMethodNamesItsVariantOfTheLoss() {
        TrainingConfiguration paper =
                SampleRuns.write(workspace, "a", RunStatus.FINISHED).record().configuration();
        TrainingConfiguration other =
                paper.withRefinements(
                        paper.refinements()
                                .withInterPrototype(
                                        new InterPrototypeOptions(
                                                SimilarityDistance.CE,
                                                InterPrototypeOptions.Window.BEFORE,
                                                InterPrototypeOptions.Course.STEP,
                                                0)));
        assertThat(RunSummary.method("ArcFace", other))
                .isEqualTo(
                        "ArcFace + Inter-Prototype (λ 1, cross-entropy, up to the first milestone,"
                                + " ÷ 10 at milestones)");
        assertThat(RunSummary.method("ArcFace", other.withLambdaChild(0))).isEqualTo("ArcFace");
    }

    @Test
    void theWatcherTellsOfRunsMadeElsewhere() throws Exception {
        BlockingQueue<List<RunSummary>> told = new LinkedBlockingQueue<>();
        try (RunWatcher watcher = new RunWatcher(workspace, told::add, Duration.ofMillis(20))) {
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEmpty();
            SampleRuns.write(workspace, "a", RunStatus.RUNNING);
            assertThat(told.poll(10, TimeUnit.SECONDS))
                    .extracting(RunSummary::status)
                    .containsExactly(RunStatus.RUNNING);
            workspace
                    .run("a")
                    .write(SampleRuns.record("a", RunStatus.RUNNING, SampleRuns.deadProcess()));
            assertThat(told.poll(10, TimeUnit.SECONDS))
                    .extracting(RunSummary::status)
                    .containsExactly(RunStatus.INTERRUPTED);
        }
    }
}
