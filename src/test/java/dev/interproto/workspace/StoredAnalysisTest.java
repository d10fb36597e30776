package dev.interproto.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.dataset.ChildRule;
import dev.interproto.verification.analysis.Analysis;
import dev.interproto.verification.analysis.AnalysisOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredAnalysisTest {
    private static final Analysis NOTHING =
            Analysis.nothing(new AnalysisOptions(ChildRule.PAPER, 200, 2000, 0));

    @TempDir private Path folder;
    private RunFolder run;

    @BeforeEach
    void open() {
        run = SampleRuns.write(Workspace.open(folder), "run", RunStatus.FINISHED);
    }

    private Path write(String checkpoint, Optional<String> root, Optional<String> name)
            throws IOException {
        StoredAnalysis.Origin origin =
                new StoredAnalysis.Origin(
                        "run", checkpoint, 7, root, Instant.parse("2026-01-02T05:04:05Z"));
        Path at = StoredAnalysis.folder(run, origin, name);
        StoredAnalysis.write(at, NOTHING, origin);
        return at;
    }

    @Test
    void datasetsOfOneNameHaveFoldersOfTheirOwn() throws IOException {
        Optional<String> faces = Optional.of("faces");
        Path first = write("last.npz", Optional.of("/one/faces"), faces);
        Path second = write("last.npz", Optional.of("/two/faces"), faces);
        Path third = write("last.npz", Optional.of("/three/faces"), faces);

        assertThat(first).hasFileName("last-faces");
        assertThat(second).hasFileName("last-faces-2");
        assertThat(third).hasFileName("last-faces-3");
        assertThat(run.analyses())
                .extracting(stored -> stored.origin().data().orElseThrow())
                .containsExactlyInAnyOrder("/one/faces", "/two/faces", "/three/faces");
        // Analysed again, each lies where it lay.
        assertThat(write("last.npz", Optional.of("/two/faces"), faces)).isEqualTo(second);
        assertThat(write("last.npz", Optional.of("/one/faces"), faces)).isEqualTo(first);
        assertThat(run.analyses()).hasSize(3);
    }

    @Test
    void aCheckpointWhoseNameRunsOnLikeADatasetsIsAnother() throws IOException {
        Path ofBest = write("best-c20.npz", Optional.empty(), Optional.empty());
        Path ofDataset = write("best.npz", Optional.of("/c20"), Optional.of("c20"));

        assertThat(ofBest).hasFileName("best-c20");
        assertThat(ofDataset).hasFileName("best-c20-2");
    }
}
