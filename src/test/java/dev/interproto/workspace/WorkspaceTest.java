package dev.interproto.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.UserFacingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    @TempDir private Path folder;

    @Test
    void openingMakesTheFolder() {
        Workspace workspace = Workspace.open(folder.resolve("a/b"));
        assertThat(workspace.runs()).isDirectory();
        assertThat(workspace.runFolders()).isEmpty();
    }

    @Test
    void aFileIsNoWorkspace() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> Workspace.open(file))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("is a file");
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedWithItsName() throws Exception {
        Path readOnly = Files.createDirectory(folder.resolve("read-only"));
        Files.createDirectory(readOnly.resolve("runs"));
        Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));
        Assumptions.assumeFalse(
                Files.isWritable(readOnly), "the superuser may write read-only folders");
        assertThatThrownBy(() -> Workspace.open(readOnly))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining(readOnly.toString())
                .hasMessageContaining("cannot be written");
    }

    @Test
    void aFolderWhereNothingCanBeMadeIsRefused() throws Exception {
        // A file in the way fails for the superuser too.
        Files.writeString(folder.resolve("runs"), "in the way");
        assertThatThrownBy(() -> Workspace.open(folder))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void aRunThatIsNotThereIsAnsweredWithThoseThatAre() {
        Workspace workspace = Workspace.open(folder);
        SampleRuns.write(workspace, "first", RunStatus.FINISHED);
        assertThatThrownBy(() -> workspace.run("second"))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("second")
                .hasMessageContaining("first");
    }

    @Test
    void namesThatAreNoFileNamesAreRefused() {
        Workspace workspace = Workspace.open(folder);
        for (String name : new String[] {"", "../up", "a/b", ".hidden", "x".repeat(81), "dot."}) {
            assertThatThrownBy(() -> workspace.createRun(name))
                    .as(name)
                    .isInstanceOf(UserFacingException.class);
        }
        assertThat(workspace.createRun("Zoë λ=1 run_2.b").path()).isDirectory();
    }

    @Test
    void aTakenNameIsRefused() {
        Workspace workspace = Workspace.open(folder);
        SampleRuns.write(workspace, "run", RunStatus.STOPPED);
        assertThatThrownBy(() -> workspace.createRun("run"))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("--resume");
        assertThat(workspace.freeRunName("run")).isEqualTo("run-2");
    }

    @Test
    void aDeletedRunLiesInTheTrashAndComesBack() throws Exception {
        Workspace workspace = Workspace.open(folder);
        RunFolder run = SampleRuns.write(workspace, "run", RunStatus.FINISHED);
        Files.writeString(run.logFile(), "kept");
        TrashedRun trashed = workspace.delete(run);
        assertThat(workspace.findRun("run")).isEmpty();
        assertThat(workspace.trashedRuns()).extracting(TrashedRun::name).containsExactly("run");

        SampleRuns.write(workspace, "run", RunStatus.FINISHED);
        RunFolder restored = workspace.restore(trashed);
        assertThat(restored.name()).isEqualTo("run-2");
        assertThat(restored.logFile()).hasContent("kept");
        assertThat(workspace.trashedRuns()).isEmpty();
    }

    @Test
    void renamingMovesTheFolder() {
        Workspace workspace = Workspace.open(folder);
        RunFolder run = SampleRuns.write(workspace, "old", RunStatus.FINISHED);
        SampleRuns.write(workspace, "taken", RunStatus.FINISHED);
        assertThat(workspace.rename(run, "new").record().configuration().seed()).isEqualTo(4885);
        assertThat(workspace.findRun("old")).isEmpty();
        assertThatThrownBy(() -> workspace.rename(workspace.run("new"), "taken"))
                .isInstanceOf(UserFacingException.class);
    }

    @Test
    void aRunInTrainingIsNeitherRenamedNorDeleted() {
        Workspace workspace = Workspace.open(folder);
        RunFolder run = SampleRuns.write(workspace, "run", RunStatus.RUNNING);
        assertThatThrownBy(() -> workspace.delete(run)).isInstanceOf(UserFacingException.class);
        assertThatThrownBy(() -> workspace.rename(run, "other"))
                .isInstanceOf(UserFacingException.class);
        assertThat(run.recordFile()).exists();
    }

    @Test
    void datasetsAreRememberedOnceAFolder() throws Exception {
        Workspace workspace = Workspace.open(folder);
        KnownDataset first = new KnownDataset("a", folder.resolve("a"), Optional.empty());
        KnownDataset again =
                new KnownDataset("b", folder.resolve("a"), Optional.of(folder.resolve("ages")));
        workspace.datasets().add(first);
        workspace.datasets().add(again);
        assertThat(Workspace.open(folder).datasets().list()).containsExactly(again);
        workspace.datasets().remove(folder.resolve("a"));
        assertThat(workspace.datasets().list()).isEmpty();

        Files.writeString(folder.resolve("datasets.json"), "[{\"name\": \"half");
        assertThat(workspace.datasets().list()).isEmpty();
        workspace.datasets().add(first);
        assertThat(workspace.datasets().list()).containsExactly(first);
    }
}
