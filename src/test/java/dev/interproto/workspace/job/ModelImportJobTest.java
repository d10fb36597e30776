package dev.interproto.workspace.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.face.Preprocessing;
import dev.interproto.network.exchange.GraphModel;
import dev.interproto.workspace.ModelShelf;
import dev.interproto.workspace.SampleModels;
import dev.interproto.workspace.ShelfEntry;
import dev.interproto.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelImportJobTest {
    @TempDir private Path folder;
    private Workspace workspace;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        workspace = Workspace.open(folder.resolve("w"));
        file = Files.writeString(folder.resolve("net-symbol.json"), "abc");
    }

    @Test
    void theRecordNamesTheFileAndItsDigest() {
        ShelfEntry.Model model =
                new ModelImportJob(
                                workspace,
                                ModelImport.of(file),
                                (from, preprocessing) -> SampleModels.irSmall(2, 1))
                        .run(Progress.NONE);
        assertThat(model.name()).isEqualTo("net");
        assertThat(model.record().source().file()).isEqualTo("net-symbol.json");
        // The well-known digest of "abc" (FIPS 180-4).
        assertThat(model.record().source().sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void whatAPersonSaysOfTheInputReachesTheReader() {
        Preprocessing bgr = new Preprocessing(Preprocessing.ColourOrder.BGR, 0, 1, 112);
        ShelfEntry.Model model =
                new ModelImportJob(
                                workspace,
                                new ModelImport(
                                        file,
                                        Optional.of("graph"),
                                        Optional.empty(),
                                        Optional.of(bgr),
                                        false),
                                (from, preprocessing) ->
                                        new GraphModel(
                                                "ONNX",
                                                new byte[] {1},
                                                8,
                                                preprocessing.orElseThrow()))
                        .run(Progress.NONE);
        assertThat(model.record().preprocessing()).isEqualTo(bgr);
    }

    @Test
    void prototypesCannotJoinAGraph() {
        ModelImport request =
                new ModelImport(file, Optional.empty(), Optional.of(file), Optional.empty(), false);
        ModelImportJob job =
                new ModelImportJob(
                        workspace,
                        request,
                        (from, preprocessing) ->
                                new GraphModel("ONNX", new byte[] {1}, 8, Preprocessing.STANDARD));
        assertThatThrownBy(() -> job.run(Progress.NONE))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("prototypes cannot join it");
        assertThat(new ModelShelf(workspace).entries()).isEmpty();
    }

    @Test
    void aTakenNameIsRefusedBeforeTheFileIsRead() {
        SampleModels.shelve(workspace, "net", 0);
        ModelImportJob job =
                new ModelImportJob(
                        workspace,
                        ModelImport.of(file),
                        (from, preprocessing) -> {
                            throw new AssertionError("read");
                        });
        assertThatThrownBy(() -> job.run(Progress.NONE)).hasMessageContaining("already");
    }

    @Test
    void aCancelledImportLeavesNothing() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void report(double fraction, String message) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        ModelImportJob job =
                new ModelImportJob(
                        workspace,
                        ModelImport.of(file),
                        (from, preprocessing) -> SampleModels.irSmall(0, 1));
        assertThatThrownBy(() -> job.run(cancelled)).isInstanceOf(CancelledException.class);
        assertThat(new ModelShelf(workspace).entries()).isEmpty();
    }
}
