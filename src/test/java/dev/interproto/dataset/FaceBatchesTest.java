package dev.interproto.dataset;

import static dev.interproto.dataset.FaceFolderTest.assertUserFacing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.Progress;
import dev.interproto.face.FaceTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceBatchesTest {
    @TempDir Path folder;

    /** What a batch held, after it was given back. */
    private record Seen(List<Integer> labels, int pixelHash) {}

    private FaceDataset dataset(int identities, int images) {
        DrawnImages.dataset(folder, identities, images);
        return FaceFolder.open(folder, AgeLabels.none(), Progress.NONE);
    }

    private static LoaderOptions options(int batchSize, int threads) {
        return new LoaderOptions(batchSize, 4885, true, threads, 3);
    }

    private static List<Seen> see(FaceBatches batches, int epoch, int firstStep) {
        List<Seen> seen = new ArrayList<>();
        try (FaceBatches.Epoch steps = batches.epoch(epoch, firstStep)) {
            while (steps.hasNext()) {
                try (FaceBatch batch = steps.next()) {
                    List<Integer> labels =
                            Arrays.stream(batch.labels(), 0, batch.count()).boxed().toList();
                    float[] pixels =
                            Arrays.copyOf(batch.pixels(), batch.count() * FaceTensor.LENGTH);
                    seen.add(new Seen(labels, Arrays.hashCode(pixels)));
                }
            }
        }
        return seen;
    }

    @Test
    void augmentedAndBalancedBatchesAreTheSameForAnyNumberOfThreads() {
        FaceDataset dataset = dataset(4, 5);
        Augmentation all =
                new Augmentation(
                        new Augmentation.Effect(0.5, 8),
                        new Augmentation.Effect(0.5, 0.3),
                        new Augmentation.Effect(0.5, 4),
                        new Augmentation.Effect(0.5, 1.5),
                        new Augmentation.Effect(0.5, 0.2));
        Sampling identities = new Sampling(Sampling.Kind.IDENTITY, 0);
        try (FaceBatches one =
                        new FaceBatches(
                                dataset,
                                new LoaderOptions(3, 4885, true, 1, 3, all, identities, 13));
                FaceBatches four =
                        new FaceBatches(
                                dataset,
                                new LoaderOptions(3, 4885, true, 4, 3, all, identities, 13));
                FaceBatches plain =
                        new FaceBatches(
                                dataset,
                                new LoaderOptions(
                                        3, 4885, true, 1, 3, Augmentation.NONE, identities, 13))) {
            List<Seen> augmented = see(one, 1, 0);
            assertThat(see(four, 1, 0)).isEqualTo(augmented);
            assertThat(see(four, 1, 2)).isEqualTo(augmented.subList(2, augmented.size()));
            assertThat(see(plain, 1, 0)).isNotEqualTo(augmented);
            assertThat(see(plain, 1, 0))
                    .extracting(Seen::labels)
                    .isEqualTo(augmented.stream().map(Seen::labels).toList());
        }
    }

    @Test
    void batchesAreTheSameForAnyNumberOfThreads() {
        FaceDataset dataset = dataset(4, 5);
        try (FaceBatches one = new FaceBatches(dataset, options(3, 1));
                FaceBatches four = new FaceBatches(dataset, options(3, 4))) {
            for (int epoch = 0; epoch < 3; epoch++) {
                assertThat(see(four, epoch, 0)).isEqualTo(see(one, epoch, 0));
            }
        }
    }

    @Test
    void aResumedEpochGoesOnWithTheSameBatches() {
        FaceDataset dataset = dataset(4, 5);
        try (FaceBatches first = new FaceBatches(dataset, options(3, 2));
                FaceBatches resumed = new FaceBatches(dataset, options(3, 2))) {
            List<Seen> whole = see(first, 7, 0);

            assertThat(see(resumed, 7, 4)).isEqualTo(whole.subList(4, whole.size()));
        }
    }

    @Test
    void epochsAndSeedsDifferInOrderAndEachVisitsEveryImageOnce() {
        FaceDataset dataset = dataset(4, 5);
        try (FaceBatches batches = new FaceBatches(dataset, options(5, 2));
                FaceBatches other =
                        new FaceBatches(dataset, new LoaderOptions(5, 1234, true, 2, 2))) {
            List<Integer> first = labels(see(batches, 0, 0));
            List<Integer> second = labels(see(batches, 1, 0));

            assertThat(first).isNotEqualTo(second).isNotEqualTo(labels(see(other, 0, 0)));
            assertThat(first.stream().sorted().toList())
                    .isEqualTo(second.stream().sorted().toList())
                    .containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3);
        }
    }

    private static List<Integer> labels(List<Seen> batches) {
        return batches.stream().flatMap(batch -> batch.labels().stream()).toList();
    }

    @Test
    void aLastBatchOfTwoIsKeptAndOneOfOneIsDropped() {
        FaceDataset dataset = dataset(2, 4);
        try (FaceBatches threes = new FaceBatches(dataset, options(3, 1));
                FaceBatches sevens = new FaceBatches(dataset, options(7, 1));
                FaceBatches large = new FaceBatches(dataset, options(64, 1))) {
            assertThat(threes.stepsPerEpoch()).isEqualTo(3);
            assertThat(see(threes, 0, 0))
                    .extracting(seen -> seen.labels().size())
                    .containsExactly(3, 3, 2);
            assertThat(sevens.stepsPerEpoch()).isEqualTo(1);
            assertThat(see(sevens, 0, 0))
                    .extracting(seen -> seen.labels().size())
                    .containsExactly(7);
            assertThat(see(large, 0, 0))
                    .extracting(seen -> seen.labels().size())
                    .containsExactly(8);
        }
    }

    @Test
    void pixelsAreNormalisedAndAboutHalfTheImagesAreMirrored() {
        for (int i = 0; i < 200; i++) {
            DrawnImages.write(folder.resolve((i % 2 == 0 ? "a/" : "b/") + i + ".png"), 255);
        }
        FaceDataset dataset = FaceFolder.open(folder, AgeLabels.none(), Progress.NONE);
        int mirrored = 0;
        try (FaceBatches batches = new FaceBatches(dataset, options(50, 2));
                FaceBatches.Epoch steps = batches.epoch(0)) {
            while (steps.hasNext()) {
                try (FaceBatch batch = steps.next()) {
                    for (int i = 0; i < batch.count(); i++) {
                        float first = batch.pixels()[i * FaceTensor.LENGTH];
                        float last = batch.pixels()[(i + 1) * FaceTensor.LENGTH - 1];
                        // Drawn dark on the left, so white on the left is mirrored.
                        assertThat(first).isEqualTo(-last);
                        assertThat(Math.abs(first)).isEqualTo(1f);
                        mirrored += first > 0 ? 1 : 0;
                    }
                }
            }
        }
        // Binomial(200, ½) has a standard deviation of 7.
        assertThat(mirrored).isCloseTo(100, within(28));
    }

    @Test
    void withoutFlipNothingIsMirrored() {
        FaceDataset dataset = dataset(2, 10);
        try (FaceBatches batches = new FaceBatches(dataset, new LoaderOptions(20, 1, false, 1, 1));
                FaceBatch batch = batches.epoch(0).next()) {
            for (int i = 0; i < 20; i++) {
                assertThat(batch.pixels()[i * FaceTensor.LENGTH]).isEqualTo(-1f);
            }
        }
    }

    @Test
    void damagedImagesAreReplacedTheSameWayEveryTimeAndListed() throws IOException {
        DrawnImages.dataset(folder, 3, 4);
        byte[] whole = Files.readAllBytes(DrawnImages.write(folder.resolve("a/5.jpg"), 200));
        Files.write(folder.resolve("a/5.jpg"), Arrays.copyOf(whole, whole.length / 2));
        Path vanished = DrawnImages.write(folder.resolve("b/5.jpg"), 200);
        FaceDataset dataset = FaceFolder.open(folder, AgeLabels.none(), Progress.NONE);
        Files.delete(vanished);
        try (FaceBatches one = new FaceBatches(dataset, options(4, 1));
                FaceBatches two = new FaceBatches(dataset, options(4, 3))) {
            List<Seen> seen = see(one, 0, 0);

            assertThat(seen).isEqualTo(see(two, 0, 0));
            assertThat(labels(seen)).hasSize(14);
            assertThat(one.problems())
                    .isEqualTo(two.problems())
                    .extracting(Problem::where)
                    .containsExactly(folder.resolve("a/5.jpg").toString(), vanished.toString());
            assertThat(one.problems().get(0).what()).contains("truncated");
        }
    }

    @Test
    void aDatasetThatHasVanishedStopsWithAdvice() throws IOException {
        FaceDataset dataset = dataset(2, 2);
        for (int i = 0; i < dataset.size(); i++) {
            Files.delete(Path.of(dataset.images().describe(i)));
        }
        try (FaceBatches batches = new FaceBatches(dataset, options(2, 1));
                FaceBatches.Epoch epoch = batches.epoch(0)) {
            assertUserFacing(epoch::next, "Hardly any image", folder.toString());
        }
    }

    @Test
    void closedBatchesAreUsedAgain() {
        FaceDataset dataset = dataset(3, 8);
        try (FaceBatches batches = new FaceBatches(dataset, options(2, 2))) {
            for (int epoch = 0; epoch < 5; epoch++) {
                assertThat(see(batches, epoch, 0)).hasSize(12);
            }
            // Three ahead and the one in use.
            assertThat(batches.bufferCount()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void anEpochLeftEarlyTakesNothingFromTheNext() {
        FaceDataset dataset = dataset(3, 8);
        try (FaceBatches batches = new FaceBatches(dataset, options(2, 2));
                FaceBatches fresh = new FaceBatches(dataset, options(2, 2))) {
            try (FaceBatches.Epoch epoch = batches.epoch(0)) {
                epoch.next().close();
            }

            assertThat(see(batches, 1, 0)).isEqualTo(see(fresh, 1, 0));
            assertThat(batches.problems()).isEmpty();
        }
    }

    @Test
    void oneIdentityIsRefused() {
        FaceDataset dataset = dataset(1, 4);

        assertUserFacing(() -> new FaceBatches(dataset, options(2, 1)), "only one identity");
    }

    @Test
    void aReaderCropsToTheSquareInTheMiddle() throws IOException {
        Path file = DrawnImages.write(folder.resolve("a/1.png"), 300, 200, 255);

        assertThat(FaceReader.read(file).width()).isEqualTo(112);
        assertThat(FaceReader.read(file).height()).isEqualTo(112);
        assertThat(FaceReader.read(file).rgb()[0]).isZero();
        assertThat(FaceReader.read(file).rgb()[3 * 111]).isEqualTo((byte) 255);
    }
}
