package dev.interproto.desktop.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.NamedFaces;
import dev.interproto.desktop.RecordedNotifications;
import dev.interproto.desktop.control.Messages;
import dev.interproto.desktop.task.SameThreadTaskRunner;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.IdentitySplitJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitFormTest {
    @TempDir Path folder;

    /** p00000 to p00009 of three images each. */
    private final FaceDataset faces = NamedFaces.of(10, 3, i -> 30);

    private final RecordedNotifications notifications = new RecordedNotifications();
    private Workspace workspace;
    private SplitForm form;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder.resolve("workspace"));
        form =
                new SplitForm(
                        workspace,
                        new SameThreadTaskRunner(failure -> {}),
                        notifications,
                        new Messages());
        form.use(Optional.of(faces));
    }

    private IdentitySplitJob.Written written() {
        return form.writtenProperty().get().orElseThrow();
    }

    @Test
    void aShareIsWrittenIntoTheWorkspaceAndCounted() {
        form.split();
        Path home = workspace.datasetHome(faces.root()).resolve("split");
        assertThat(written().train())
                .isEqualTo(new IdentitySplitJob.Part(home.resolve("train.txt"), 8, 24));
        assertThat(written().test())
                .isEqualTo(new IdentitySplitJob.Part(home.resolve("test.txt"), 2, 6));
        assertThat(written().test().file()).isNotEmptyFile();
    }

    @Test
    void anotherSplitGetsAFolderOfItsOwnAndTheSameOneItsOldFolder() {
        form.split();
        Path first = written().test().file();
        form.percentProperty().set(50);
        assertThat(form.writtenProperty().get()).as("not what the form says").isEmpty();
        form.split();
        assertThat(written().test().file().getParent()).hasFileName("split-2");
        assertThat(written().test().identities()).isEqualTo(5);
        form.percentProperty().set(20);
        form.split();
        assertThat(written().test().file()).isEqualTo(first);
    }

    @Test
    void rangesArePartedByCommasAndGoWhereThePersonSays() throws IOException {
        form.wayProperty().set(SplitForm.Way.RANGES);
        assertThat(form.readyProperty().get()).isFalse();
        form.rangesProperty().set(" p00001-p00003 ,p00009");
        form.folderProperty().set(Optional.of(folder.resolve("mine")));
        form.split();
        assertThat(Files.readAllLines(folder.resolve("mine/test.txt")))
                .containsExactly("p00001", "p00002", "p00003", "p00009");
        form.rangesProperty().set("p00001");
        form.split();
        assertThat(notifications.failures()).hasSize(1);
        assertThat(notifications.failures().get(0)).hasMessageContaining("another split");
        assertThat(Files.readAllLines(folder.resolve("mine/test.txt"))).hasSize(4);
        assertThat(form.readyProperty().get()).isTrue();
    }

    @Test
    void namesOfAFileThatAreNobodyAreMentioned() throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "p00004\nsomebody\n");
        form.wayProperty().set(SplitForm.Way.FILE);
        form.testedProperty().set(Optional.of(list));
        form.split();
        assertThat(written().test().images()).isEqualTo(3);
        assertThat(written().warnings()).singleElement().asString().contains("somebody");
    }

    @Test
    void anotherDatasetBeginsAnew() {
        form.wayProperty().set(SplitForm.Way.RANGES);
        form.rangesProperty().set("p00001");
        form.split();
        form.use(Optional.of(faces));
        assertThat(form.writtenProperty().get()).isPresent();
        form.use(Optional.empty());
        assertThat(form.writtenProperty().get()).isEmpty();
        assertThat(form.readyProperty().get()).isFalse();
        assertThat(form.rangesProperty().get()).isEmpty();
    }
}
