package dev.interproto.dataset.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.Problem;
import dev.interproto.dataset.VerificationPair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutFolderTest {
    @TempDir Path root;

    private FaceDataset open() {
        return LayoutFolder.open(root, AgeLabels.auto(root), Progress.NONE).orElseThrow();
    }

    private static List<String> names(FaceDataset dataset) {
        return IntStream.range(0, dataset.size())
                .mapToObj(i -> dataset.images().relativeName(i))
                .toList();
    }

    @Test
    void fgNetLyingFlatHasItsIdentitiesAndAgesFromTheNames() throws IOException {
        for (String name : List.of("002A04.JPG", "001A02.JPG", "001A43a.JPG", "readme.png")) {
            Drawn.image(root, name);
        }
        for (int i = 10; i < 20; i++) {
            Drawn.image(root, "003A" + i + ".JPG");
        }

        FaceDataset dataset = open();

        assertThat(dataset.identityCount()).isEqualTo(3);
        assertThat(dataset.identityName(0)).isEqualTo("001");
        assertThat(names(dataset)).startsWith("001A02.JPG", "001A43a.JPG", "002A04.JPG");
        assertThat(dataset.age(0)).hasValue(2);
        assertThat(dataset.age(1)).hasValue(43);
        assertThat(dataset.ageSource(0)).contains(AgeSource.FILE_NAME);
        assertThat(dataset.images().location(0).file()).isEqualTo(root.resolve("001A02.JPG"));
        assertThat(dataset.problems())
                .extracting(Problem::what)
                .containsExactly(
                        "Images whose names do not follow FG-NET belong to no identity and are"
                                + " left out: 1.");
    }

    @ParameterizedTest
    @CsvSource({
        "6472_JohnnyCash_10.jpg, 7401_MickeyRooney_8.jpg, JohnnyCash, 10",
        "012345_1M54.jpg, 012346_2F20.jpg, 012345, 54",
        "53_Robert_Duvall_0001.jpg, 18_Emma_Watson_0002.jpg, Robert_Duvall, 53",
        "9335_Jean-PaulBelmondo_61_m.jpg, 1_A_2_f.jpg, Jean-PaulBelmondo, 61"
    })
    void flatCollectionsAreKnownByTheirNames(String first, String second, String identity, int age)
            throws IOException {
        Drawn.image(root, first);
        Drawn.image(root, second);

        FaceDataset dataset = open();

        assertThat(dataset.identityCount()).isEqualTo(2);
        int sample = names(dataset).indexOf(first);
        assertThat(dataset.identityName(dataset.identityOf(sample))).isEqualTo(identity);
        assertThat(dataset.age(sample)).hasValue(age);
    }

    @Test
    void lagsYoungImagesBelongToTheirPersonAndNoAgeIsMadeUp() throws IOException {
        for (String person : List.of("ada", "bob")) {
            Drawn.image(root, person + "/b.png");
            Drawn.image(root, person + "/y/a.png");
        }

        FaceDataset dataset = open();

        assertThat(names(dataset))
                .containsExactly("ada/b.png", "ada/y/a.png", "bob/b.png", "bob/y/a.png");
        assertThat(dataset.identityCount()).isEqualTo(2);
        assertThat(dataset.agedCount()).isZero();
        assertThat(dataset.problems().get(0).what()).startsWith("LAG says which images");
    }

    @Test
    void utkFaceIsRefusedSinceItNamesNobody() throws IOException {
        Drawn.image(root, "25_0_2_20170116174525125.jpg.chip.jpg");
        Drawn.image(root, "1_1_0_20170109194452834.jpg");

        assertThatThrownBy(this::open).hasMessageContaining("not who is who");
    }

    @Test
    void cacdVsGivesTenFoldsOfTwoHundredGenuineAndTwoHundredImpostorPairs() throws IOException {
        for (int fold = 0; fold < 10; fold++) {
            for (int number : List.of(400 * fold, 400 * fold + 199, 400 * fold + 200)) {
                Drawn.image(root, String.format("%04d_0.jpg", number));
                Drawn.image(root, String.format("%04d_1.jpg", number));
            }
        }
        Drawn.image(root, "0001_0.jpg");

        assertThat(CacdVs.isAt(root)).isTrue();
        PairList list = CacdVs.pairs(root);

        assertThat(list.pairs()).hasSize(30);
        assertThat(list.pairs().subList(0, 3))
                .extracting(VerificationPair::same)
                .containsExactly(true, true, false);
        assertThat(list.folds()).isEqualTo(10);
        assertThat(list.foldOf().subList(0, 4)).containsExactly(0, 0, 0, 1);
        assertThat(list.missing()).hasSize(3970);
        assertThat(list.missing().get(0).what()).isEqualTo("Not found: 0001_1.jpg.");
        assertThatThrownBy(this::open).hasMessageContaining("pairs of CACD-VS");
    }

    @Test
    void identityFoldersWithAgesInTheNamesStayIdentityFolders() throws IOException {
        Drawn.image(root, "001/001A02.JPG");
        Drawn.image(root, "001/001A05.JPG");
        Drawn.image(root, "002/002A07.JPG");

        assertThat(LayoutFolder.open(root, AgeLabels.none(), Progress.NONE)).isEmpty();
    }

    @Test
    void theOnlyCollectionInAFolderIsMeantByTheFolder() throws IOException {
        Drawn.image(root, "FGNET/images/001A02.JPG");
        Drawn.image(root, "FGNET/images/002A03.JPG");
        Drawn.text(root, "FGNET/points/001a02.pts", "68");

        assertThat(LayoutFolder.within(root)).isEqualTo(root.resolve("FGNET/images"));
    }

    @Test
    void ofSeveralCollectionsNoneIsMeant() throws IOException {
        for (String folder : List.of("one", "two")) {
            Drawn.image(root, folder + "/001A02.JPG");
            Drawn.image(root, folder + "/002A03.JPG");
        }

        assertThat(LayoutFolder.within(root)).isEqualTo(root);
    }
}
