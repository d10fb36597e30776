package dev.interproto.workspace.job;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Json;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.dataset.FaceFolder;
import dev.interproto.dataset.NameSearch;
import dev.interproto.workspace.Workspace;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures how long a large dataset folder takes to open for the first time and again, on a folder
 * of hard links made for it.
 */
public final class IndexBenchmark {
    private static final int HEADER_BYTES = 12;
    private static final int REOPENINGS = 5;
    private static final int CHANGED_FOLDERS = 100;

    /** Folders changed less long ago are listed again by rule. */
    private static final long SETTLING_MILLISECONDS = 2500;

    /** The heap of the fresh Java: what a person's 500,000 images must fit in. */
    private static final String FRESH_HEAP = "-Xmx300m";

    private final int images;
    private final int identities;
    private final Optional<Path> keep;

    /**
     * @param images in the folder
     * @param identities in the folder
     * @param keep where the folder is made and kept; a temporary folder, deleted, where empty
     */
    public IndexBenchmark(int images, int identities, Optional<Path> keep) {
        if (identities < 2 || images < identities) {
            throw new UserFacingException(
                    images + " images of " + identities + " identities make no dataset.",
                    "There is nothing to be measured.",
                    "Ask for 2 identities or more and at least one image each.");
        }
        this.images = images;
        this.identities = identities;
        this.keep = keep;
    }

    /** Work that reads and writes files. */
    private interface Work {
        void run() throws IOException;
    }

    /**
     * Makes the folder, measures, and deletes what is not to be kept.
     *
     * @throws UserFacingException where the folder cannot be written
     * @throws CancelledException when cancelled; the folder is deleted then too
     */
    public IndexBenchmarkReport run(Progress progress) {
        Path base;
        try {
            base =
                    keep.isPresent()
                            ? emptyFolder(keep.get().toAbsolutePath().normalize())
                            : Files.createTempDirectory("interproto-index");
        } catch (IOException e) {
            throw unwritable(e);
        }
        try {
            return measure(base, progress);
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(e);
        } finally {
            if (keep.isEmpty()) {
                delete(base);
            }
        }
    }

    private static Path emptyFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new UserFacingException(
                        "The folder " + folder + " is not empty.",
                        "The benchmark makes hundreds of thousands of files in it.",
                        "Name a new folder.");
            }
        }
        return folder;
    }

    private static UserFacingException unwritable(Exception cause) {
        return new UserFacingException(
                "The benchmark's folder cannot be written (" + cause.getMessage() + ").",
                "It takes a file name, and sometimes an inode, for each image.",
                "Check space and inodes of the disk, or name a folder elsewhere with --keep.",
                cause);
    }

    private IndexBenchmarkReport measure(Path base, Progress progress) throws IOException {
        LinkedFaces faces = new LinkedFaces(base);
        double generate = seconds(() -> faces.write(images, identities, progress.part(0, 0.4)));
        List<String> notes = new ArrayList<>();
        notes.add(
                "Hard links of a few drawn faces; all in the system's cache, which cannot be"
                        + " emptied without rights: a first opening from a cold disk waits for the"
                        + " disk.");
        progress.report(0.4, "Settling");
        settle(progress);

        progress.report(0.42, "Listing and reading first bytes");
        List<Path> files = new ArrayList<>(images);
        double walk = seconds(() -> walk(faces.root(), files));
        Optional<Double> found = find(faces.root());
        notes.add(
                found.isPresent()
                        ? "find is that of this system."
                        : "This system has no find; its time is that of a walk in plain Java.");
        double headers = seconds(() -> readHeaders(files, progress));
        files.clear();

        DatasetOpening opening = new DatasetOpening(Workspace.open(base.resolve("workspace")));
        double first = seconds(() -> open(opening, faces.root(), progress.part(0.5, 0.7)));
        double scan =
                seconds(
                        () ->
                                FaceFolder.open(
                                        faces.root(), AgeLabels.none(), progress.part(0.7, 0.8)));
        double[] again = new double[REOPENINGS];
        for (int i = 0; i < again.length; i++) {
            again[i] = seconds(() -> open(opening, faces.root(), progress.part(0.8, 0.82)));
        }
        progress.report(0.85, "Opening in a Java of its own");
        IndexBenchmarkReport.Reopening fresh = fresh(base, progress);

        DatasetSummary summary = open(opening, faces.root(), Progress.NONE);
        long heap = usedHeap();
        double filter = filterMilliseconds(summary, progress);
        int changed = Math.min(CHANGED_FOLDERS, identities);
        addImages(faces, changed);
        double changedSeconds = seconds(() -> open(opening, faces.root(), progress.part(0.95, 1)));
        double baseline = found.orElse(walk) + headers;
        return new IndexBenchmarkReport(
                summary.images(),
                summary.identities(),
                generate,
                found.orElse(walk),
                headers,
                first,
                first / baseline,
                scan,
                median(again),
                fresh,
                changed,
                changedSeconds,
                heap,
                filter,
                Files.size(opening.index(faces.root())),
                notes);
    }

    /** Opens the folder of an earlier {@link #run} in this process, which should be a new one. */
    public static IndexBenchmarkReport.Reopening reopen(Path base) {
        long before = System.nanoTime();
        DatasetSummary summary =
                open(
                        new DatasetOpening(Workspace.open(base.resolve("workspace"))),
                        new LinkedFaces(base).root(),
                        Progress.NONE);
        double open = since(before);
        double processor =
                ProcessHandle.current().info().totalCpuDuration().map(Duration::toMillis).orElse(0L)
                        / 1e3;
        long heap = usedHeap();
        return new IndexBenchmarkReport.Reopening(summary.images(), open, 0, processor, heap);
    }

    private static DatasetSummary open(DatasetOpening opening, Path root, Progress progress) {
        return new DatasetSummary(opening.open(root, Optional.empty(), progress));
    }

    private static IndexBenchmarkReport.Reopening fresh(Path base, Progress progress)
            throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        long before = System.nanoTime();
        Process process =
                new ProcessBuilder(
                                java.toString(),
                                FRESH_HEAP,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.interproto.Interproto",
                                "benchmark",
                                "index",
                                "--json",
                                "--reopen",
                                base.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            String answer =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            double whole = since(before);
            progress.checkCancelled();
            IndexBenchmarkReport.Reopening seen =
                    Json.mapper().readValue(answer, IndexBenchmarkReport.Reopening.class);
            return new IndexBenchmarkReport.Reopening(
                    seen.images(),
                    seen.openSeconds(),
                    whole,
                    seen.processorSeconds(),
                    seen.heapBytes());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void settle(Progress progress) {
        try {
            for (long left = SETTLING_MILLISECONDS; left > 0; left -= 100) {
                progress.checkCancelled();
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    private static void walk(Path root, List<Path> files) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
    }

    /** Seconds of {@code find root -type f}; empty where there is no such program. */
    private static Optional<Double> find(Path root) {
        try {
            long before = System.nanoTime();
            Process find =
                    new ProcessBuilder("find", root.toString(), "-type", "f")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return find.waitFor() == 0 ? Optional.of(since(before)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    private static void readHeaders(List<Path> files, Progress progress) throws IOException {
        byte[] header = new byte[HEADER_BYTES];
        int done = 0;
        for (Path file : files) {
            try (InputStream in = new FileInputStream(file.toFile())) {
                in.readNBytes(header, 0, header.length);
            }
            if (++done % 1000 == 0) {
                progress.checkCancelled();
            }
        }
    }

    private static double filterMilliseconds(DatasetSummary summary, Progress progress)
            throws IOException {
        double[] times = new double[REOPENINGS];
        for (int i = 0; i < times.length; i++) {
            times[i] =
                    1000
                            * seconds(
                                    () ->
                                            NameSearch.find(
                                                    summary.dataset(), "7/00000003.j", progress));
        }
        return median(times);
    }

    private static void addImages(LinkedFaces faces, int folders) throws IOException {
        try (Stream<Path> homes = Files.list(faces.root())) {
            for (Path home : homes.limit(folders).toList()) {
                faces.add(home.resolve("new.jpg"));
            }
        }
    }

    private static long usedHeap() {
        // Twice: what the first round finds unreachable may free more.
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static double seconds(Work work) throws IOException {
        long before = System.nanoTime();
        work.run();
        return since(before);
    }

    private static double since(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
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
