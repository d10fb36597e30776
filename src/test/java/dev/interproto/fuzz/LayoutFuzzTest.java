package dev.interproto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.ListedImages;
import dev.interproto.dataset.layout.DatasetSurvey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged names and lists: a survey tells what it can and never fails. */
class LayoutFuzzTest {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0};

    @TempDir Path folder;

    @Test
    void anyNamesOfFoldersAndFilesCanBeSurveyed() throws Exception {
        byte[] names =
                """
                test/FGNET-aligned/001A02.JPG
                test/FGNET-aligned/002A43a.JPG
                test/LAG/ada/y/a.png
                test/LAG/ada/b.png
                test/CACD_VS/0000_0.jpg
                test/CACD_VS/0001_1.jpg
                UTK/25_0_2_20170116174525125.jpg
                train/casia/0/1.jpg
                train/casia/1/1.jpg
                train/age-label/casia.txt
                """
                        .getBytes(StandardCharsets.UTF_8);
        FuzzRun.Tally tally =
                new FuzzRun(5, List.of(names))
                        .check(
                                input -> {
                                    Path root = folder.resolve("root");
                                    Files.createDirectories(root);
                                    make(root, new String(input, StandardCharsets.UTF_8));
                                    boolean found =
                                            !DatasetSurvey.of(root, Progress.NONE).isEmpty();
                                    delete(root);
                                    return found;
                                });
        System.out.println("names: " + tally);
        assertThat(tally.values()).isPositive();
    }

    @Test
    void anyTextCanBeAskedWhetherItIsAList() throws Exception {
        List<byte[]> lists =
                Stream.of(
                                "1 dataset/test/A/a.jpg dataset/test/A/b.jpg\n"
                                        + "0 dataset/test/A/a.jpg dataset/test/B/c.jpg\n",
                                "0 x/0000045/00000012.jpg 25 0\n1 x/0000046/00000001.jpg 7 1\n",
                                "path,age\nA/a.jpg,5\nB/b.jpg,60\n",
                                "2\t1\nAda\t1\t2\nBob\t1\tAda\t2\nAda\t1\t3\nBob\t2\tAda\t1\n")
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList();
        Path file = folder.resolve("list.txt");
        FuzzRun.Tally tally =
                new FuzzRun(6, lists)
                        .check(
                                input -> {
                                    Files.write(file, input);
                                    return ListedImages.in(file).isPresent();
                                });
        System.out.println("lists: " + tally);
        assertThat(tally.values()).isPositive();
    }

    private static void make(Path root, String names) throws IOException {
        for (String name : names.split("\n")) {
            try {
                Path file = root.resolve(name.replace('\0', '_').replace("..", "_")).normalize();
                if (!file.startsWith(root) || file.equals(root)) {
                    continue;
                }
                Files.createDirectories(file.getParent());
                Files.write(file, JPEG);
            } catch (InvalidPathException | IOException e) {
                // No file system takes every name; those it takes are the test.
            }
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
