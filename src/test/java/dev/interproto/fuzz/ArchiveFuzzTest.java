package dev.interproto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.archive.ArchiveKind;
import dev.interproto.dataset.archive.ArchiveUnpacking;
import dev.interproto.dataset.archive.Packed;
import dev.interproto.dataset.archive.Unpacked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged archives: unpacked, or refused with nothing left, and never a file outside. */
class ArchiveFuzzTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(ArchiveKind.class)
    void everyDamagedArchiveIsUnpackedInsideOrRefused(ArchiveKind kind) throws Exception {
        String ending =
                kind == ArchiveKind.ZIP ? ".zip" : kind == ArchiveKind.TAR ? ".tar" : ".tgz";
        Path archive = folder.resolve("faces" + ending);
        Path parent = folder.resolve("datasets");
        FuzzRun.Tally tally =
                new FuzzRun(20_261_125L + kind.ordinal(), valid(kind))
                        .check(
                                input -> {
                                    Files.write(archive, input);
                                    try {
                                        Unpacked unpacked =
                                                new ArchiveUnpacking()
                                                        .unpack(archive, parent, Progress.NONE);
                                        assertThat(unpacked.folder().getParent()).isEqualTo(parent);
                                        assertThat(filesIn(unpacked.folder()))
                                                .isEqualTo(unpacked.files() + 1);
                                        delete(unpacked.folder());
                                        return true;
                                    } finally {
                                        assertNothingElse(archive, parent);
                                    }
                                });
        System.out.println(kind + ": " + tally);
        assertThat(tally.refusals()).isPositive();
    }

    private static List<byte[]> valid(ArchiveKind kind) throws IOException {
        byte[] image = new byte[200];
        new java.util.Random(3).nextBytes(image);
        return List.of(
                new Packed(kind).file("a/1.jpg", image).file("b/2.png", "two").bytes(),
                new Packed(kind)
                        .file("ages.txt", "0 a/1.jpg 7 0")
                        .file("a/" + "n".repeat(120) + ".jpg", image)
                        .file("x/more.zip", "PK")
                        .bytes());
    }

    /** Only the archive and what was unpacked may lie in the test's folder. */
    private void assertNothingElse(Path archive, Path parent) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries).allMatch(p -> p.equals(archive) || p.equals(parent));
        }
        if (Files.exists(parent)) {
            try (Stream<Path> entries = Files.list(parent)) {
                assertThat(entries).isEmpty();
            }
        }
    }

    private static long filesIn(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
