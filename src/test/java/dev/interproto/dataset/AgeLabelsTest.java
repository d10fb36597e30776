package dev.interproto.dataset;

import static dev.interproto.dataset.FaceFolderTest.assertUserFacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeLabelsTest {
    @TempDir Path folder;

    private AgeLabels labels(String text) throws IOException {
        return AgeLabels.fromFile(Files.writeString(folder.resolve("ages.txt"), text));
    }

    @Test
    void mtlLabelsAreKeyedOnFolderAndStemAsIntegers() throws IOException {
        AgeLabels labels = labels("0 x/0000045/00000012.jpg 31 M\r\n1 x/46/7.jpg 8 F\r\n");

        assertThat(labels.age("0000045", "00000012.png")).hasValue(31);
        assertThat(labels.age("45", "012.jpg")).hasValue(31);
        assertThat(labels.age("0046", "7.jpg")).hasValue(8);
        assertThat(labels.age("46", "8.jpg")).isEmpty();
        assertThat(labels.problems()).isEmpty();
    }

    @Test
    void mtlPathsMayHoldNamesAndSpaces() throws IOException {
        AgeLabels labels = labels("0 faces/Tina Fey/4300 a.png 31 F\n");

        assertThat(labels.age("Tina Fey", "4300 a.png")).hasValue(31);
    }

    @Test
    void csvColumnsStandInAnyOrderAndMayBeQuoted() throws IOException {
        AgeLabels labels =
                labels("\uFEFFAge,gender,Path\n12,F,\"Fey, Tina/1.jpg\"\n40,M,loose.png\n");

        assertThat(labels.age("Fey, Tina", "1.jpg")).hasValue(12);
        assertThat(labels.age("anyone", "loose.png")).hasValue(40);
    }

    @Test
    void aBirthYearAndAPhotoYearMakeAnAge() throws IOException {
        AgeLabels labels =
                labels(
                        "path,birth_year,photo_year\nAda/1.jpg,1980,1992\n"
                                + "Ada/2.jpg,1980-06-15,1992-06-14\nAda/3.jpg,1980-06-15,"
                                + "1992-06-15\nAda/4.jpg,1980-09-01,1992\n");

        assertThat(labels.age("Ada", "1.jpg")).hasValue(12);
        assertThat(labels.age("Ada", "2.jpg")).hasValue(11);
        assertThat(labels.age("Ada", "3.jpg")).hasValue(12);
        assertThat(labels.age("Ada", "4.jpg")).hasValue(11);
    }

    @Test
    void thePhotoYearMayStandInTheFileName() throws IOException {
        AgeLabels labels = labels("File,DOB\nAda/holiday_1992_3.jpg,1980-01-01\n");
        AgeLabels births = labels("identity,birth year\nAda,1980\nBob,1970\n");

        assertThat(labels.age("Ada", "holiday_1992_3.jpg")).hasValue(12);
        assertThat(births.age("Ada", "party_1999-12.png")).hasValue(19);
        assertThat(births.age("Ada", "party.png")).isEmpty();
        assertThat(births.age("Cy", "party_1999.png")).isEmpty();
    }

    @Test
    void datesThatMakeNoAgeSayWhy() throws IOException {
        AgeLabels labels =
                labels(
                        "path,born,taken\nA/1.jpg,1980,1992\nA/2.jpg,1980,1990\nA/3.jpg,1980,1991\n"
                                + "A/4.jpg,80,1992\nA/5.jpg,1992,1980\nA/6.jpg,1980,\n");

        assertThat(labels.problems())
                .extracting(Problem::what)
                .containsExactly(
                        "The date of the birth '80' is no year and no date as 1987-06-30.",
                        "From 1992 to 1980 is no age between 0 and 120.",
                        "Neither a column nor the name of A/6.jpg says when the photograph was"
                                + " taken.");
    }

    @Test
    void agesThatTheWorkbenchWroteAreReadAndTakenAwayOnesAreNone() throws IOException {
        AgeLabels labels = labels("path,age,source\nAda/1.jpg,9,edited\nAda/2.jpg,,edited\n");

        assertThat(labels.age("Ada", "1.jpg")).hasValue(9);
        assertThat(labels.age("Ada", "2.jpg")).isEmpty();
        assertThat(labels.problems()).isEmpty();
    }

    @Test
    void aFewWrongLinesAreListedWithTheirNumbers() throws IOException {
        AgeLabels labels =
                labels(
                        "0 x/1/1.jpg 20 M\n0 x/1/2.jpg old M\n\n0 x/1/3.jpg 121 M\n"
                                + "0 x/1/4.jpg 0 M\n0 x/1/5.jpg 120 M\n0 x/1/1.jpg 21 M\n");

        assertThat(labels.problems())
                .containsExactly(
                        new Problem(
                                folder.resolve("ages.txt") + " line 2",
                                "The age 'old' is not a number."),
                        new Problem(
                                folder.resolve("ages.txt") + " line 4",
                                "The age 121 is not between 0 and 120."),
                        new Problem(
                                folder.resolve("ages.txt") + " line 7",
                                "A second age, 21 after 20, for x/1/1.jpg; the later one counts."));
        assertThat(labels.age("1", "4.jpg")).hasValue(0);
        assertThat(labels.age("1", "5.jpg")).hasValue(120);
    }

    @Test
    void mostlyWrongLinesStopWithTheFirstOfThem() {
        assertUserFacing(
                () -> labels("this is\nnot an\n0 x/1/1.jpg 20 M\nage file\n"),
                "3 of 4 lines",
                "line 1: The line has too few fields. (this is)",
                "line 4",
                "id path age gender");
    }

    @Test
    void anEmptyFileAMissingFileAndABinaryFileSaySo() throws IOException {
        assertUserFacing(() -> labels("\n\n"), "holds no labels");
        assertUserFacing(() -> AgeLabels.fromFile(folder.resolve("no.txt")), "does not exist");
        Path image = DrawnImages.write(folder.resolve("x.png"), 1);
        assertUserFacing(() -> AgeLabels.fromFile(image), "are wrong");
    }

    @Test
    void agesAreGivenToTheImagesOfTheFolder() throws IOException {
        for (int i = 1; i <= 3; i++) {
            DrawnImages.write(folder.resolve("faces/0000001/" + i + ".png"), i);
            DrawnImages.write(folder.resolve("faces/0000002/" + i + ".png"), i);
        }
        AgeLabels labels = labels("0 x/0000001/2.jpg 9 M\n1 x/0000002/3.jpg 50 M\n");

        FaceDataset dataset = FaceFolder.open(folder.resolve("faces"), labels, Progress.NONE);

        assertThat(dataset.agedCount()).isEqualTo(2);
        assertThat(dataset.age(1)).isEqualTo(OptionalInt.of(9));
        assertThat(dataset.age(5)).isEqualTo(OptionalInt.of(50));
        assertThat(dataset.age(0)).isEmpty();
    }

    @Test
    void labelsOfAnotherDatasetAreAProblem() throws IOException {
        DrawnImages.dataset(folder.resolve("faces"), 2, 1);

        FaceDataset dataset =
                FaceFolder.open(
                        folder.resolve("faces"), labels("0 x/77/1.jpg 9 M\n"), Progress.NONE);

        assertThat(dataset.problems())
                .singleElement()
                .extracting(Problem::what)
                .asString()
                .startsWith("No image of");
    }

    @ParameterizedTest
    @CsvSource({
        "FG_NET, 001A02.JPG, 2",
        "FG_NET, 001A43a.JPG, 43",
        "FG_NET, 001A200.JPG,",
        "AGEDB, 6472_JohnnyCash_10.jpg, 10",
        "AGEDB, 12_Mia_Farrow_7_f.jpg, 7",
        "AGEDB, Adrien_Brody_0001.jpg,",
        "UTKFACE, 25_0_2_20170116174525125.jpg, 25",
        "UTKFACE, 1_0_0_20161219140623097.jpg.chip.jpg, 1",
        "UTKFACE, 25_0_7_20170116174525125.jpg,",
        "MORPH, 012345_1M54.JPG, 54",
        "MORPH, 012345_1X54.jpg,",
        "AGEDB, 1_Old_121.jpg,",
        "CACD, 14_Aaron_Johnson_0001.jpg, 14",
        "CACD, 6472_JohnnyCash_10.jpg,",
        "IMDB_WIKI, nm0000001_rm124825600_1899-5-10_1968.jpg, 69",
        "IMDB_WIKI, nm0000001_rm124825600_1899-7-10_1968.jpg, 68",
        "IMDB_WIKI, 10000217_1981-05-05_2009.jpg, 28",
        "IMDB_WIKI, 10000217_1981-00-00_2009.jpg, 28",
        "IMDB_WIKI, 10000217_2009-05-05_1981.jpg,",
    })
    void agesInFileNames(FileNamePattern pattern, String name, Integer age) {
        assertThat(pattern.age(name))
                .isEqualTo(age == null ? OptionalInt.empty() : OptionalInt.of(age));
    }

    @ParameterizedTest
    @CsvSource({
        "001A02.jpg, 002A05b.jpg, FG_NET",
        "6472_JohnnyCash_10.jpg, 507_AlKapone_5.jpg, AGEDB",
        "25_0_2_20170116174525125.jpg, 7_1_3_20170116174525126.jpg, UTKFACE",
        "012345_1M54.jpg, 012345_2M55.jpg, MORPH",
        "14_Aaron_Johnson_0001.jpg, 61_Robert_De_Niro_0016.jpg, CACD",
        "nm1_rm1_1899-5-10_1968.jpg, nm2_rm2_1950-12-01_1999.jpg, IMDB_WIKI",
    })
    void thePatternOfAFolderIsFound(String one, String other, FileNamePattern pattern) {
        DrawnImages.write(folder.resolve("a/" + one), 1);
        DrawnImages.write(folder.resolve("b/" + other), 1);

        assertThat(AgeLabels.auto(folder)).isEqualTo(AgeLabels.fromNames(pattern));
    }

    @Test
    void ordinaryNamesHaveNoPattern() {
        DrawnImages.dataset(folder, 2, 2);
        DrawnImages.write(folder.resolve("a/001A02.jpg"), 1);

        assertThat(AgeLabels.auto(folder)).isEqualTo(AgeLabels.none());
    }

    @Test
    void aMapOfManyAgesFindsEachAgain() {
        LongByteMap map = new LongByteMap();
        for (int i = 0; i < 100_000; i++) {
            assertThat(map.put((long) i << 32 | i, (byte) (i % 121))).isEqualTo(LongByteMap.ABSENT);
        }

        assertThat(map.size()).isEqualTo(100_000);
        for (int i = 0; i < 100_000; i += 37) {
            assertThat(map.get((long) i << 32 | i)).isEqualTo((byte) (i % 121));
        }
        assertThat(map.get(7)).isEqualTo(LongByteMap.ABSENT);
        assertThat(map.put(0, (byte) 5)).isEqualTo((byte) 0);
    }
}
