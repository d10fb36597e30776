package dev.interproto.dataset.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.container.RecordDataset;
import dev.interproto.dataset.container.RecordWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordIndexTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2024-05-01T10:00:00Z"));
    private static final FileTime LATER = FileTime.from(Instant.parse("2024-05-01T10:00:01Z"));

    @TempDir Path folder;
    private Path file;
    private Path index;

    /** Labels 0 and 1 with records 1, 2 and 3; no list of records, which is a problem. */
    @BeforeEach
    void threeRecords() throws IOException {
        index = folder.resolve("known/index.sqlite");
        file = folder.resolve("faces.rec");
        write(new byte[][] {jpeg(1), jpeg(2)}, new byte[][] {jpeg(3)});
        Files.setLastModifiedTime(file, LONG_AGO);
    }

    private void write(byte[][]... identities) throws IOException {
        RecordWriter.of(identities).write(folder, "faces");
        Files.deleteIfExists(folder.resolve("faces.idx"));
    }

    private static byte[] jpeg(int seed) {
        byte[] image = new byte[40];
        image[0] = (byte) 0xFF;
        image[1] = (byte) 0xD8;
        image[2] = (byte) 0xFF;
        image[3] = (byte) seed;
        return image;
    }

    private List<String> open(DatasetIndex.Check check) throws IOException {
        FaceDataset dataset =
                RecordDataset.open(
                        file, AgeLabels.none(), DatasetIndex.records(index, check), Progress.NONE);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < dataset.size(); i++) {
            all.add(
                    dataset.images().relativeName(i)
                            + "|"
                            + dataset.images().size(i)
                            + "|"
                            + dataset.images().read(i)[3]);
        }
        dataset.problems().forEach(problem -> all.add(problem.what()));
        return all;
    }

    private List<String> open() throws IOException {
        return open(DatasetIndex.Check.FOLDERS);
    }

    private List<String> view() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + index);
                var statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "SELECT path, identity, size, modified FROM images WHERE problem"
                                        + " IS NULL")) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(
                        found.getString(1)
                                + "|"
                                + found.getString(2)
                                + "|"
                                + found.getString(3)
                                + "|"
                                + found.getString(4));
            }
            return rows;
        }
    }

    @Test
    void aFileOfTheSameSizeAndTimeIsNotReadAgain() throws Exception {
        List<String> first = open();
        assertThat(first).startsWith("0/1|40|1", "0/2|40|2", "1/3|40|3").hasSize(4);
        assertThat(view()).containsExactly("0/1|0|40|null", "0/2|0|40|null", "1/3|1|40|null");

        // Other labels, of which only a walk tells.
        write(new byte[][] {jpeg(1)}, new byte[][] {jpeg(2), jpeg(3)});
        Files.setLastModifiedTime(file, LONG_AGO);
        assertThat(open()).isEqualTo(first);
        assertThat(open(DatasetIndex.Check.FILES)).contains("1/2|40|2");
        assertThat(open()).contains("1/2|40|2");
    }

    @Test
    void aChangedFileIsReadAgainAndItsHashesAreForgotten() throws Exception {
        open();
        try (ImageHashes hashes = ImageHashes.open(index)) {
            hashes.write(List.of(new ImageHash("0/1", 40, new byte[] {1}, new byte[0])));
        }
        open();
        assertThat(hashes()).isEqualTo(1);
        write(new byte[][] {jpeg(7)}, new byte[][] {jpeg(2), jpeg(3)});
        Files.setLastModifiedTime(file, LATER);

        assertThat(open()).startsWith("0/1|40|7", "1/2|40|2", "1/3|40|3").hasSize(4);
        assertThat(hashes()).isZero();
    }

    private int hashes() {
        List<ImageHash> all = new ArrayList<>();
        try (ImageHashes hashes = ImageHashes.open(index)) {
            hashes.read(all::add);
        }
        return all.size();
    }

    @Test
    void aFileChangedJustNowIsReadAgain() throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        open();
        assertThat(index).doesNotExist();
    }

    @Test
    void aDamagedIndexIsMadeAnew() throws Exception {
        List<String> first = open();
        Files.writeString(index, "no index at all, but of some length");
        assertThat(open()).isEqualTo(first);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + index);
                var statement = connection.createStatement()) {
            statement.execute("UPDATE listing SET images = '[[\"x\",1,2,null]]'");
        }
        assertThat(open()).isEqualTo(first);
        assertThat(view()).hasSize(3);
    }
}
