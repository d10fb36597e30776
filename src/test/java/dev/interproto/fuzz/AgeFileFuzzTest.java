package dev.interproto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Progress;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.AgeOverlay;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.NamedFaces;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgeFileFuzzTest {
    private static final List<byte[]> LABELS =
            bytes(
                    "0 x/0000045/00000012.jpg 31 M\n1 x/46/7.jpg 8 F\n2 x/46/9.jpg 9 F\n",
                    "path,age\nAda/1.jpg,12\n\"Bob, B\"/2.jpg,40\n",
                    "path,birth_year,photo_year\nAda/1.jpg,1980-06-15,1992\nAda/2.jpg,1980,2001\n",
                    "identity,dob\nAda,1980-00-00\nBob,1970\n",
                    "path,age,source\nAda/1.jpg,12,edited\nAda/2.jpg,,edited\n");

    private static final List<byte[]> OVERLAYS =
            bytes(
                    "path,age,source\np00000/000.jpg,12,edited\np00001/001.jpg,,edited\n",
                    "path,age,source\n\"p00001/000.jpg\",7,estimated\ngone/1.jpg,8,estimated\n");

    @TempDir Path folder;

    private static List<byte[]> bytes(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    @Test
    void damagedAgeFilesAreReadOrRefused() throws Exception {
        Path file = folder.resolve("ages.csv");
        FuzzRun.Tally tally =
                new FuzzRun(41, LABELS)
                        .check(
                                input -> {
                                    Files.write(file, input);
                                    AgeLabels labels = AgeLabels.fromFile(file);
                                    labels.problems();
                                    return labels.age("Ada", "party_1999.jpg").stream()
                                            .allMatch(AgeLabels::isPlausible);
                                });
        report("age files", tally);
    }

    @Test
    void damagedOverlaysAreReadOrRefused() throws Exception {
        Path file = folder.resolve("overlay.csv");
        Path copy = folder.resolve("copy.csv");
        FaceDataset dataset = NamedFaces.of(2, 2, i -> i);
        FuzzRun.Tally tally =
                new FuzzRun(42, OVERLAYS)
                        .check(
                                input -> {
                                    Files.write(file, input);
                                    AgeOverlay overlay =
                                            AgeOverlay.read(file, dataset, Progress.NONE);
                                    overlay.write(copy);
                                    AgeOverlay again =
                                            AgeOverlay.read(copy, dataset, Progress.NONE);
                                    assertThat(again.size()).isEqualTo(overlay.size());
                                    return dataset.withAges(overlay).size() == 4;
                                });
        report("overlays", tally);
    }

    private static void report(String what, FuzzRun.Tally tally) {
        assertThat(tally.values()).as(what + ": " + tally).isPositive();
        assertThat(tally.refusals()).as(what + ": " + tally).isPositive();
    }
}
