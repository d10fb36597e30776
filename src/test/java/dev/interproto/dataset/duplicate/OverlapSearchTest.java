package dev.interproto.dataset.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.FaceFolder;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.duplicate.DuplicateGroup.Kind;
import dev.interproto.dataset.duplicate.Overlap.Examined;
import dev.interproto.face.ImageEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlapSearchTest {
    @TempDir private Path folder;
    private List<ImageLocation> test;

    @BeforeEach
    void writeFaces() throws IOException {
        write("train/ann/1.png", ImageEncoder.png(Faces.face(1, 112)));
        write("train/ann/2.png", ImageEncoder.png(Faces.face(2, 112)));
        write("train/7/1.png", ImageEncoder.png(Faces.face(3, 112)));
        test =
                List.of(
                        write("test/a.png", ImageEncoder.png(Faces.face(1, 112))),
                        write("test/b.jpg", ImageEncoder.jpeg(Faces.face(2, 90), 80)),
                        write("test/c.png", ImageEncoder.png(Faces.mirrored(Faces.face(3, 112)))),
                        write("test/d.png", ImageEncoder.png(Faces.face(4, 112))));
    }

    @Test
    void countsCopiesAndSharedNames() {
        Overlap overlap = search(Integer.MAX_VALUE, List.of("ann", "eve"));
        assertThat(overlap.testImages()).isEqualTo(4);
        assertThat(overlap.exact()).isEqualTo(1);
        assertThat(overlap.near()).isEqualTo(2);
        assertThat(overlap.sharedIdentities()).isEqualTo(1);
        assertThat(overlap.examined()).isEqualTo(Examined.LOOKS);
        assertThat(overlap.examples())
                .extracting(Overlap.Example::kind)
                .containsExactly(Kind.EXACT, Kind.NEAR, Kind.MIRRORED);
        assertThat(overlap.examples().get(1).training()).isEqualTo("ann/2.png");
        assertThat(overlap.spoilsFigures()).isTrue();
        assertThat(overlap.sentences())
                .containsExactly(
                        "These figures do not count: 3 of 4 test images are in the training set (1"
                                + " byte for byte, 2 as near copies).",
                        "1 identity of the test set has the name of one of the training set: if"
                                + " they are the same people, the figures are too good.");
    }

    @Test
    void aLargeTrainingSetIsComparedWhereSizesAgree() {
        Overlap overlap = search(1, List.of());
        assertThat(overlap.examined()).isEqualTo(Examined.BYTES);
        assertThat(overlap.exact()).isEqualTo(1);
        assertThat(overlap.near()).isZero();
        assertThat(overlap.sentences())
                .containsExactly(
                        "These figures do not count: 1 of 4 test images are in the training set (1"
                                + " byte for byte, near copies were not looked for).");
    }

    @Test
    void whatASearchForDuplicatesHasReadIsNotReadAgain() {
        SignatureScan.of(training(), folder.resolve("train.bin"), Progress.NONE);
        assertThat(search(0, List.of()).examined()).isEqualTo(Examined.LOOKS);
    }

    @Test
    void withoutReadingOnlyNamesAreCompared() {
        Overlap overlap = search(0, List.of("ann"));
        assertThat(overlap.examined()).isEqualTo(Examined.NAMES);
        assertThat(overlap.sharedIdentities()).isEqualTo(1);
        assertThat(overlap.spoilsFigures()).isFalse();
    }

    private Overlap search(int mostReads, List<String> identities) {
        return new OverlapSearch(training(), folder.resolve("train.bin"), mostReads)
                .with(test, identities, folder.resolve("test.bin"), Progress.NONE);
    }

    private FaceDataset training() {
        return FaceFolder.open(folder.resolve("train"), AgeLabels.none(), Progress.NONE);
    }

    private ImageLocation write(String name, byte[] bytes) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        return ImageLocation.of(Files.write(target, bytes));
    }
}
