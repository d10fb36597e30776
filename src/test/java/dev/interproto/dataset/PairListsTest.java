package dev.interproto.dataset;

import static dev.interproto.dataset.FaceFolderTest.assertUserFacing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interproto.common.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairListsTest {
    private static final Path SHARED = Path.of("../shared/data");

    @TempDir Path folder;
    private Path images;

    @BeforeEach
    void makeImagesFolder() throws IOException {
        images = Files.createDirectories(folder.resolve("images"));
    }

    /** Only the names matter: nothing is decoded when a list is read. */
    private Path image(String path) throws IOException {
        Path file = images.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[] {1});
    }

    private PairList read(String text) throws IOException {
        Path list = Files.writeString(folder.resolve("list_child.txt"), text);
        return PairLists.read(list, images, Progress.NONE);
    }

    @Test
    void pathsOfAnotherProjectAreFoundByTheirEnds() throws IOException {
        Path child = image("001/001A02.JPG");
        Path adult = image("001/001A40.JPG");

        PairList list =
                read(
                        "1 dataset/test/FGNET-aligned/001/001A02.JPG"
                                + " dataset/test/FGNET-aligned/001/001A40.JPG\n"
                                + "0 001/001A02.JPG 001/001A40.JPG\n");

        assertThat(list.name()).isEqualTo("list_child");
        assertThat(list.pairs())
                .containsExactly(
                        new VerificationPair(true, child, adult),
                        new VerificationPair(false, child, adult));
        assertThat(list.missing()).isEmpty();
        assertThat(list.folds()).isZero();
    }

    @Test
    void alignedCopiesMayBePngInAFlatFolder() throws IOException {
        Path child = image("001a02.png");
        Path adult = image("001A40.png");

        assertThat(read("1 x/FGNET-aligned/001A02.JPG x/FGNET-aligned/001A40.JPG\n").pairs())
                .containsExactly(new VerificationPair(true, child, adult));
    }

    @Test
    void theListsOwnEndingIsPreferred() throws IOException {
        image("a.png");
        Path a = image("a.JPG");
        Path b = image("b.png");

        assertThat(read("1 x/a.JPG x/b.JPG\n").pairs())
                .containsExactly(new VerificationPair(true, a, b));
    }

    @Test
    void theDatasetsFolderMayHaveAnotherName() throws IOException {
        Path young = image("LAG112/bob/y/1.png");
        Path old = image("LAG112/bob/1.png");
        image("LAG112/eve/y/2.png");

        assertThat(read("1 t/LAG-aligned/bob/y/1.png t/LAG-aligned/bob/1.png\n").pairs())
                .containsExactly(new VerificationPair(true, young, old));
    }

    @Test
    void theImagesOfAnotherPersonAreNotTaken() throws IOException {
        image("alice/0001.jpg");
        image("alice/0002.jpg");
        image("bob/0002.jpg");

        PairList list =
                read("1 s/alice/0001.jpg s/alice/0002.jpg\n1 s/bob/0001.jpg s/bob/0002.jpg\n");

        assertThat(list.pairs()).hasSize(1);
        assertThat(list.missing())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.where()).endsWith("list_child.txt line 2");
                            assertThat(problem.what()).contains("s/bob/0001.jpg");
                        });
    }

    @Test
    void ambiguousImagesCountAsMissing() throws IOException {
        image("one/a/1.png");
        image("two/a/1.png");
        image("c.png");

        PairList list = read("1 x/c.png x/c.png\n1 a/1.png x/c.png\n");

        assertThat(list.missing())
                .singleElement()
                .extracting(Problem::what)
                .asString()
                .contains("a/1.png (several images fit");
    }

    @Test
    void fileNamesWithSpacesAreSplitWhereTheFilesExist() throws IOException {
        Path young = image("michael_s/y/michael s kid.png 2.png");
        Path old = image("michael_s/michael s 1.png");

        assertThat(
                        read("1 LAG/michael_s/y/michael s kid.png 2.png LAG/michael_s/michael s"
                                        + " 1.png\n")
                                .pairs())
                .containsExactly(new VerificationPair(true, young, old));
    }

    @Test
    void fileNamesCutOffAtASpaceAreMissingAndNamed() throws IOException {
        image("a.png");

        PairList list = read("1 t/LAG/m/y/michael t/schumacher\n1 x/a.png x/a.png\n");

        assertThat(list.pairs()).hasSize(1);
        assertThat(list.missing())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.where()).endsWith("line 1");
                            assertThat(problem.what()).contains("cut off at a space");
                        });
    }

    @Test
    void missingImagesAreListedWithTheirLines() throws IOException {
        image("a.png");

        PairList list = read("1 x/a.png x/a.png\n\n0 x/a.png x/gone.png\n");

        assertThat(list.pairs()).hasSize(1);
        assertThat(list.missing())
                .containsExactly(
                        new Problem(
                                folder.resolve("list_child.txt") + " line 3",
                                "Not found: x/gone.png (no image of that name)."));
    }

    @Test
    void aListWithoutAnyImageNamesTheFolderAndBothLooks() throws IOException {
        image("other/z.png");

        assertUserFacing(
                () -> read("1 x/a.png x/b.png\n"),
                "None of the 1 pairs",
                images.toString(),
                "x/a.png",
                "1 images such as other/z.png");
    }

    @Test
    void malformedLinesStopWithTheirNumbers() throws IOException {
        image("a.png");

        assertUserFacing(
                () -> read("1 a.png a.png\n2 a.png a.png\nhello\n1 a.png\n"),
                "3 lines of the pair list",
                "line 2: '2 a.png a.png'",
                "line 3: 'hello'",
                "line 4: '1 a.png'");
        assertUserFacing(() -> read("\n"), "holds no pairs");
    }

    @Test
    void aLinkBackToTheFolderIsNotWalkedForEver() throws IOException {
        Path a = image("x/a.png");
        Files.createSymbolicLink(images.resolve("x/loop"), images);

        assertThat(read("1 x/a.png x/a.png\n").pairs())
                .containsExactly(new VerificationPair(true, a, a));
    }

    @Test
    void aMissingListOrFolderSaysSo() throws IOException {
        assertUserFacing(
                () -> PairLists.read(folder.resolve("no.txt"), images, Progress.NONE),
                "no.txt cannot be read");
        Path list = Files.writeString(folder.resolve("l.txt"), "1 a.png b.png\n");
        assertUserFacing(
                () -> PairLists.read(list, folder.resolve("nowhere"), Progress.NONE),
                "nowhere does not exist");
    }

    @Test
    void lfwPairsKeepTheirFoldsWhenSomeAreMissing() throws IOException {
        Path al1 = image("Al_Gore/Al_Gore_0001.jpg");
        Path al2 = image("Al_Gore/Al_Gore_0002.jpg");
        Path bob = image("Bob_Hope/Bob_Hope_0010.jpg");

        PairList list =
                read(
                        "2\t1\nAl_Gore\t1\t2\nAl_Gore\t3\tBob_Hope\t10\n"
                                + "Al_Gore\t2\t1\nAl_Gore\t2\tBob_Hope\t10\n");

        assertThat(list.folds()).isEqualTo(2);
        assertThat(list.pairs())
                .containsExactly(
                        new VerificationPair(true, al1, al2),
                        new VerificationPair(true, al2, al1),
                        new VerificationPair(false, al2, bob));
        assertThat(list.foldOf()).containsExactly(0, 1, 1);
        assertThat(list.missing())
                .singleElement()
                .extracting(Problem::where)
                .asString()
                .endsWith("line 3");
    }

    @Test
    void lfwListsWithWrongLinesStopWithTheirNumbers() {
        assertUserFacing(
                () -> read("10 300\nAl_Gore 1 2\nAl_Gore one two\nAl_Gore 1 2 3 4\n"),
                "line 3: 'Al_Gore one two'",
                "line 4");
    }

    @Test
    void theOfficialFgnetListFindsItsPairsAmongTheSubjectsThatAreThere() {
        Path root = SHARED.resolve("fgnet-part/images");
        assumeTrue(Files.isDirectory(root), "needs ../shared/data");

        PairList list =
                PairLists.read(SHARED.resolve("pair-lists/fgnet20_child.txt"), root, Progress.NONE);

        assertThat(list.pairs().size() + list.missing().size()).isEqualTo(1034);
        assertThat(list.pairs())
                .isNotEmpty()
                .allSatisfy(
                        pair -> {
                            assertThat(pair.first().file()).exists();
                            boolean same =
                                    pair.first()
                                            .name()
                                            .substring(0, 3)
                                            .equals(pair.second().name().substring(0, 3));
                            assertThat(pair.same()).isEqualTo(same);
                        });
    }

    @Test
    void theCutOffLinesOfTheOfficialLagListAreTheOnlyOnesMissing() throws IOException {
        Path official = SHARED.resolve("pair-lists/lag.txt");
        assumeTrue(Files.isRegularFile(official), "needs ../shared/data");
        // Lines 901 to 1000, of which 957 and 993 are cut off: making all images takes too long.
        List<String> lines = Files.readAllLines(official).subList(900, 1000);
        for (String line : lines) {
            for (String path : line.substring(2).split(" ")) {
                if (path.endsWith(".png") || path.endsWith(".jpg")) {
                    image(path.substring("dataset/test/LAG-aligned/".length()));
                }
            }
        }

        PairList pairs = read(String.join("\n", lines));

        assertThat(pairs.pairs()).hasSize(98);
        assertThat(pairs.missing())
                .extracting(problem -> problem.where().replaceAll(".* ", ""))
                .containsExactly("57", "93");
        assertThat(pairs.missing())
                .allSatisfy(problem -> assertThat(problem.what()).contains("cut off"));
    }

    @Test
    void theOfficialLfwListHasTenFoldsOfSixHundred() {
        Path root = SHARED.resolve("lfw-part");
        assumeTrue(Files.isDirectory(root), "needs ../shared/data");

        PairList list =
                PairLists.read(SHARED.resolve("pair-lists/lfw-pairs.txt"), root, Progress.NONE);

        assertThat(list.folds()).isEqualTo(10);
        assertThat(list.pairs().size() + list.missing().size()).isEqualTo(6000);
        assertThat(list.foldOf()).isSorted().hasSameSizeAs(list.pairs());
    }
}
