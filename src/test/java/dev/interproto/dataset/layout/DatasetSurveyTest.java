package dev.interproto.dataset.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetSurveyTest {
    @TempDir Path root;

    private DatasetSurvey survey(String path) {
        return DatasetSurvey.of(root.resolve(path), Progress.NONE);
    }

    /** The reference implementation's layout, whole and small. */
    private void seed(String casia, String ms1m, String lists) throws IOException {
        Drawn.numbered(root, "dataset/train/" + casia, 2);
        Drawn.numbered(root, "dataset/train/" + ms1m, 4);
        Drawn.text(
                root,
                "dataset/train/age-label/casia-webface.txt",
                "0 x/0000000/00000001.jpg 7 0",
                "1 x/0000001/00000002.jpg 30 1");
        Drawn.text(root, "dataset/train/age-label/ms1m.txt", "3 x/0000003/00000001.jpg 40 1");
        tests(lists);
    }

    private void tests(String lists) throws IOException {
        String test = "dataset/test/";
        Drawn.image(root, test + "AgeDB-aligned/Ada/1_Ada_7.jpg");
        Drawn.image(root, test + "AgeDB-aligned/Ada/2_Ada_40.jpg");
        Drawn.image(root, test + "AgeDB-aligned/Bob/3_Bob_50.jpg");
        Drawn.image(root, test + "FGNET-aligned/001A02.JPG");
        Drawn.image(root, test + "FGNET-aligned/001A40.JPG");
        Drawn.image(root, test + "FGNET-aligned/002A45.JPG");
        Drawn.image(root, test + "LAG-aligned/ada/y/a.png");
        Drawn.image(root, test + "LAG-aligned/ada/b.png");
        Drawn.image(root, test + "LAG-aligned/bob/y/c.png");
        Drawn.image(root, test + "LAG-aligned/bob/d.png");
        for (String list : List.of("agedb20_child", "agedb30_child")) {
            Drawn.text(
                    root,
                    lists + list + ".txt",
                    pair(1, "AgeDB-aligned/Ada/1_Ada_7.jpg", "AgeDB-aligned/Ada/2_Ada_40.jpg"),
                    pair(0, "AgeDB-aligned/Ada/1_Ada_7.jpg", "AgeDB-aligned/Bob/3_Bob_50.jpg"));
        }
        for (String list : List.of("fgnet20_child", "fgnet30_child")) {
            Drawn.text(
                    root,
                    lists + list + ".txt",
                    pair(1, "FGNET-aligned/001A02.JPG", "FGNET-aligned/001A40.JPG"),
                    pair(0, "FGNET-aligned/001A02.JPG", "FGNET-aligned/002A45.JPG"));
        }
        Drawn.text(
                root,
                lists + "lag.txt",
                pair(1, "LAG-aligned/ada/y/a.png", "LAG-aligned/ada/b.png"),
                pair(0, "LAG-aligned/ada/y/a.png", "LAG-aligned/bob/d.png"));
    }

    private static String pair(int label, String first, String second) {
        return label + " dataset/test/" + first + " dataset/test/" + second;
    }

    @ParameterizedTest
    @CsvSource({
        "casia, ms1m, dataset/test/txt_files/",
        "casia-webface, ms1m-arcface, dataset/test/",
        "CASIA-WebFace, MS1M, dataset/",
        "casia, ms1m, lists/of/pairs/"
    })
    void theSeedLayoutIsRecognisedWhole(String casia, String ms1m, String lists)
            throws IOException {
        seed(casia, ms1m, lists);

        DatasetSurvey survey = survey("");

        assertThat(survey.trainingSets())
                .extracting(FoundFaces::name)
                .containsExactlyInAnyOrder(casia, ms1m);
        assertThat(survey.trainingSets())
                .extracting(f -> f.ageLabels().orElseThrow().getFileName().toString())
                .containsExactlyInAnyOrder("casia-webface.txt", "ms1m.txt");
        assertThat(survey.testSets())
                .extracting(FoundTestSet::name)
                .containsExactlyInAnyOrder(
                        "agedb20_child", "agedb30_child", "fgnet20_child", "fgnet30_child", "lag");
        assertThat(survey.testSets()).allMatch(set -> set.complete().orElse(0) == 2);
        assertThat(survey.testSets()).allMatch(set -> set.missing().isEmpty());
        assertThat(survey.missing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dataset", "dataset/train"})
    void aLevelDeeperGivesTheSameTrainingSets(String path) throws IOException {
        seed("casia", "ms1m", "dataset/test/");

        assertThat(survey(path).trainingSets())
                .extracting(f -> f.name() + " " + f.images() + " " + f.identities())
                .containsExactly("casia 6 2", "ms1m 12 4");
    }

    @Test
    void theAgesBesideATrainingSetAreFoundWhenItIsPointedAtAlone() throws IOException {
        seed("casia", "ms1m", "dataset/test/");

        DatasetSurvey survey = survey("dataset/train/casia");

        assertThat(survey.isPlainDataset()).isTrue();
        assertThat(survey.faces().get(0).ageLabels())
                .contains(root.resolve("dataset/train/age-label/casia-webface.txt"));
    }

    @Test
    void onlyTheTestsSayThatThereIsNothingToTrainOn() throws IOException {
        tests("dataset/test/");

        DatasetSurvey survey = survey("dataset/test");

        assertThat(survey.trainingSets()).isEmpty();
        assertThat(survey.testSets()).hasSize(5);
        assertThat(survey.faces())
                .extracting(FoundFaces::kind)
                .containsExactly(FacesKind.IDENTITY_FOLDERS, FacesKind.FG_NET, FacesKind.LAG);
        assertThat(survey.missing())
                .containsExactly("No training set is here (as in train/casia/<identity>/<image>).");
    }

    @Test
    void saysWhichListsAndImagesAreMissing() throws IOException {
        seed("casia", "ms1m", "dataset/test/");
        Files.delete(root.resolve("dataset/test/fgnet30_child.txt"));
        Files.delete(root.resolve("dataset/test/FGNET-aligned/001A40.JPG"));
        Files.move(root.resolve("dataset/test/LAG-aligned"), root.resolve(".lag"));

        DatasetSurvey survey = survey("dataset");

        assertThat(survey.testSets())
                .extracting(FoundTestSet::name)
                .containsExactlyInAnyOrder("agedb20_child", "agedb30_child", "fgnet20_child");
        assertThat(
                        survey.testSets().stream()
                                .filter(set -> set.name().equals("fgnet20_child"))
                                .findFirst()
                                .orElseThrow()
                                .missing()
                                .get(0))
                .startsWith("1 of 2 pairs lack an image; the first: Not found: dataset/test/FGNET");
        assertThat(survey.missing())
                .containsExactlyInAnyOrder(
                        "The images of the pair list lag.txt are not here; it names images such as"
                                + " dataset/test/LAG-aligned/ada/y/a.png.",
                        "The pair list fgnet30_child.txt is not here; the images it is about"
                                + " (FGNET-aligned) are.");
    }

    @Test
    void labelsOfAnotherSetAreNotTaken() throws IOException {
        Drawn.numbered(root, "train/casia", 2);
        Drawn.text(root, "train/age-label/ms1m.txt", "3 x/0000077/00000001.jpg 40 1");

        FoundFaces casia = survey("").faces().get(0);

        assertThat(casia.ageLabels()).isEmpty();
        assertThat(casia.missing())
                .containsExactly("No age labels: every image counts as an adult's.");
    }

    @Test
    void foldersOfPhotographsBesideDatasetsAreNoIdentities() throws IOException {
        Drawn.numbered(root, "train", 2);
        Drawn.numbered(root, "test", 2);
        Drawn.image(root, "photos/1.jpg");
        Drawn.image(root, "more photos/2.jpg");

        assertThat(survey("").faces())
                .extracting(FoundFaces::name)
                .containsExactly("train", "test");
    }

    @Test
    void labelsNamedForAnotherSetAreNotTakenThoughTheirNumbersFit() throws IOException {
        Drawn.numbered(root, "train/casia", 2);
        Drawn.numbered(root, "train/ms1m", 2);
        Drawn.text(root, "train/age-label/casia.txt", "1 x/0000001/00000001.jpg 40 1");

        assertThat(survey("").faces())
                .extracting(f -> f.name() + " " + f.ageLabels().isPresent())
                .containsExactly("casia true", "ms1m false");
    }

    @Test
    void labelsNamedLikeASetThatNameNoneOfItsImagesAreTold() throws IOException {
        Drawn.numbered(root, "train/casia", 2);
        Drawn.text(root, "train/casia-webface.txt", "3 x/0000077/00000001.jpg 40 1");

        assertThat(survey("").faces().get(0).missing().get(0))
                .startsWith("casia-webface.txt is named like it");
    }

    @Test
    void cacdVsBesideFgNetMakesNoIdentitiesOfTheTwo() throws IOException {
        Drawn.image(root, "test/CACD_VS/0000_0.jpg");
        Drawn.image(root, "test/CACD_VS/0000_1.jpg");
        Drawn.image(root, "test/CACD_VS/0001_0.jpg");
        Drawn.image(root, "test/FGNET/001A02.JPG");
        Drawn.image(root, "test/FGNET/002A02.JPG");

        DatasetSurvey survey = survey("");

        assertThat(survey.faces())
                .extracting(FoundFaces::kind)
                .containsExactly(FacesKind.CACD_VS, FacesKind.FG_NET);
        assertThat(survey.testSets()).hasSize(1);
        assertThat(survey.testSets().get(0).complete()).hasValue(1);
        assertThat(survey.testSets().get(0).missing())
                .containsExactly("3999 of 4000 pairs lack an image.");
    }

    @Test
    void utkFaceContainersArchivesAndLoosePhotographsAreTold() throws IOException {
        Drawn.image(root, "UTKFace/25_0_2_20170116174525125.jpg");
        Drawn.image(root, "UTKFace/26_0_2_20170116174525126.jpg");
        Drawn.text(root, "ms1m/train.rec", "x");
        Drawn.text(root, "ms1m/lfw.bin", "x");
        Drawn.text(root, "AgeDB.tar.gz", "x");
        Drawn.image(root, "photos/holiday.jpg");

        DatasetSurvey survey = survey("");

        assertThat(survey.faces())
                .extracting(f -> f.kind() + " " + f.missing())
                .containsExactlyInAnyOrder(
                        "UTKFACE [Its names tell ages but not who is who: no identity can be"
                                + " learned.]",
                        "RECORD_IO [Its index train.idx is not beside it; the file is read through"
                                + " instead.]");
        assertThat(survey.testSets()).extracting(FoundTestSet::name).containsExactly("lfw");
        assertThat(survey.archives()).containsExactly(root.resolve("AgeDB.tar.gz"));
        assertThat(survey.missing())
                .containsExactly(
                        "Images lie directly in "
                                + root.resolve("photos")
                                + "; nothing says whom they show, so they are left out.",
                        "AgeDB.tar.gz is still packed: open the archive itself to unpack it.");
    }

    @Test
    void aPlainFolderOfIdentitiesIsJustThat() throws IOException {
        Drawn.image(root, "faces/Ada/1.jpg");
        Drawn.image(root, "faces/Bob/1.jpg");

        assertThat(survey("faces").isPlainDataset()).isTrue();
    }

    @Test
    void anEmptyFolderHoldsNothing() {
        assertThat(survey("").isEmpty()).isTrue();
    }
}
