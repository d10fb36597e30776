package dev.interproto.training;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.Augmentation;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.FaceBatch;
import dev.interproto.dataset.FaceBatches;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.FaceFolder;
import dev.interproto.dataset.LoaderOptions;
import dev.interproto.dataset.Sampling;
import dev.interproto.dataset.demo.DemoFaces;
import dev.interproto.dataset.demo.DemoFacesOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures how fast the loader makes batches of faces on disk: drawn JPEG faces of 112×112 in a
 * temporary folder, read, decoded, mirrored and normalised by the real loader. After the first
 * epoch the files lie in the system's cache.
 */
public final class LoaderBenchmark {
    private static final int WARM_UP = 12;

    /** Batches' worth of images in a measured piece: enough that the clock does not matter. */
    private static final int EPOCHS_A_STEP = 2;

    private final BenchmarkRequest request;
    private final Augmentation augmentation;

    public LoaderBenchmark(BenchmarkRequest request, Augmentation augmentation) {
        this.request = request;
        this.augmentation = augmentation;
    }

    /**
     * Measures with one thread, then with all.
     *
     * @return the report of one thread and that of as many threads as cores
     * @throws UserFacingException where the temporary folder cannot be written
     * @throws CancelledException when cancelled
     */
    public List<BenchmarkReport> run(Progress progress) {
        Path folder;
        try {
            folder = Files.createTempDirectory("interproto-loader");
        } catch (IOException e) {
            throw new UserFacingException(
                    "No temporary folder can be made (" + e.getMessage() + ").",
                    "The loader needs images on disk to be measured.",
                    "Set java.io.tmpdir to a folder that can be written.",
                    e);
        }
        try {
            progress.report(0, "Drawing faces");
            Path train =
                    DemoFaces.write(
                                    folder.resolve("faces"),
                                    DemoFacesOptions.quick(),
                                    progress.part(0, 0.5))
                            .train();
            FaceDataset dataset = FaceFolder.open(train, new AgeLabels.None(), Progress.NONE);
            int cores = Runtime.getRuntime().availableProcessors();
            BenchmarkReport one = measure(dataset, 1, progress.part(0.5, 0.75));
            return cores == 1
                    ? List.of(one)
                    : List.of(one, measure(dataset, cores, progress.part(0.75, 1)));
        } finally {
            delete(folder);
        }
    }

    private BenchmarkReport measure(FaceDataset dataset, int threads, Progress progress) {
        LoaderOptions options =
                new LoaderOptions(
                        request.batchSize(),
                        1,
                        true,
                        threads,
                        2 * threads,
                        augmentation,
                        Sampling.UNIFORM,
                        ChildRule.PAPER.childAge());
        double[] rates = new double[request.steps()];
        long early = 0;
        try (FaceBatches batches = new FaceBatches(dataset, options)) {
            for (int i = 0; i < WARM_UP; i++) {
                progress.checkCancelled();
                load(batches, i);
            }
            for (int i = 0; i < rates.length; i++) {
                progress.checkCancelled();
                progress.report((double) i / rates.length, "Piece " + (i + 1));
                rates[i] = rate(batches, WARM_UP + i * EPOCHS_A_STEP);
                if (i == rates.length / 10) {
                    early = ProcessMemory.resident();
                }
            }
        }
        double median = BenchmarkReport.median(rates);
        return new BenchmarkReport(
                request.kind().id(),
                "",
                request.batchSize(),
                0,
                "float32",
                "OpenCV's decoder",
                threads,
                rates.length,
                median,
                Arrays.stream(rates).min().orElseThrow(),
                Arrays.stream(rates).max().orElseThrow(),
                1000 * request.batchSize() / median,
                ProcessMemory.peak(),
                early,
                ProcessMemory.resident(),
                0,
                List.of(),
                Stream.concat(
                                Stream.of(
                                        dataset.size()
                                                + " drawn JPEG faces of 112 x 112 in a temporary"
                                                + " folder, read from the system's cache by "
                                                + threads
                                                + (threads == 1 ? " thread." : " threads.")),
                                Benchmark.memoryNotes().stream())
                        .toList());
    }

    private static double rate(FaceBatches batches, int epoch) {
        long before = System.nanoTime();
        int images = 0;
        for (int i = 0; i < EPOCHS_A_STEP; i++) {
            images += load(batches, epoch + i);
        }
        return images / ((System.nanoTime() - before) / 1e9);
    }

    private static int load(FaceBatches batches, int number) {
        int images = 0;
        try (FaceBatches.Epoch epoch = batches.epoch(number)) {
            while (epoch.hasNext()) {
                try (FaceBatch batch = epoch.next()) {
                    images += batch.count();
                }
            }
        }
        return images;
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException | UncheckedIOException e) {
            return; // The system clears its temporary folder itself.
        }
    }
}
