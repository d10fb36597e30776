package dev.interproto.workspace.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeChanges;
import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.Exclusions;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.face.ImageEncoder;
import dev.interproto.face.RgbImage;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovedDatasetTest {
    @TempDir private Path folder;
    private Workspace workspace;
    private DatasetOpening opening;
    private Path before;

    /** A dataset with one age set and one image left out. */
    @BeforeEach
    void edit() throws IOException {
        workspace = Workspace.open(folder.resolve("workspace"));
        opening = new DatasetOpening(workspace);
        before = faces("old/faces", "Ada", "Bob");
        FaceDataset dataset = open(before);
        workspace.datasets().add(new KnownDataset("faces", before, Optional.empty()));
        AgeChanges.Change seven = new AgeChanges.Change(OptionalInt.of(7), AgeSource.EDITED);
        workspace
                .ages(dataset.root())
                .set(
                        dataset,
                        sample -> sample == 0 ? Optional.of(seven) : Optional.empty(),
                        Progress.NONE);
        Exclusions.NONE
                .with(Map.of("Bob/2.png", "a copy"))
                .write(opening.exclusionsFile(dataset.root()));
    }

    @Test
    void whatWasSetIsTakenOverFromAFolderThatWasMoved() throws IOException {
        Path after = folder.resolve("new/faces");
        Files.createDirectories(after.getParent());
        Files.move(before, after);
        FaceDataset plain = open(after);
        assertThat(plain.size()).isEqualTo(4);

        MovedDataset moved = MovedDataset.find(opening, plain, Progress.NONE).orElseThrow();
        assertThat(moved.ages()).isEqualTo(1);
        assertThat(moved.leftOut()).isEqualTo(1);
        moved.takeOver(opening);

        FaceDataset now = open(after);
        assertThat(now.size()).isEqualTo(3);
        assertThat(now.agedCount()).isEqualTo(1);
        assertThat(workspace.datasets().list()).isEmpty();
        assertThat(MovedDataset.find(opening, now, Progress.NONE)).as("only once").isEmpty();
    }

    @Test
    void aFolderThatIsStillThereIsAnotherDataset() throws IOException {
        FaceDataset copy = open(faces("new/faces", "Ada", "Bob"));
        assertThat(MovedDataset.find(opening, copy, Progress.NONE)).isEmpty();
    }

    @Test
    void aDatasetWithoutTheImagesInQuestionIsAnother() throws IOException {
        Files.move(before, folder.resolve("elsewhere"));
        FaceDataset other = open(faces("new/faces", "Ada", "Cid"));
        assertThat(MovedDataset.find(opening, other, Progress.NONE)).isEmpty();
        FaceDataset renamed = open(folder.resolve("elsewhere"));
        assertThat(MovedDataset.find(opening, renamed, Progress.NONE)).isEmpty();
    }

    private FaceDataset open(Path root) {
        return opening.open(root, Optional.empty(), Progress.NONE);
    }

    /** Two images of each. */
    private Path faces(String name, String... identities) throws IOException {
        Path root = folder.resolve(name);
        byte[] png = ImageEncoder.png(new RgbImage(8, 8, new byte[192]));
        for (String identity : identities) {
            Path own = Files.createDirectories(root.resolve(identity));
            Files.write(own.resolve("1.png"), png);
            Files.write(own.resolve("2.png"), png);
        }
        return root;
    }
}
