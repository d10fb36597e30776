package dev.interproto.dataset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArchiveUnpackingTest {
    @TempDir Path folder;

    private Path parent;

    @BeforeEach
    void makeParent() {
        parent = folder.resolve("datasets");
    }

    private Path write(ArchiveKind kind, byte[] bytes) throws IOException {
        String ending =
                switch (kind) {
                    case ZIP -> ".zip";
                    case TAR -> ".tar";
                    case TAR_GZ -> ".tar.gz";
                };
        return Files.write(folder.resolve("faces" + ending), bytes);
    }

    private Unpacked unpack(Path archive) {
        return new ArchiveUnpacking().unpack(archive, parent, Progress.NONE);
    }

    private UserFacingException refusal(Path archive) {
        try {
            unpack(archive);
        } catch (UserFacingException e) {
            assertNothingLeft();
            return e;
        }
        throw new AssertionError(archive + " was unpacked");
    }

    private void assertNothingLeft() {
        if (Files.exists(parent)) {
            try (Stream<Path> left = Files.list(parent)) {
                assertThat(left).isEmpty();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ArchiveKind.class)
    void everyKindUnpacksImagesAndLists(ArchiveKind kind) throws IOException {
        Packed packed =
                new Packed(kind)
                        .file("faces/Ada/1.jpg", "one")
                        .file("faces/Ada/2.PNG", "two")
                        .file("faces/ages.txt", "0 Ada/1.jpg 7 0")
                        .file("faces/Ada/.DS_Store", "x")
                        .file("__MACOSX/faces/Ada/._1.jpg", "x")
                        .file("faces/install.sh", "rm -rf");

        Unpacked unpacked = unpack(write(kind, packed.bytes()));

        assertThat(unpacked.folder()).isEqualTo(parent.resolve("faces"));
        assertThat(unpacked.folder().resolve("faces/Ada/1.jpg")).hasContent("one");
        assertThat(unpacked.folder().resolve("faces/Ada/2.PNG")).hasContent("two");
        assertThat(unpacked.folder().resolve("faces/ages.txt")).exists();
        assertThat(unpacked.folder().resolve("faces/install.sh")).doesNotExist();
        assertThat(unpacked.folder().resolve("__MACOSX")).doesNotExist();
        assertThat(unpacked.images()).isEqualTo(2);
        assertThat(unpacked.files()).isEqualTo(3);
        assertThat(unpacked.problems())
                .extracting(Problem::what)
                .containsExactly("Files that are no images, lists or containers are left out: 1.");
    }

    @Test
    void anArchiveUnpackedBeforeIsNotUnpackedAgain() throws IOException {
        Path archive =
                write(ArchiveKind.ZIP, new Packed(ArchiveKind.ZIP).file("a/1.jpg", "1").bytes());
        Unpacked first = unpack(archive);
        Unpacked second = unpack(archive);

        assertThat(first.reused()).isFalse();
        assertThat(second.reused()).isTrue();
        assertThat(second.folder()).isEqualTo(first.folder());
        assertThat(second.images()).isEqualTo(1);
    }

    @Test
    void aChangedArchiveGetsAFolderOfItsOwn() throws IOException {
        Path archive =
                write(ArchiveKind.ZIP, new Packed(ArchiveKind.ZIP).file("a/1.jpg", "1").bytes());
        unpack(archive);
        Files.setLastModifiedTime(archive, FileTime.fromMillis(1_000_000));

        assertThat(unpack(archive).folder()).isEqualTo(parent.resolve("faces-2"));
        assertThat(unpack(archive).reused()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ZIP,../1.jpg",
        "ZIP,a/../../1.jpg",
        "ZIP,/etc/1.jpg",
        "ZIP,C:/1.jpg",
        "ZIP,..\\1.jpg",
        "TAR,../1.jpg",
        "TAR,/etc/1.jpg",
        "TAR,a/b/../../../1.jpg",
        "TAR_GZ,../../1.jpg"
    })
    void aNameThatLeadsOutRefusesTheWholeArchive(ArchiveKind kind, String name) throws IOException {
        Packed packed = new Packed(kind).file("a/1.jpg", "1").file(name, "2");

        assertThat(refusal(write(kind, packed.bytes())).what()).contains("outside its folder");
    }

    @ParameterizedTest
    @EnumSource(ArchiveKind.class)
    void aLinkThatLeadsOutRefusesTheWholeArchive(ArchiveKind kind) throws IOException {
        Packed packed =
                new Packed(kind).file("a/1.jpg", "1").link("a/2.jpg", "../../../etc/passwd");

        assertThat(refusal(write(kind, packed.bytes())).what()).contains("a link to ../../../etc");
    }

    @ParameterizedTest
    @EnumSource(ArchiveKind.class)
    void aLinkThatStaysInsideIsLeftOutAndListed(ArchiveKind kind) throws IOException {
        Packed packed = new Packed(kind).file("a/1.jpg", "1").link("b/2.jpg", "../a/1.jpg");

        Unpacked unpacked = unpack(write(kind, packed.bytes()));

        assertThat(unpacked.folder().resolve("b/2.jpg")).doesNotExist();
        assertThat(unpacked.problems())
                .containsExactly(
                        new Problem(
                                write(kind, packed.bytes()).getFileName() + ": b/2.jpg",
                                "A link to ../a/1.jpg; links are left out."));
    }

    @Test
    void devicesAndPipesAreLeftOutAndListed() throws IOException {
        Packed packed =
                new Packed(ArchiveKind.TAR)
                        .special("a/0.jpg", TarArchiveEntry.LF_BLK, "")
                        .special("a/pipe.jpg", TarArchiveEntry.LF_FIFO, "")
                        .file("a/1.jpg", "1");

        Unpacked unpacked = unpack(write(ArchiveKind.TAR, packed.bytes()));

        assertThat(unpacked.images()).isEqualTo(1);
        assertThat(unpacked.problems())
                .extracting(Problem::what)
                .containsOnly("A device or pipe; such entries are left out.")
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = ArchiveKind.class,
            names = {"ZIP", "TAR_GZ"})
    void aBombIsRefused(ArchiveKind kind) throws IOException {
        Packed packed = new Packed(kind);
        byte[] zeros = new byte[10 << 20];
        for (int i = 0; i < 10; i++) {
            packed.file("a/" + i + ".bmp", zeros);
        }

        assertThat(refusal(write(kind, packed.bytes())).what())
                .contains("far larger than images can");
    }

    @Test
    void entriesThatShareTheirBytesAreABomb() throws IOException {
        byte[] noise = new byte[20_000];
        new java.util.Random(1).nextBytes(noise);
        byte[] zip =
                new Packed(ArchiveKind.ZIP).file("a/1.jpg", noise).file("a/2.jpg", noise).bytes();
        // The first entry's compressed size, in the directory at the end, now spans both.
        int directory = indexOf(zip, new byte[] {'P', 'K', 1, 2});
        zip[directory + 20] = (byte) 39_000;
        zip[directory + 21] = (byte) (39_000 >> 8);

        assertThat(refusal(write(ArchiveKind.ZIP, zip)).what()).contains("its entries overlap");
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("not found");
    }

    private static int lastIndexOf(byte[] bytes, byte[] wanted) {
        for (int at = bytes.length - wanted.length; at >= 0; at--) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("not found");
    }

    @Test
    void millionsOfEntriesAreRefused() throws IOException {
        Packed packed = new Packed(ArchiveKind.TAR);
        for (int i = 0; i < 11; i++) {
            packed.file("a/" + i + ".jpg", "1");
        }
        Path archive = write(ArchiveKind.TAR, packed.bytes());
        ArchiveUnpacking unpacking =
                new ArchiveUnpacking(new UnpackLimits(10, 100, 1 << 20, 0), p -> Long.MAX_VALUE);

        assertThatThrownBy(() -> unpacking.unpack(archive, parent, Progress.NONE))
                .hasMessageContaining("more than 10 entries");
        assertNothingLeft();
    }

    @Test
    void archivesWithinTheArchiveAreNotOpened() throws IOException {
        Packed packed =
                new Packed(ArchiveKind.ZIP)
                        .file("a/1.jpg", "1")
                        .file("more.tar.gz", "x")
                        .file("b/more.ZIP", "x");

        assertThat(unpack(write(ArchiveKind.ZIP, packed.bytes())).problems())
                .extracting(Problem::what)
                .containsExactly(
                        "An archive within the archive is not opened.",
                        "An archive within the archive is not opened.");
    }

    @ParameterizedTest
    @EnumSource(ArchiveKind.class)
    void ofTwoEntriesWithOneNameTheFirstIsTaken(ArchiveKind kind) throws IOException {
        Packed packed =
                new Packed(kind)
                        .file("a/1.jpg", "first")
                        .file("a/1.jpg", "second")
                        .file("A/1.JPG", "third");

        Unpacked unpacked = unpack(write(kind, packed.bytes()));

        assertThat(unpacked.images()).isEqualTo(1);
        assertThat(unpacked.folder().resolve("a/1.jpg")).hasContent("first");
        assertThat(unpacked.problems()).hasSize(2);
    }

    @Test
    void anEncryptedZipIsRefused() throws IOException {
        byte[] zip = new Packed(ArchiveKind.ZIP).file("a/1.jpg", "1").bytes();
        zip[lastIndexOf(zip, new byte[] {'P', 'K', 1, 2}) + 8] |= 1;
        zip[6] |= 1;

        assertThat(refusal(write(ArchiveKind.ZIP, zip)).what()).contains("encrypted");
    }

    @ParameterizedTest
    @EnumSource(ArchiveKind.class)
    void aTruncatedArchiveIsRefused(ArchiveKind kind) throws IOException {
        byte[] noise = new byte[30_000];
        new java.util.Random(1).nextBytes(noise);
        byte[] whole = new Packed(kind).file("a/1.jpg", noise).file("a/2.jpg", noise).bytes();
        for (int length : List.of(0, 1, 100, whole.length / 2, 2 * whole.length / 3)) {
            UserFacingException refusal = refusal(write(kind, Arrays.copyOf(whole, length)));
            assertThat(refusal.what()).containsAnyOf("damaged or not complete", "is empty");
        }
    }

    @Test
    void oneOfSeveralPartsIsRefused() throws IOException {
        byte[] zip = new Packed(ArchiveKind.ZIP).file("a/1.jpg", "1").bytes();
        Path archive = write(ArchiveKind.ZIP, zip);
        Files.write(folder.resolve("faces.z01"), new byte[10]);
        assertThat(refusal(archive).what()).contains("one of several parts");

        Files.delete(folder.resolve("faces.z01"));
        zip[lastIndexOf(zip, new byte[] {'P', 'K', 5, 6}) + 4] = 1;
        assertThat(refusal(write(ArchiveKind.ZIP, zip)).what()).contains("one of several parts");
    }

    @ParameterizedTest
    @EnumSource(ArchiveKind.class)
    void whatDoesNotFitOnTheDiskIsRefusedBeforeItIsWritten(ArchiveKind kind) throws IOException {
        byte[] noise = new byte[30_000];
        new java.util.Random(1).nextBytes(noise);
        Path archive = write(kind, new Packed(kind).file("a/1.jpg", noise).bytes());
        ArchiveUnpacking unpacking =
                new ArchiveUnpacking(new UnpackLimits(10, 100, 1 << 20, 1000), p -> 20_000);

        assertThatThrownBy(() -> unpacking.unpack(archive, parent, Progress.NONE))
                .hasMessageContaining("There is no room")
                .hasMessageContaining("19 kB are free");
        assertNothingLeft();
    }

    @Test
    void aDamagedImageInAZipIsListedAndTheOthersStay() throws IOException {
        byte[] noise = new byte[3_000];
        new java.util.Random(1).nextBytes(noise);
        byte[] zip =
                new Packed(ArchiveKind.ZIP).file("a/1.jpg", noise).file("a/2.jpg", "2").bytes();
        zip[1_000] ^= 1;

        Unpacked unpacked = unpack(write(ArchiveKind.ZIP, zip));

        assertThat(unpacked.images()).isEqualTo(1);
        assertThat(unpacked.folder().resolve("a/1.jpg")).doesNotExist();
        assertThat(unpacked.problems())
                .extracting(Problem::what)
                .allMatch(what -> what.startsWith("The entry is damaged and left out"));
    }

    @Test
    void anArchiveWithoutImagesIsRefused() throws IOException {
        assertThat(
                        refusal(
                                        write(
                                                ArchiveKind.ZIP,
                                                new Packed(ArchiveKind.ZIP)
                                                        .file("run.exe", "x")
                                                        .bytes()))
                                .what())
                .startsWith("None of the 1 entries");
        assertThat(refusal(write(ArchiveKind.ZIP, new Packed(ArchiveKind.ZIP).bytes())).what())
                .contains("is empty");
    }

    @Test
    void cancellingLeavesNothing() throws IOException {
        Packed packed = new Packed(ArchiveKind.TAR);
        for (int i = 0; i < 600; i++) {
            packed.file("a/" + i + ".jpg", "1");
        }
        Path archive = write(ArchiveKind.TAR, packed.bytes());
        Progress cancelled =
                new Progress() {
                    @Override
                    public void report(double fraction, String message) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };

        assertThatThrownBy(() -> new ArchiveUnpacking().unpack(archive, parent, cancelled))
                .isInstanceOf(CancelledException.class);
        assertNothingLeft();
    }

    @Test
    void whatAKilledProgramLeftIsDeletedAndNeverTakenForAWhole() throws IOException {
        Path left = parent.resolve(".faces-1234.unpacking");
        Files.createDirectories(left.resolve("a"));
        Files.writeString(left.resolve("a/1.jpg"), "half");
        Files.createFile(parent.resolve(".faces-1234.unpacking.lock"));

        Unpacked unpacked =
                unpack(
                        write(
                                ArchiveKind.ZIP,
                                new Packed(ArchiveKind.ZIP).file("a/1.jpg", "whole").bytes()));

        assertThat(unpacked.folder().resolve("a/1.jpg")).hasContent("whole");
        try (Stream<Path> entries = Files.list(parent)) {
            assertThat(entries).containsExactly(unpacked.folder());
        }
    }

    @Test
    void aNameLongerThanAnyIsRefusedBeforeItFillsTheMemory() throws IOException {
        byte[] tar =
                new Packed(ArchiveKind.TAR_GZ)
                        .longName(new byte[3 << 20])
                        .file("a/1.jpg", "1")
                        .bytes();

        assertThat(refusal(write(ArchiveKind.TAR_GZ, tar)).what())
                .contains("a header is longer than any name");
    }

    @Test
    void theFolderIsNamedAfterTheArchiveWithoutWhatNoNameMayHold() throws IOException {
        byte[] zip = new Packed(ArchiveKind.ZIP).file("a/1.jpg", "1").bytes();
        Path archive = Files.write(folder.resolve("..my faces'.v2.tgz.zip"), zip);

        assertThat(unpack(archive).folder()).isEqualTo(parent.resolve("my faces_.v2.tgz"));
    }
}
