package dev.interproto.dataset.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.FaceFolder;
import dev.interproto.dataset.duplicate.DuplicateGroup.Copy;
import dev.interproto.dataset.duplicate.DuplicateGroup.Kind;
import dev.interproto.dataset.index.DatasetIndex;
import dev.interproto.dataset.index.DatasetIndex.Check;
import dev.interproto.face.ImageEncoder;
import dev.interproto.face.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicateSearchTest {
    @TempDir private Path folder;
    private Path data;
    private Path file;

    /** Samples in order: ann/1, ann/2, ann/3, bob/1, bob/2, cid/1, cid/2. */
    @BeforeEach
    void writeFaces() throws IOException {
        data = folder.resolve("data");
        file = folder.resolve("known").resolve("index.sqlite");
        RgbImage face = Faces.face(1, 112);
        write("ann/1.png", ImageEncoder.png(face));
        write("ann/2.png", ImageEncoder.png(face));
        write("ann/3.jpg", ImageEncoder.jpeg(Faces.face(1, 64), 70));
        write("bob/1.png", ImageEncoder.png(Faces.face(2, 112)));
        write("bob/2.png", ImageEncoder.png(Faces.mirrored(Faces.face(2, 112))));
        write("cid/1.png", ImageEncoder.png(Faces.face(3, 112)));
        write("cid/2.jpg", ImageEncoder.jpeg(Faces.face(1, 112), 95));
    }

    @Test
    void groupsCopiesAndSaysHowTheyAgree() {
        Duplicates found = DuplicateSearch.search(open(), file, 7, Progress.NONE);
        assertThat(found.groups()).hasSize(2);
        DuplicateGroup ann = found.groups().get(0);
        assertThat(ann.acrossIdentities()).isTrue();
        assertThat(ann.images()).extracting(Copy::sample).containsExactlyInAnyOrder(0, 1, 2, 6);
        assertThat(ann.kept().sample()).isEqualTo(largest(0, 1, 2, 6));
        assertThat(ann.kind()).isEqualTo(Kind.NEAR);
        DuplicateGroup bob = found.groups().get(1);
        assertThat(bob.acrossIdentities()).isFalse();
        assertThat(bob.kind()).isEqualTo(Kind.MIRRORED);
        assertThat(bob.others()).hasSize(1);
        assertThat(found.count(Kind.EXACT)).isZero();
        assertThat(found.acrossIdentities()).isEqualTo(1);
        assertThat(found.superfluous()).isEqualTo(4);
        assertThat(found.unread()).isZero();
    }

    @Test
    void equalFilesAreExactCopies() throws IOException {
        Files.delete(data.resolve("ann/3.jpg"));
        Files.delete(data.resolve("cid/2.jpg"));
        Duplicates found = DuplicateSearch.search(open(), file, 7, Progress.NONE);
        assertThat(found.groups().get(0).images())
                .containsExactly(new Copy(0, Kind.EXACT, 0, 1), new Copy(1, Kind.EXACT, 0, 1));
        assertThat(found.count(Kind.EXACT)).isEqualTo(1);
    }

    @Test
    void damagedImagesAreComparedByTheirBytesOnly() throws IOException {
        byte[] half = java.util.Arrays.copyOf(ImageEncoder.png(Faces.face(9, 112)), 900);
        write("dan/1.png", half);
        write("dan/2.png", half);
        Duplicates found = DuplicateSearch.search(open(), file, 7, Progress.NONE);
        assertThat(found.groups()).hasSize(3);
        assertThat(found.uncompared()).isEqualTo(2);
    }

    @Test
    void aBrokenOffScanGoesOnWhereItStopped() throws IOException {
        FaceDataset dataset = open();
        ImageSignatures half =
                SignatureScan.of(
                        dataset.images(), dataset.size(), image -> image < 4, file, Progress.NONE);
        assertThat(half.knownCount()).isEqualTo(4);
        Files.delete(data.resolve("ann/1.png"));
        ImageSignatures after = SignatureScan.of(dataset, file, Progress.NONE);
        assertThat(after.knownCount()).isEqualTo(7);
        assertThat(after.hash(0)).isEqualTo(half.hash(0)).isNotZero();
        assertThat(after.sameBytes(0, after, 1)).isTrue();
        assertThat(after.correlation(0, half, 1, false)).isEqualTo(1);
    }

    @Test
    void anImageOverwrittenByOneOfItsSizeIsReadAgainOnceAnOpeningFindsIt() throws IOException {
        FaceDataset dataset =
                DatasetIndex.open(file, data, AgeLabels.none(), Check.FOLDERS, Progress.NONE);
        SignatureScan.of(dataset, file, Progress.NONE);
        Path image = data.resolve("cid/1.png");
        byte[] other = Files.readAllBytes(image);
        other[other.length - 1]++;
        Files.write(image, other);
        Files.setLastModifiedTime(image, FileTime.from(Instant.parse("2024-05-01T10:00:00Z")));
        DatasetIndex.open(file, data, AgeLabels.none(), Check.FILES, Progress.NONE);

        assertThat(SignatureScan.known(dataset, file, Progress.NONE).knownCount()).isEqualTo(6);
    }

    @Test
    void whatIsKnownIsNotReadAgain() throws IOException {
        FaceDataset dataset = open();
        SignatureScan.of(dataset, file, Progress.NONE);
        Files.delete(data.resolve("ann/1.png"));
        assertThat(SignatureScan.of(dataset, file, Progress.NONE).knownCount()).isEqualTo(7);
        Files.delete(file);
        assertThat(DuplicateSearch.search(dataset, file, 7, Progress.NONE).unread()).isEqualTo(1);
    }

    @Test
    void aFileOfAnotherKindIsWrittenAnew() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "something else altogether");
        assertThat(SignatureScan.of(open(), file, Progress.NONE).knownCount()).isEqualTo(7);
        assertThat(SignatureScan.known(open(), file, Progress.NONE).knownCount()).isEqualTo(7);
    }

    @Test
    void stopsWhenCancelled() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void report(double fraction, String message) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        assertThatThrownBy(() -> DuplicateSearch.search(open(), file, 7, cancelled))
                .isInstanceOf(CancelledException.class);
    }

    private int largest(int... samples) {
        FaceDataset dataset = open();
        int largest = samples[0];
        for (int sample : samples) {
            if (dataset.images().size(sample) > dataset.images().size(largest)) {
                largest = sample;
            }
        }
        return largest;
    }

    private FaceDataset open() {
        return FaceFolder.open(data, AgeLabels.none(), Progress.NONE);
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path target = data.resolve(name);
        Files.createDirectories(target.getParent());
        Files.write(target, bytes);
    }
}
