package dev.interproto.desktop.prototypes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.dataset.ChildRule;
import dev.interproto.desktop.PreparedRun;
import dev.interproto.desktop.RecordedNotifications;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.shell.DatasetLibrary;
import dev.interproto.desktop.task.SameThreadTaskRunner;
import dev.interproto.verification.analysis.Analysis;
import dev.interproto.verification.analysis.AnalysisOptions;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.SampleRuns;
import dev.interproto.workspace.StoredAnalysis;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.DatasetOpening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalysisViewModelTest {
    private static final String TRAINED_ON = "/data/faces";

    @TempDir private Path folder;
    private RunFolder run;
    private PrototypesViewModel page;
    private AnalysisViewModel viewModel;

    @BeforeEach
    void open() throws IOException {
        Workspace workspace = Workspace.open(folder);
        run = SampleRuns.write(workspace, "run", RunStatus.FINISHED);
        PreparedRun.prototypes(
                run, List.of("Ada", "Bea", "Cid", "Dan", "Eve"), List.of(0, 1, 2), 3);
        workspace
                .datasets()
                .add(new KnownDataset("others", folder.resolve("others"), Optional.empty()));
        SameThreadTaskRunner tasks =
                new SameThreadTaskRunner(
                        failure -> {
                            throw new AssertionError(failure);
                        });
        DatasetOpening opening = new DatasetOpening(workspace);
        page =
                new PrototypesViewModel(
                        workspace,
                        tasks,
                        new RecordedNotifications(),
                        new Messages(),
                        new DatasetLibrary(opening),
                        (home, subject) -> Optional.empty(),
                        Runnable::run);
        viewModel =
                new AnalysisViewModel(tasks, new Messages(), opening, workspace.datasets(), page);
    }

    /** Keeps an analysis, as the command would. */
    private StoredAnalysis keep(String checkpoint, Optional<String> root, int minute)
            throws IOException {
        StoredAnalysis.Origin origin =
                new StoredAnalysis.Origin(
                        "run",
                        checkpoint,
                        7,
                        root,
                        Instant.parse("2026-01-02T05:00:00Z").plusSeconds(60L * minute));
        return StoredAnalysis.write(
                StoredAnalysis.folder(run, origin, root),
                Analysis.nothing(new AnalysisOptions(ChildRule.PAPER, 200, 2000, minute)),
                origin);
    }

    @Test
    void aRunsOwnFacesComeFirstAndItsChildRuleIsTakenOver() {
        viewModel.childAgeProperty().set(99);
        page.runs().refresh(Optional.empty());

        assertThat(viewModel.choices())
                .extracting(AnalysedData::name)
                .containsExactly("faces", "others");
        assertThat(viewModel.dataProperty().get().orElseThrow().trained()).isTrue();
        assertThat(viewModel.childAgeProperty().get())
                .isEqualTo(run.record().configuration().childAge());
        assertThat(viewModel.childFilterProperty().get())
                .isEqualTo(run.record().configuration().childFilter());
        assertThat(viewModel.soughtProperty().get()).isTrue();
        assertThat(viewModel.analysisProperty().get()).isEmpty();
    }

    @Test
    void aRunWhoseFacesAreGoneIsAnalysedByItsPrototypesAndTheResultIsKept() {
        page.runs().refresh(Optional.empty());
        viewModel.identitiesProperty().set(50);
        viewModel.analyse();

        StoredAnalysis made = viewModel.analysisProperty().get().orElseThrow();
        assertThat(made.origin().data()).isEmpty();
        assertThat(made.origin().checkpoint()).isEqualTo("last.npz");
        assertThat(made.analysis().options().identities()).isEqualTo(50);
        // Three children: three pairs of them.
        assertThat(made.analysis().prototypes().orElseThrow().childChild().count()).isEqualTo(3);
        assertThat(viewModel.runningProperty().get()).isEmpty();

        viewModel.refresh();
        assertThat(viewModel.analysisProperty().get()).contains(made);
    }

    @Test
    void whatIsShownIsOfTheChosenCheckpointAndFaces() throws IOException {
        Files.copy(
                run.checkpoints().resolve("last.npz"), run.checkpoints().resolve("best-c20.npz"));
        String others = folder.resolve("others").toString();
        StoredAnalysis ofBest = keep("best-c20.npz", Optional.of(TRAINED_ON), 1);
        StoredAnalysis ofOthers = keep("last.npz", Optional.of(others), 2);
        page.runs().refresh(Optional.empty());
        assertThat(viewModel.analysisProperty().get()).isEmpty();

        page.checkpointProperty()
                .set(
                        Optional.of(
                                new MapSubject.Prototypes(
                                        run.checkpoints().resolve("best-c20.npz"))));
        assertThat(viewModel.analysisProperty().get()).contains(ofBest);

        viewModel.dataProperty().set(Optional.of(viewModel.choices().get(1)));
        assertThat(viewModel.analysisProperty().get()).isEmpty();
        page.checkpointProperty()
                .set(Optional.of(new MapSubject.Prototypes(run.checkpoints().resolve("last.npz"))));
        assertThat(viewModel.analysisProperty().get()).contains(ofOthers);
    }

    @Test
    void anAnalysisMadeByCommandIsFoundAndTheNewestCounts() throws IOException {
        page.runs().refresh(Optional.empty());
        assertThat(viewModel.analysisProperty().get()).isEmpty();

        keep("last.npz", Optional.empty(), 1);
        StoredAnalysis newer = keep("last.npz", Optional.of(TRAINED_ON), 2);
        viewModel.refresh();

        assertThat(viewModel.analysisProperty().get()).contains(newer);
    }

    @Test
    void withoutANetworkNothingIsAnalysed() {
        viewModel.analyse();

        assertThat(viewModel.runningProperty().get()).isEmpty();
        assertThat(viewModel.analysisProperty().get()).isEmpty();
        assertThat(viewModel.soughtProperty().get()).isFalse();
    }
}
