package dev.interproto.dataset.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.DatasetFingerprint;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.FaceReader;
import dev.interproto.dataset.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordDatasetTest {
    private static final Path SAMPLE = Path.of("../shared/data/recordio");
    private static final byte[] MAGIC = {0x0a, 0x23, (byte) 0xd7, (byte) 0xce};

    @TempDir private Path folder;

    /** What begins like a JPEG; enough for opening, which decodes nothing. */
    static byte[] jpeg(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        bytes[0] = (byte) 0xff;
        bytes[1] = (byte) 0xd8;
        bytes[2] = (byte) 0xff;
        return bytes;
    }

    private static final byte[] A = jpeg(101, 1);
    private static final byte[] B = jpeg(102, 2);
    private static final byte[] C = jpeg(103, 3);

    private static RecordWriter three() {
        return RecordWriter.of(new byte[][] {A, B}, new byte[][] {C});
    }

    private FaceDataset open(RecordWriter writer) {
        return open(writer.write(folder, "train"));
    }

    private static FaceDataset open(Path path) {
        return RecordDataset.open(path, AgeLabels.none(), Progress.NONE);
    }

    private static List<String> whats(FaceDataset dataset) {
        return dataset.problems().stream().map(Problem::what).toList();
    }

    @Test
    void imagesAreFoundUnderTheirLabelsWithTheirRecordsNumbers() throws IOException {
        FaceDataset dataset = open(three());
        assertThat(dataset.problems()).isEmpty();
        assertThat(dataset.identityCount()).isEqualTo(2);
        assertThat(dataset.size()).isEqualTo(3);
        assertThat(dataset.identityName(1)).isEqualTo("1");
        assertThat(dataset.images().relativeName(2)).isEqualTo("1/3");
        assertThat(dataset.images().location(1)).hasToString(folder.resolve("train.rec") + "#2");
        assertThat(dataset.images().size(1)).isEqualTo(102);
        assertThat(dataset.images().read(0)).isEqualTo(A);
        assertThat(dataset.images().read(2)).isEqualTo(C);
        assertThat(dataset.name()).isEqualTo(folder.getFileName().toString());
    }

    @Test
    void theSampleIsReadWhole() throws Exception {
        assumeTrue(Files.isDirectory(SAMPLE), "no ../shared/data/recordio here");
        FaceDataset dataset = open(SAMPLE);
        assertThat(dataset.problems()).isEmpty();
        assertThat(dataset.size()).isEqualTo(120);
        assertThat(dataset.identityCount()).isEqualTo(24);
        for (int i = 0; i < dataset.size(); i++) {
            assertThat(FaceReader.read(dataset, i).width()).isEqualTo(112);
        }
    }

    @Test
    void payloadsWithTheMagicWordArePutTogether() throws IOException {
        byte[] image = jpeg(64, 4);
        for (int at : new int[] {8, 12, 24, 60}) {
            System.arraycopy(MAGIC, 0, image, at, 4);
        }
        RecordWriter writer = RecordWriter.of(new byte[][] {A, image}, new byte[][] {C});
        assertThat(open(writer).images().read(1)).isEqualTo(image);
        // Within the header: the identifier happens to be the magic word.
        byte[] payload = RecordWriter.payload(0, 7, 0xced7230aL, new float[0], B);
        FaceDataset dataset = open(new RecordWriter().image(3, A).record(payload));
        assertThat(dataset.identityName(1)).isEqualTo("7");
        assertThat(dataset.images().read(1)).isEqualTo(B);
    }

    @Test
    void theLabelMayBeTheFirstOfSeveralFloats() throws IOException {
        float[] many = new float[40];
        Arrays.fill(many, 9);
        many[0] = 5;
        FaceDataset dataset =
                open(
                        new RecordWriter()
                                .image(new float[] {2}, A)
                                .image(new float[] {4, 1}, B)
                                .image(many, C));
        assertThat(dataset.problems()).isEmpty();
        assertThat(dataset.identityName(0)).isEqualTo("2");
        assertThat(dataset.identityName(1)).isEqualTo("4");
        assertThat(dataset.identityName(2)).isEqualTo("5");
        assertThat(dataset.images().read(1)).isEqualTo(B);
        assertThat(dataset.images().read(2)).isEqualTo(C);
    }

    @Test
    void recordsInAnyOrderAreSortedByLabelThenNumber() throws IOException {
        FaceDataset dataset =
                open(new RecordWriter().image(9, A).image(2, B).image(9, C).image(2, A));
        assertThat(dataset.identityName(0)).isEqualTo("2");
        assertThat(dataset.images().relativeName(0)).isEqualTo("2/1");
        assertThat(dataset.images().relativeName(1)).isEqualTo("2/3");
        assertThat(dataset.images().relativeName(2)).isEqualTo("9/0");
        assertThat(dataset.images().read(2)).isEqualTo(A);
    }

    @Test
    void aMissingIndexIsMadeByReading() throws IOException {
        Path file = three().write(folder, "faces");
        FaceDataset with = open(file);
        Files.delete(folder.resolve("faces.idx"));
        FaceDataset without = open(file);
        assertThat(whats(without)).singleElement().asString().contains("There is no such file");
        assertThat(DatasetFingerprint.of(without, Progress.NONE))
                .isEqualTo(DatasetFingerprint.of(with, Progress.NONE));
        assertThat(without.name()).isEqualTo("faces");
    }

    @Test
    void theIndexNamesTheRecordsInAnyOrderOfItsLines() throws IOException {
        Path file = new RecordWriter().image(0, A).image(1, B).write(folder, "train");
        long second = Files.size(file) - 8 - 24 - 104;
        Files.writeString(folder.resolve("train.idx"), "70\t" + second + "\r\n\n 9\t0");
        FaceDataset dataset = open(file);
        assertThat(dataset.problems()).isEmpty();
        assertThat(dataset.images().relativeName(0)).isEqualTo("0/9");
        assertThat(dataset.images().relativeName(1)).isEqualTo("1/70");
    }

    @Test
    void aStaleIndexIsNotGoneBy() throws IOException {
        Path file = three().write(folder, "train");
        String index = Files.readString(folder.resolve("train.idx"));
        stale(file, index.substring(0, index.length() - 6), "does not know the record at byte");
        stale(file, index.replaceAll("(?m)^1\t.*$", "1\t44"), "does not know the record at by");
        stale(file, index + "6\t48\n", "names a record at byte 48, where none begins");
        stale(file, index + "6\t99999999996\n", "names byte 99999999996, where no record");
        stale(file, index + "6\t41\n", "names byte 41, where no record can begin");
        stale(file, index + "6\t-4\n", "line 7 is not a record's number and place");
        stale(file, index + "4294967296\t40\n", "line 7 is not");
        stale(file, index + "7\n", "line 7 is not");
        stale(file, index.replace("2\t", "1\t"), "names record 1 twice");
        stale(file, "", "does not know the record at byte 0");
        stale(file, "0\t0\n".repeat(100_000), "more lines than there is room for");
        stale(file, "9".repeat(100_000), "line 1 is not");
    }

    private void stale(Path file, String index, String why) throws IOException {
        Files.writeString(folder.resolve("train.idx"), index);
        FaceDataset dataset = open(file);
        assertThat(whats(dataset)).singleElement().asString().contains(why);
        assertThat(dataset.images().relativeName(2)).isEqualTo("1/3");
        assertThat(dataset.images().read(2)).isEqualTo(C);
    }

    @Test
    void labelsThatNameNoIdentityAreProblems() {
        FaceDataset dataset =
                open(
                        new RecordWriter()
                                .image(0, A)
                                .image(-1, A)
                                .image(0.5f, A)
                                .image(1e9f, A)
                                .image(Float.NaN, A)
                                .image(Float.POSITIVE_INFINITY, A)
                                .image(1 << 24, B));
        assertThat(dataset.size()).isEqualTo(2);
        assertThat(dataset.identityName(1)).isEqualTo("16777216");
        assertThat(dataset.problems()).hasSize(5);
        assertThat(dataset.problems().get(0).where()).endsWith("train.rec record 1");
        assertThat(whats(dataset).get(2)).startsWith("Its label, 1.0E9, is no whole number");
    }

    @Test
    void contentThatIsNoImageIsAProblem() {
        FaceDataset dataset =
                open(
                        new RecordWriter()
                                .image(0, A)
                                .image(0, "no image at all".getBytes())
                                .image(0, new byte[0])
                                .record(new byte[23])
                                .record(new byte[0])
                                .record(RecordWriter.payload(1 << 30, 0, 5, new float[2], B))
                                .record(RecordWriter.payload(-1, 0, 6, new float[2], B))
                                .image(1, B));
        assertThat(dataset.size()).isEqualTo(2);
        assertThat(dataset.images().relativeName(1)).isEqualTo("1/7");
        assertThat(whats(dataset).get(0)).startsWith("Its content is no JPEG");
        assertThat(whats(dataset).get(1)).startsWith("It holds no image");
        assertThat(whats(dataset).subList(2, 6)).allMatch(w -> w.startsWith("It is shorter than"));
        assertThat(dataset.problems().get(5).where()).endsWith("record 6");
    }

    @Test
    void identityRecordsThatLieAreProblemsAndTheImagesLabelsCount() {
        RecordWriter writer = new RecordWriter().range(900, 2).image(0, A).image(0, B).image(1, C);
        writer.range(1, 4).range(2, 3).range(-5, 1e30f).range(Float.NaN, 3).range(4, 4);
        FaceDataset dataset = open(writer);
        assertThat(dataset.size()).isEqualTo(3);
        assertThat(dataset.identityCount()).isEqualTo(2);
        assertThat(whats(dataset)).hasSize(5);
        assertThat(whats(dataset).get(0))
                .contains("identity records are 900 to 2, but there are 5");
        assertThat(whats(dataset).get(1)).contains("record 3 has label 1 instead of 0");
        assertThat(whats(dataset).subList(2, 5)).allMatch(what -> what.contains("cannot be"));
    }

    @Test
    void afterADamagedRecordTheOthersKeepTheirNumbers() throws IOException {
        byte[] bytes = three().bytes();
        Path file = three().write(folder, "train");
        bytes[40] ^= 1; // the magic word of record 1
        Files.write(file, bytes);
        FaceDataset dataset = open(file);
        assertThat(dataset.size()).isEqualTo(2);
        assertThat(dataset.images().relativeName(0)).isEqualTo("0/2");
        assertThat(whats(dataset))
                .containsExactly(
                        "No record begins here: the magic word is missing. Nothing up to byte 176"
                                + " can be read.");
        Files.delete(folder.resolve("train.idx"));
        dataset = open(file);
        assertThat(dataset.images().relativeName(0)).isEqualTo("0/2");
        assertThat(dataset.images().read(1)).isEqualTo(C);
    }

    @Test
    void aLengthThatSwallowsTheNextRecordCostsOnlyItsOwn() throws IOException {
        Path file = three().write(folder, "train");
        byte[] bytes = Files.readAllBytes(file);
        bytes[44] += 60;
        Files.write(file, bytes);
        FaceDataset dataset = open(file);
        assertThat(dataset.size()).isEqualTo(2);
        assertThat(dataset.images().read(0)).isEqualTo(B);
        assertThat(whats(dataset)).singleElement().asString().startsWith("Its length is wrong");
    }

    @Test
    void filesCutAnywhereKeepTheImagesBefore() throws IOException {
        byte[] bytes = three().bytes();
        Path file = three().write(folder, "train");
        for (int length = 41; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            if (length < 40 + 8 + 24 + 101) {
                assertThatThrownBy(() -> open(file)).isInstanceOf(UserFacingException.class);
            } else {
                FaceDataset dataset = open(file);
                assertThat(dataset.images().read(0)).isEqualTo(A);
                assertThat(dataset.problems()).isNotEmpty();
            }
        }
    }

    @Test
    void filesWithoutRecordsAreRefused() throws IOException {
        assertThatThrownBy(() -> open(new RecordWriter()))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("It is empty.");
        Path file = Files.write(folder.resolve("text.rec"), "This is no RecordIO.".getBytes());
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("the magic word is missing");
        assertThatThrownBy(() -> open(folder.resolve("absent.rec")))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("cannot be read");
    }

    /** n records that each claim a long chain of the same n parts would take n² steps. */
    @Test
    void chainsThatAllLeadToTheSamePartsAreRefusedInTime() throws IOException {
        RecordWriter writer = new RecordWriter();
        int count = 200_000;
        for (int i = 0; i < count; i++) {
            writer.frame(1, 8 * (count - i) - 8);
        }
        for (int i = 0; i < count; i++) {
            writer.frame(2, 0);
        }
        Path file = Files.write(folder.resolve("chains.rec"), writer.bytes());
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("damaged throughout");
    }

    @Test
    void aFileCutUnderTheReaderGivesAnException() throws IOException {
        byte[][] images = new byte[400][];
        Arrays.setAll(images, i -> jpeg(5000, i));
        Path file = RecordWriter.of(images, new byte[][] {A}).write(folder, "train");
        FaceDataset dataset = open(file);
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(10_000);
        }
        assertThatThrownBy(() -> dataset.images().read(300))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was cut while it was being read");
    }

    @Test
    void agesAreFoundUnderLabelAndRecordNumber() throws IOException {
        Path ages = folder.resolve("ages.txt");
        Files.writeString(ages, "0 x/0000000/00000002.jpg 9 M\n1 x/0000001/00000003.jpg 41 F\n");
        FaceDataset dataset =
                RecordDataset.open(
                        three().write(folder, "train"), AgeLabels.fromFile(ages), Progress.NONE);
        assertThat(dataset.age(0)).isEmpty();
        assertThat(dataset.age(1)).hasValue(9);
        assertThat(dataset.age(2)).hasValue(41);
    }

    @Test
    void propertyIsComparedWithWhatIsThere() throws IOException {
        Path file = three().write(folder, "train");
        Path property = folder.resolve("property");
        Files.writeString(property, "2,112,112");
        assertThat(open(folder).problems()).isEmpty();
        Files.writeString(property, "85742,112,112");
        assertThat(whats(open(file))).singleElement().asString().contains("declares 85742 identi");
        Files.writeString(property, "no number");
        assertThat(whats(open(file))).singleElement().asString().contains("does not say");
    }
}
