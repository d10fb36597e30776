package dev.interproto.dataset.container;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.VerificationPair;
import dev.interproto.fuzz.FuzzRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Damaged containers: a dataset or pairs with problems, or a refusal, always. */
class ContainerFuzzTest {
    @TempDir private Path folder;

    private static byte[] image(int seed) {
        return RecordDatasetTest.jpeg(100 + seed, seed);
    }

    private static RecordWriter set() {
        return RecordWriter.of(
                new byte[][] {image(1), image(2), image(3)}, new byte[][] {image(4), image(5)});
    }

    @Test
    void records(TestReporter reporter) throws InterruptedException, IOException {
        byte[] split = image(9);
        System.arraycopy(new byte[] {0x0a, 0x23, (byte) 0xd7, (byte) 0xce}, 0, split, 40, 4);
        byte[] arrays =
                new RecordWriter()
                        .image(new float[] {3, 1}, split)
                        .image(new float[] {2}, image(8))
                        .image(1, split)
                        .bytes();
        Files.writeString(folder.resolve("train.idx"), set().index());
        Path file = folder.resolve("train.rec");
        FuzzRun.Tally tally =
                new FuzzRun(1, List.of(set().bytes(), arrays))
                        .check(
                                input -> {
                                    Files.write(file, input);
                                    return readAll(file);
                                });
        reporter.publishEntry("records", tally.toString());
    }

    @Test
    void indexes(TestReporter reporter) throws InterruptedException, IOException {
        Path file = set().write(folder, "train");
        FuzzRun.Tally tally =
                new FuzzRun(2, List.of(set().index().getBytes(StandardCharsets.US_ASCII)))
                        .check(
                                input -> {
                                    Files.write(folder.resolve("train.idx"), input);
                                    return readAll(file);
                                });
        reporter.publishEntry("indexes", tally.toString());
    }

    private static boolean readAll(Path file) {
        FaceDataset dataset = RecordDataset.open(file, AgeLabels.none(), Progress.NONE);
        for (int i = 0; i < dataset.size(); i++) {
            try {
                if (dataset.images().read(i).length != dataset.images().size(i)) {
                    throw new IllegalStateException("image " + i + " has another size");
                }
            } catch (IOException e) {
                throw new IllegalStateException("an image found is gone", e);
            }
        }
        return true;
    }

    @Test
    void verificationSets(TestReporter reporter) throws InterruptedException, IOException {
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            images.add(image(i));
        }
        List<byte[]> valid = new ArrayList<>();
        valid.add(BinWriter.ofBytes(images, true, false, true));
        valid.add(BinWriter.ofStrings(images, true, false, true));
        valid.add(BinWriter.ofArrays(images, true, false, true));
        for (String name : List.of("arrays-2", "arrays-5", "truths-5", "scalars-4", "objects-4")) {
            valid.add(getClass().getResourceAsStream(name + ".bin").readAllBytes());
        }
        Path file = folder.resolve("set.bin");
        FuzzRun.Tally tally =
                new FuzzRun(3, valid)
                        .check(
                                input -> {
                                    Files.write(file, input);
                                    PairList list = BinVerificationSet.open(file, Progress.NONE);
                                    read(file, list);
                                    return true;
                                });
        reporter.publishEntry("verification sets", tally.toString());
    }

    private static void read(Path file, PairList list) throws IOException {
        try (BinFile bin = BinFile.open(file)) {
            for (VerificationPair pair : list.pairs()) {
                for (ImageLocation place : List.of(pair.first(), pair.second())) {
                    if (bin.image(place.entry().orElseThrow()).length == 0) {
                        throw new UserFacingException("No image.", place.toString(), "Check.");
                    }
                }
            }
        }
    }
}
