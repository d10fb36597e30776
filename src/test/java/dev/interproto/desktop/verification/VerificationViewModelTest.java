package dev.interproto.desktop.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.VerificationPair;
import dev.interproto.desktop.RecordedNotifications;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.task.SameThreadTaskRunner;
import dev.interproto.verification.PairScores;
import dev.interproto.verification.ScoredPair;
import dev.interproto.verification.VerificationOptions;
import dev.interproto.verification.VerificationReport;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.SampleRuns;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationViewModelTest {
    @TempDir private Path folder;
    private final RecordedNotifications notifications = new RecordedNotifications();
    private final List<TestSetRequest> evaluated = new ArrayList<>();
    private Workspace workspace;
    private VerificationViewModel viewModel;

    @BeforeEach
    void open() throws IOException {
        workspace = Workspace.open(folder);
        RunFolder run = SampleRuns.write(workspace, "run", RunStatus.FINISHED);
        Files.createDirectories(run.checkpoints());
        Files.writeString(run.checkpoints().resolve("best-c20.npz"), "");
        Files.writeString(run.checkpoints().resolve("last.npz"), "");
        viewModel =
                new VerificationViewModel(
                        workspace,
                        new SameThreadTaskRunner(
                                failure -> {
                                    throw new AssertionError(failure);
                                }),
                        notifications,
                        new Messages(),
                        (request, progress) -> {
                            evaluated.add(request.testSet());
                            return store((RunFolder) request.model(), request.checkpoint());
                        });
    }

    /** Genuine pairs at 0.5, 0.6, 0.7, 0.2; impostor pairs at 0.1, 0.0, 0.3, 0.55. */
    private StoredEvaluation store(RunFolder run, String checkpoint) {
        double[] genuine = {0.5, 0.6, 0.7, 0.2};
        double[] impostor = {0.1, 0.0, 0.3, 0.55};
        List<ScoredPair> pairs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pairs.add(pair(true, "001A0" + i + ".jpg", "001A3" + i + ".jpg", genuine[i]));
            pairs.add(pair(false, "001A0" + i + ".jpg", "002A4" + i + ".jpg", impostor[i]));
        }
        PairScores scores = new PairScores("four", pairs, List.of(), List.of());
        try {
            return StoredEvaluation.write(
                    run.evaluationFolder("four"),
                    VerificationReport.of(scores, VerificationOptions.DEFAULT),
                    scores,
                    new StoredEvaluation.Origin(
                            "run", checkpoint, 10, 1, "four.txt", "/faces", Instant.EPOCH));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ScoredPair pair(boolean same, String first, String second, double similarity) {
        return new ScoredPair(
                new VerificationPair(same, Path.of(first), Path.of(second)), similarity);
    }

    private void evaluate() {
        viewModel.refresh(Optional.empty());
        viewModel.order().pairsProperty().set("/lists/four.txt");
        viewModel.order().imagesProperty().set("/faces");
        viewModel.evaluate();
    }

    @Test
    void theLastCheckpointIsOfferedFirst() {
        viewModel.refresh(Optional.empty());
        assertThat(viewModel.checkpoints())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("last.npz", "best-c20.npz");
        assertThat(viewModel.tableProperty().get()).isEmpty();
        assertThat(viewModel.evaluationsListedProperty().get()).isTrue();
    }

    @Test
    void anEvaluationIsShownWhenItIsDone() {
        evaluate();
        assertThat(evaluated)
                .containsExactly(new TestSetRequest(Path.of("/lists/four.txt"), Path.of("/faces")));
        assertThat(viewModel.tableProperty().get().orElseThrow().rows()).hasSize(8);
        assertThat(viewModel.evaluations()).hasSize(1);
        assertThat(notifications.texts()).containsExactly("Evaluated four: 8 pairs");
    }

    @Test
    void movingTheThresholdMovesCountsAndFilters() {
        evaluate();
        viewModel.filterProperty().set(PairFilter.WRONG);
        viewModel.thresholdProperty().set(0.4);
        // Wrong: the genuine pair at 0.2 and the impostor pair at 0.55.
        assertThat(viewModel.countsProperty().get()).isEqualTo(new VerdictCounts(4, 4, 1, 1));
        assertThat(viewModel.countsProperty().get().accuracy()).isEqualTo(0.75, within(1e-12));
        assertThat(viewModel.shownRows())
                .extracting(PairRow::similarity)
                .containsExactly(0.2, 0.55);
        viewModel.thresholdProperty().set(0.6);
        // A pair at the threshold itself is accepted.
        assertThat(viewModel.countsProperty().get()).isEqualTo(new VerdictCounts(4, 4, 0, 2));
        viewModel.filterProperty().set(PairFilter.FALSE_ACCEPTS);
        assertThat(viewModel.shownRows()).isEmpty();
        viewModel.filterProperty().set(PairFilter.IMPOSTOR);
        viewModel.searchedProperty().set("002a43");
        assertThat(viewModel.shownRows()).extracting(PairRow::similarity).containsExactly(0.55);
    }

    @Test
    void theThresholdGoesBackToTheEvaluationsOwn() {
        evaluate();
        double own =
                viewModel
                        .tableProperty()
                        .get()
                        .orElseThrow()
                        .stored()
                        .report()
                        .recommendedThreshold();
        assertThat(viewModel.thresholdProperty().get()).isEqualTo(own);
        viewModel.thresholdProperty().set(-1);
        viewModel.resetThreshold();
        assertThat(viewModel.thresholdProperty().get()).isEqualTo(own);
    }

    @Test
    void agesComeFromNamesThatFollowAPattern() {
        evaluate();
        PairRow row = viewModel.tableProperty().get().orElseThrow().rows().get(7);
        assertThat(row.firstAge()).isEqualTo(OptionalInt.of(3));
        assertThat(row.secondAge()).isEqualTo(OptionalInt.of(43));
        assertThat(row.first()).isEqualTo(ImageLocation.of(Path.of("/faces/001A03.jpg")));
    }

    @Test
    void aDroppedListOpensTheOrderWithItsFolderAsImages() {
        viewModel.take(List.of(Path.of("/lists/four.txt")));
        assertThat(viewModel.order().openProperty().get()).isTrue();
        assertThat(viewModel.order().testSet())
                .isEqualTo(new TestSetRequest(Path.of("/lists/four.txt"), Path.of("/lists")));
    }

    @Test
    void aBinSetNeedsNoFolderOfImages() {
        viewModel.refresh(Optional.empty());
        viewModel.take(List.of(Path.of("/sets/lfw.bin")));
        assertThat(viewModel.order().openProperty().get()).isTrue();
        assertThat(viewModel.order().imagesProperty().get()).isEmpty();
        assertThat(viewModel.order().complete().get()).isTrue();
        viewModel.evaluate();
        assertThat(evaluated)
                .containsExactly(new TestSetRequest(Path.of("/sets/lfw.bin"), Path.of("/sets")));
    }
}
