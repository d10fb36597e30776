package dev.interproto.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceFolderTest {
    @TempDir Path folder;

    private static FaceDataset open(Path root) {
        return FaceFolder.open(root, AgeLabels.none(), Progress.NONE);
    }

    private static List<String> names(FaceDataset dataset) {
        return IntStream.range(0, dataset.size()).mapToObj(dataset.images()::relativeName).toList();
    }

    @Test
    void identitiesAndImagesAreNumberedInNaturalOrder() {
        DrawnImages.write(folder.resolve("10/1.png"), 1);
        DrawnImages.write(folder.resolve("2/10.JPG"), 1);
        DrawnImages.write(folder.resolve("2/9.Jpeg"), 1);
        DrawnImages.write(folder.resolve("Zoë Müller/x.BMP"), 1);

        FaceDataset dataset = open(folder);

        assertThat(names(dataset))
                .containsExactly("2/9.Jpeg", "2/10.JPG", "10/1.png", "Zoë Müller/x.BMP");
        assertThat(dataset.identityCount()).isEqualTo(3);
        assertThat(dataset.identityName(2)).isEqualTo("Zoë Müller");
        assertThat(dataset.sampleCount(0)).isEqualTo(2);
        assertThat(dataset.problems()).isEmpty();
    }

    @Test
    void theStoreReadsTheFileAndKnowsItsSize() throws IOException {
        Path file = DrawnImages.write(folder.resolve("a/1.png"), 7);
        DrawnImages.write(folder.resolve("b/1.png"), 7);

        ImageStore images = open(folder).images();

        assertThat(images.read(0)).isEqualTo(Files.readAllBytes(file));
        assertThat(images.size(0)).isEqualTo(Files.size(file));
        assertThat(images.describe(0)).isEqualTo(file.toString());
    }

    @Test
    void emptyFilesAndFilesThatAreNoImagesAreLeftOutAndListed() throws IOException {
        DrawnImages.dataset(folder, 2, 2);
        Files.createFile(folder.resolve("a/3.jpg"));
        Files.writeString(folder.resolve("b/3.jpg"), "not an image at all");
        Files.writeString(folder.resolve("b/notes.txt"), "no problem");
        Files.writeString(folder.resolve("b/._1.png"), "left by macOS");
        Files.createDirectories(folder.resolve("c"));
        Files.createFile(folder.resolve("c/1.png"));
        Files.createDirectories(folder.resolve("a/y"));
        DrawnImages.write(folder.resolve("stray.png"), 1);

        FaceDataset dataset = open(folder);

        assertThat(names(dataset)).containsExactly("a/1.png", "a/2.png", "b/1.png", "b/2.png");
        assertThat(dataset.problems())
                .containsExactlyInAnyOrder(
                        new Problem(
                                folder.toString(),
                                "Images beside the identities' folders belong to no identity and"
                                        + " are left out: 1."),
                        new Problem(
                                folder.resolve("a/y").toString(),
                                "A folder within an identity's folder is not read."),
                        new Problem(
                                folder.resolve("a/3.jpg").toString(),
                                "The file is empty (0 bytes)."),
                        new Problem(
                                folder.resolve("b/3.jpg").toString(),
                                "The content is not a JPEG, PNG, BMP or WebP image."),
                        new Problem(
                                folder.resolve("c/1.png").toString(),
                                "The file is empty (0 bytes)."),
                        new Problem(
                                folder.resolve("c").toString(),
                                "The folder holds no readable image; the identity is left out."));
    }

    @Test
    void theFolderAboveTheDatasetNamesTheDataset() {
        Path root = DrawnImages.dataset(folder.resolve("faces/aligned"), 3, 2);

        assertUserFacing(() -> open(folder.resolve("faces")), root.toString(), "3 identities");
        assertUserFacing(() -> open(folder), root.toString(), "6 images");
        assertThat(FaceFolder.candidates(folder.resolve("faces")))
                .extracting(RootCandidate::root, RootCandidate::identities, RootCandidate::images)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(root, 3, 6));
    }

    @Test
    void severalDatasetsBelowAreAllOfferedLargestFirst() {
        Path small = DrawnImages.dataset(folder.resolve("small"), 2, 1);
        Path large = DrawnImages.dataset(folder.resolve("large"), 3, 1);

        assertThat(FaceFolder.candidates(folder))
                .extracting(RootCandidate::root)
                .containsExactly(large, small);
        assertUserFacing(() -> open(folder), small.toString(), large.toString(), "Choose one");
    }

    @Test
    void aFolderOfLooseImagesBesideDatasetsIsNoDataset() {
        DrawnImages.write(folder.resolve("photos/1.png"), 1);
        Path faces = DrawnImages.dataset(folder.resolve("faces"), 2, 1);

        assertUserFacing(() -> open(folder), "Choose " + faces + " instead");
    }

    @Test
    void imagesWithoutIdentitiesSaySo() {
        DrawnImages.write(folder.resolve("set/1.png"), 1);
        DrawnImages.write(folder.resolve("set/2.png"), 1);

        assertUserFacing(() -> open(folder.resolve("set")), "2 images lie directly in the folder");
    }

    @Test
    void theFolderOfOneIdentityNamesTheDatasetAboveIt() {
        Path root = DrawnImages.dataset(folder.resolve("faces"), 3, 2);
        // LAG keeps an identity's young images in a folder within.
        DrawnImages.write(root.resolve("a/y/1.png"), 1);

        assertUserFacing(() -> open(root.resolve("a")), "Choose " + root + " instead");
        assertUserFacing(() -> open(root.resolve("b")), "Choose " + root + " instead");
        assertThat(FaceFolder.candidates(root.resolve("b")))
                .extracting(RootCandidate::root)
                .containsExactly(root);
    }

    @Test
    void theRightFolderIsItsOnlyCandidate() {
        DrawnImages.dataset(folder, 2, 1);

        assertThat(FaceFolder.candidates(folder))
                .extracting(RootCandidate::root)
                .containsExactly(folder);
    }

    @Test
    void anEmptyFolderSaysSo() {
        assertUserFacing(() -> open(folder), "is empty", "one folder of images for each identity");
        assertThat(FaceFolder.candidates(folder)).isEmpty();
    }

    @Test
    void aFolderOfTextFilesSaysWhatItHolds() throws IOException {
        Files.writeString(folder.resolve("readme.txt"), "text");

        assertUserFacing(() -> open(folder), "holds no images of identities", "readme.txt");
    }

    @Test
    void aFolderOfBrokenImagesNamesTheFirst() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.createFile(folder.resolve("a/1.jpg"));

        assertUserFacing(() -> open(folder), "None of the images", "1.jpg", "0 bytes");
    }

    @Test
    void aMissingFolderAndAFileAreToldApart() throws IOException {
        Path file = Files.writeString(folder.resolve("x.zip"), "x");

        assertUserFacing(() -> open(folder.resolve("nowhere")), "does not exist");
        assertUserFacing(() -> open(file), "is a file");
    }

    @Test
    void oneIdentityCanBeLookedAtButNotTrainedOn() {
        DrawnImages.dataset(folder, 1, 3);

        FaceDataset dataset = open(folder);

        assertThat(dataset.identityCount()).isOne();
        assertUserFacing(dataset::requireTrainable, "only one identity, a");
    }

    @Test
    void namesThatAreNoTextAreListed() {
        DrawnImages.dataset(folder, 2, 1);
        // What Java makes of a byte that is no character of the locale.
        DrawnImages.write(folder.resolve("Zo\uFFFD/1.png"), 1);
        DrawnImages.write(folder.resolve("a/\uFFFD.png"), 1);

        FaceDataset dataset = open(folder);

        assertThat(names(dataset)).containsExactly("a/1.png", "b/1.png");
        assertThat(dataset.problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.what()).contains("LC_ALL=C.UTF-8"));
    }

    @Test
    void cancellingStopsTheScan() {
        DrawnImages.dataset(folder, 2, 1);
        Progress cancelled =
                new Progress() {
                    @Override
                    public void report(double fraction, String message) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };

        assertThatThrownBy(() -> FaceFolder.open(folder, AgeLabels.none(), cancelled))
                .isInstanceOf(CancelledException.class);
    }

    static void assertUserFacing(ThrowingCallable work, String... parts) {
        assertThatThrownBy(work)
                .isInstanceOf(UserFacingException.class)
                .hasMessageContainingAll(parts);
    }
}
