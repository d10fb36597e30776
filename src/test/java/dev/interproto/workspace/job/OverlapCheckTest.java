package dev.interproto.workspace.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.FaceFolder;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.PairLists;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import dev.interproto.dataset.duplicate.DuplicateGroup;
import dev.interproto.dataset.duplicate.Overlap;
import dev.interproto.workspace.SampleModels;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ann, Bob and 7 are trained on; Ann, Cid and 7 are tested. One test image of Cid is Bob's. */
class OverlapCheckTest {
    private static List<Path> drawn;

    @TempDir private Path folder;
    private Workspace workspace;
    private OverlapCheck check;

    @BeforeAll
    static void draw(@TempDir Path shared) throws IOException {
        Path train =
                DemoFaces.write(
                                shared.resolve("faces"),
                                new DemoFacesOptions(4, 4, 0, 2, 2, 7, 2),
                                Progress.NONE)
                        .train();
        try (Stream<Path> files = Files.walk(train)) {
            drawn = files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @BeforeEach
    void lay() throws IOException {
        workspace = Workspace.open(folder.resolve("workspace"));
        check = new OverlapCheck(new DatasetOpening(workspace), OverlapCheck.Depth.FULL);
        put(0, "train/ann/0.png");
        put(4, "train/bob/0.png");
        put(5, "train/bob/1.png");
        put(8, "train/7/0.png");
        put(1, "test/ann/0.png");
        put(4, "test/cid/copy.png");
        put(12, "test/cid/1.png");
        put(9, "test/7/0.png");
    }

    private void put(int image, String name) throws IOException {
        Path to = folder.resolve(name);
        Files.createDirectories(to.getParent());
        Files.copy(drawn.get(image), to);
    }

    private FaceDataset open(String name) {
        return FaceFolder.open(folder.resolve(name), AgeLabels.none(), Progress.NONE);
    }

    @Test
    void equalFilesAndSharedNamesAreCountedAndNumbersAreNoNames() {
        Overlap overlap = check.between(open("train"), open("test"), Progress.NONE);

        assertThat(overlap.testImages()).isEqualTo(4);
        assertThat(overlap.exact()).isEqualTo(1);
        assertThat(overlap.sharedIdentities())
                .as("Ann; a folder called 7 says nothing")
                .isEqualTo(1);
        Overlap.Example example = overlap.examples().get(0);
        assertThat(example.kind()).isEqualTo(DuplicateGroup.Kind.EXACT);
        assertThat(example.training()).isEqualTo("bob/0.png");
        assertThat(example.test()).endsWith("copy.png");
        assertThat(overlap.spoilsFigures()).isTrue();
    }

    @Test
    void ofAListOnlyTheImagesOfItsPairsCount() throws IOException {
        Path list = Files.writeString(folder.resolve("clean.txt"), "0 cid/1.png ann/0.png\n");
        PairList clean = PairLists.read(list, folder.resolve("test"), Progress.NONE);
        Overlap overlap = check.between(open("train"), clean, Progress.NONE);
        assertThat(overlap.testImages()).isEqualTo(2);
        assertThat(overlap.exact()).isZero();

        Files.writeString(list, "0 cid/copy.png ann/0.png\n");
        PairList spoilt = PairLists.read(list, folder.resolve("test"), Progress.NONE);
        assertThat(check.between(open("train"), spoilt, Progress.NONE).exact()).isEqualTo(1);
    }

    @Test
    void aModelFromElsewhereHasNoTrainingSetToCompareWith() throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "0 cid/1.png ann/0.png\n");
        PairList pairs = PairLists.read(list, folder.resolve("test"), Progress.NONE);
        assertThat(
                        check.ofModel(
                                SampleModels.shelve(workspace, "small", 3).folder(),
                                pairs,
                                Progress.NONE))
                .isEmpty();
    }
}
