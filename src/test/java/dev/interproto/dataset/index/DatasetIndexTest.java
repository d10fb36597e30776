package dev.interproto.dataset.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.FaceFolder;
import dev.interproto.dataset.FileNamePattern;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetIndexTest {
    /** Longer ago than the tick of any file system's clock. */
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2024-05-01T10:00:00Z"));

    private static final FileTime LATER = FileTime.from(Instant.parse("2024-05-01T10:00:01Z"));
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0, 1, 2, 3};

    @TempDir Path temporary;
    private Path root;
    private Path file;

    @BeforeEach
    void placesOfDatasetAndIndex() {
        root = temporary.resolve("faces");
        file = temporary.resolve("known/index.sqlite");
    }

    private Path image(String name) {
        try {
            Path path = root.resolve(name);
            Files.createDirectories(path.getParent());
            return Files.write(path, JPEG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As if the folders had been left alone since. */
    private void settle(FileTime time) {
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                if (Files.getLastModifiedTime(folder).toInstant().isAfter(LATER.toInstant())) {
                    Files.setLastModifiedTime(folder, time);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void faces() {
        for (String identity : List.of("10", "2", "Zoë 'q' \"d\"", "a\nb")) {
            for (String name : List.of("001A02.jpg", "001A10.jpg", "001A9.jpg", "x'y\n.jpg")) {
                image(identity + "/" + name);
            }
        }
        settle(LONG_AGO);
    }

    private FaceDataset open(AgeLabels ages, DatasetIndex.Check check) {
        return DatasetIndex.open(file, root, ages, check, Progress.NONE);
    }

    private FaceDataset open() {
        return open(AgeLabels.none(), DatasetIndex.Check.FOLDERS);
    }

    /** That the index gives what a plain scan gives. */
    private void assertSame(FaceDataset indexed, AgeLabels ages) {
        assertThat(described(indexed))
                .isEqualTo(described(FaceFolder.open(root, ages, Progress.NONE)));
    }

    private static List<String> described(FaceDataset dataset) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < dataset.size(); i++) {
            all.add(
                    dataset.identityName(dataset.identityOf(i))
                            + "|"
                            + dataset.images().describe(i)
                            + "|"
                            + dataset.images().size(i)
                            + "|"
                            + dataset.age(i)
                            + "|"
                            + dataset.ageSource(i));
        }
        dataset.problems().forEach(problem -> all.add(problem.toString()));
        return all;
    }

    private List<String> sql(String query) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            List<String> rows = new ArrayList<>();
            if (statement.execute(query)) {
                ResultSet found = statement.getResultSet();
                while (found.next()) {
                    rows.add(
                            IntStream.rangeClosed(1, found.getMetaData().getColumnCount())
                                    .mapToObj(column -> text(found, column))
                                    .reduce((a, b) -> a + "|" + b)
                                    .orElse(""));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(ResultSet found, int column) {
        try {
            return found.getString(column);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theSecondOpeningGivesWhatTheFirstGaveWithoutListingFolders() throws IOException {
        faces();
        AgeLabels ages = AgeLabels.fromNames(FileNamePattern.FG_NET);
        assertSame(open(ages, DatasetIndex.Check.FOLDERS), ages);
        // Not seen, for the folder's time stays: so this folder was not listed.
        image("2/new.jpg");
        Files.setLastModifiedTime(root.resolve("2"), LONG_AGO);

        FaceDataset again = open(ages, DatasetIndex.Check.FOLDERS);

        Files.delete(root.resolve("2/new.jpg"));
        assertSame(again, ages);
        assertThat(again.agedCount()).isEqualTo(8);
    }

    @Test
    void whatCameWentOrWasRenamedIsFound() throws IOException {
        faces();
        open();
        image("2/new.jpg");
        Files.delete(root.resolve("10/001A02.jpg"));
        Files.move(root.resolve("a\nb/001A10.jpg"), root.resolve("a\nb/other.jpg"));
        Files.move(root.resolve("Zoë 'q' \"d\""), root.resolve("Zoë"));
        image("11/first.jpg");
        settle(LATER);

        assertSame(open(), AgeLabels.none());
        assertSame(open(), AgeLabels.none());
        assertThat(sql("SELECT count(*) FROM image")).containsExactly("17");
        assertThat(sql("SELECT name FROM identity WHERE name LIKE 'Zo%'")).containsExactly("Zoë");
    }

    @Test
    void identitiesThatAreGoneLeaveTheIndexToo() throws IOException {
        faces();
        open();
        try (Stream<Path> images = Files.list(root.resolve("10"))) {
            for (Path image : images.toList()) {
                Files.delete(image);
            }
        }
        Files.delete(root.resolve("10"));

        assertSame(open(), AgeLabels.none());
        assertThat(sql("SELECT count(*) FROM identity")).containsExactly("3");
        assertThat(sql("SELECT count(*) FROM image")).containsExactly("12");
    }

    @Test
    void everyKindOfFaultIsListedAsByAPlainScanNowAndLater() throws IOException {
        faces();
        Files.createFile(root.resolve("2/empty.jpg"));
        Files.writeString(root.resolve("2/text.jpg"), "not an image at all");
        Files.writeString(root.resolve("10/notes.txt"), "no problem");
        Files.createDirectories(root.resolve("10/folder.jpg"));
        Files.createDirectories(root.resolve("a\nb/within"));
        Files.createDirectories(root.resolve("nobody"));
        Files.createSymbolicLink(root.resolve("nowhere.jpg"), root.resolve("not there"));
        image("stray.jpg");
        settle(LONG_AGO);

        for (int time = 0; time < 3; time++) {
            assertSame(open(), AgeLabels.none());
        }
        assertThat(sql("SELECT count(*) FROM images WHERE problem IS NOT NULL"))
                .containsExactly("5");
    }

    @Test
    void anImageCompletedInPlaceIsFoundThoughItsFolderLooksUnchanged() throws IOException {
        faces();
        Path copying = Files.createFile(root.resolve("2/copying.jpg"));
        settle(LONG_AGO);
        assertThat(open().size()).isEqualTo(16);

        Files.write(copying, JPEG);
        Files.setLastModifiedTime(root.resolve("2"), LONG_AGO);

        assertThat(open().size()).isEqualTo(17);
    }

    @Test
    void aFolderThatChangedJustBeforeTheScanIsListedAgain() throws IOException {
        faces();
        FileTime now = FileTime.from(Instant.now());
        Files.setLastModifiedTime(root.resolve("2"), now);
        open();
        // Within one tick of a coarse clock: the time stays the same.
        image("2/new.jpg");
        Files.setLastModifiedTime(root.resolve("2"), now);

        assertThat(open().size()).isEqualTo(17);
    }

    @Test
    void imagesOverwrittenInPlaceAreFoundWhenFilesAreChecked() throws IOException {
        faces();
        open();
        Files.write(root.resolve("2/001A02.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, -1, 9});

        assertThat(open().images().size(0)).isEqualTo(7);
        assertThat(open(AgeLabels.none(), DatasetIndex.Check.FILES).images().size(0)).isEqualTo(4);
        assertThat(open().images().size(0)).isEqualTo(4);
    }

    @Test
    void otherLabelsGiveOtherAgesWithoutListingFolders() throws IOException {
        faces();
        AgeLabels names = AgeLabels.fromNames(FileNamePattern.FG_NET);
        Path labels = Files.writeString(temporary.resolve("ages.csv"), "path,age\n2/001A02.jpg,77");
        AgeLabels listed = AgeLabels.onDemand(labels, Progress.NONE);
        for (AgeLabels ages : List.of(AgeLabels.none(), names, listed, names, AgeLabels.none())) {
            assertSame(open(ages, DatasetIndex.Check.FOLDERS), ages);
            assertSame(open(ages, DatasetIndex.Check.FOLDERS), ages);
        }
    }

    @Test
    void anAgeFileThatDidNotChangeIsNotReadAgain() throws IOException {
        faces();
        Path labels =
                Files.writeString(
                        temporary.resolve("ages.csv"),
                        "path,age\n2/001A02.jpg,77\n2/001A10.jpg,700\n10/001A02.jpg,7\n");
        FileTime time = Files.getLastModifiedTime(labels);
        FaceDataset first =
                open(AgeLabels.onDemand(labels, Progress.NONE), DatasetIndex.Check.FOLDERS);
        assertThat(first.problems()).hasSize(1);

        // Of the same length and time, and no age file any more: reading it would fail.
        Files.writeString(labels, "x".repeat((int) Files.size(labels)));
        Files.setLastModifiedTime(labels, time);

        FaceDataset again =
                open(AgeLabels.onDemand(labels, Progress.NONE), DatasetIndex.Check.FOLDERS);
        assertThat(described(again)).isEqualTo(described(first));
        assertThat(again.age(0)).hasValue(77);
    }

    @Test
    void aCancelledScanGoesOnWhereItWas() {
        for (int i = 0; i < 600; i++) {
            image(i + "/1.jpg");
        }
        settle(LONG_AGO);
        assertThatThrownBy(() -> open(cancelledAfter(300))).isInstanceOf(CancelledException.class);
        int stored = Integer.parseInt(sql("SELECT count(*) FROM image").get(0));
        assertThat(stored).isBetween(1, 599);

        assertSame(open(), AgeLabels.none());
        // Those stored before kept their numbers, so they were not stored again.
        assertThat(sql("SELECT name FROM identity WHERE id = 1")).containsExactly("0");
        assertThat(sql("SELECT count(*) FROM image")).containsExactly("600");
    }

    private FaceDataset open(Progress progress) {
        return DatasetIndex.open(
                file, root, AgeLabels.none(), DatasetIndex.Check.FOLDERS, progress);
    }

    private static Progress cancelledAfter(int reports) {
        AtomicInteger left = new AtomicInteger(reports);
        return new Progress() {
            @Override
            public void report(double fraction, String message) {
                left.decrementAndGet();
            }

            @Override
            public boolean isCancelled() {
                return left.get() <= 0;
            }
        };
    }

    @Test
    void aCancelledChangeOfLabelsLeavesNoMixedAges() {
        for (int i = 0; i < 600; i++) {
            image(i + "/001A02.jpg");
        }
        settle(LONG_AGO);
        open();
        AgeLabels names = AgeLabels.fromNames(FileNamePattern.FG_NET);
        assertThatThrownBy(
                        () ->
                                DatasetIndex.open(
                                        file,
                                        root,
                                        names,
                                        DatasetIndex.Check.FOLDERS,
                                        cancelledAfter(300)))
                .isInstanceOf(CancelledException.class);

        assertThat(open().agedCount()).isZero();
        assertThat(open(names, DatasetIndex.Check.FOLDERS).agedCount()).isEqualTo(600);
    }

    @Test
    void aDamagedIndexIsMadeAnew() throws IOException {
        faces();
        open();
        Files.writeString(file, "this was an index once, and somebody wrote something over it");

        assertSame(open(), AgeLabels.none());
        assertThat(sql("SELECT count(*) FROM image")).containsExactly("16");
    }

    @Test
    void damageAnywhereInTheFileGivesThePlainScansResultOrANewIndex() throws IOException {
        for (int i = 0; i < 300; i++) {
            image(i + "/a rather long name so that there are several pages of them.jpg");
        }
        settle(LONG_AGO);
        open();
        byte[] whole = Files.readAllBytes(file);
        for (long page = 0; page < whole.length; page += 4096) {
            Files.write(file, whole);
            try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
                damaged.seek(page);
                damaged.write(new byte[2048]);
            }
            assertThat(open().size()).isEqualTo(300);
            assertSame(open(), AgeLabels.none());
        }
    }

    @Test
    void aTruncatedIndexIsMadeAnew() throws IOException {
        faces();
        open();
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(cut.length() / 2);
        }

        assertSame(open(), AgeLabels.none());
        assertSame(open(), AgeLabels.none());
    }

    @Test
    void tablesOfAnotherKindAreMadeAnew() {
        faces();
        open();
        sql("DROP TABLE listing");

        assertSame(open(), AgeLabels.none());
        assertThat(sql("SELECT count(*) FROM image")).containsExactly("16");
    }

    @Test
    void anIndexOfAnotherVersionIsMadeAnew() {
        faces();
        open();
        sql("PRAGMA user_version = 99");

        assertSame(open(), AgeLabels.none());
        assertThat(sql("PRAGMA user_version")).containsExactly("4");
    }

    @Test
    void whereNoIndexCanBeKeptTheFolderIsScanned() throws IOException {
        faces();
        file = Files.writeString(temporary.resolve("in the way"), "").resolve("index.sqlite");

        assertSame(open(), AgeLabels.none());
    }

    @Test
    void anIndexThatAnotherProcessIsStoringIsReadButLeftAlone() throws Exception {
        faces();
        open();
        image("2/new.jpg");
        settle(LATER);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("INSERT INTO meta VALUES ('other', 'process')");

            assertSame(open(), AgeLabels.none());

            statement.execute("COMMIT");
        }
        assertSame(open(), AgeLabels.none());
        assertThat(sql("SELECT count(*) FROM image")).containsExactly("17");
    }

    @Test
    void severalOpeningsAtOnceAllGiveThePlainScansResult() {
        faces();
        List<List<String>> all =
                IntStream.range(0, 8)
                        .parallel()
                        .mapToObj(i -> described(open()))
                        .distinct()
                        .toList();

        assertThat(all)
                .containsExactly(described(FaceFolder.open(root, AgeLabels.none(), Progress.NONE)));
        assertSame(open(), AgeLabels.none());
    }

    @Test
    void aFolderThatIsNoDatasetGetsNoIndex() {
        image("1.jpg");

        assertThatThrownBy(this::open).isInstanceOf(UserFacingException.class);
    }

    @Test
    void theViewShowsPeopleEverythingThatIsKnownOfAnImage() throws IOException {
        image("b/001A02.jpg");
        Path first = image("a/001A30.jpg");
        Files.setLastModifiedTime(first, LONG_AGO);
        Files.createFile(root.resolve("b/empty.jpg"));
        open(AgeLabels.fromNames(FileNamePattern.FG_NET), DatasetIndex.Check.FOLDERS);
        try (ImageHashes hashes = ImageHashes.open(file)) {
            hashes.write(
                    List.of(
                            new ImageHash("a/001A30.jpg", 7, new byte[] {0, -1}, new byte[0]),
                            new ImageHash("b/001A02.jpg", 8, new byte[] {1}, new byte[0])));
        }

        assertThat(
                        sql(
                                "SELECT path, identity, size, age, age_source, checksum, problem"
                                        + " FROM images"))
                .containsExactlyInAnyOrder(
                        "a/001A30.jpg|a|7|30|FILE_NAME|00ff|null",
                        "b/001A02.jpg|b|7|2|FILE_NAME|null|null",
                        root.resolve("b/empty.jpg")
                                + "|b|null|null|null|null|The file is empty (0 bytes).");
    }
}
