package dev.interproto.dataset;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.CancelledException;
import dev.interproto.common.Json;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.face.DetectedFace;
import dev.interproto.face.FaceAligner;
import dev.interproto.face.FaceDetector;
import dev.interproto.face.ImageDecoder;
import dev.interproto.face.ImageEncoder;
import dev.interproto.face.PtsFile;
import dev.interproto.face.RgbImage;
import dev.interproto.face.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Aligns every photograph of a folder: one 112×112 PNG under the same relative path in another
 * folder, and a table of what became of each. Faces written by an earlier run with the same
 * landmarks are kept, so that a stopped alignment goes on where it was.
 *
 * <p>A folder laid out as FG-NET is ({@code images/} beside {@code points/}) is read from its
 * {@code images}, so that the faces lie flat in the output.
 */
public final class FolderAlignment {
    private static final String SETTINGS = "alignment.json";

    private final Path input;
    private final Path output;
    private final LandmarkSource landmarks;
    private final Supplier<FaceDetector> detectors;
    private final PointsLookup points = new PointsLookup();

    /** How the faces of an output folder were made; another way must not be mixed in. */
    private record Settings(LandmarkSource landmarks) {}

    /**
     * @param input folder of photographs, nested as it may be
     * @param output where the faces go; made where it is missing, never the input itself
     * @param landmarks where the five landmarks come from
     * @param detectors makes a detector for each working thread; not asked for {@link
     *     LandmarkSource#PTS}
     */
    public FolderAlignment(
            Path input, Path output, LandmarkSource landmarks, Supplier<FaceDetector> detectors) {
        this.input = base(input.toAbsolutePath().normalize());
        this.output = output.toAbsolutePath().normalize();
        this.landmarks = landmarks;
        this.detectors = detectors;
    }

    /**
     * Aligns what is not aligned yet, on all cores.
     *
     * @throws UserFacingException when the input is no folder or holds no images, or the output
     *     cannot be written, or holds faces made with other landmarks
     * @throws CancelledException when cancelled; the faces written so far and their table stay
     */
    public AlignmentReport run(Progress progress) {
        List<AlignmentTask> tasks = AlignmentTask.below(input, output, progress);
        prepareOutput();
        AtomicReferenceArray<AlignedImage> results = new AtomicReferenceArray<>(tasks.size());
        work(tasks, results, progress);
        List<AlignedImage> finished = new ArrayList<>();
        for (int i = 0; i < results.length(); i++) {
            Optional.ofNullable(results.get(i)).ifPresent(finished::add);
        }
        AlignmentReport report = new AlignmentReport(input, output, finished);
        try {
            report.write();
        } catch (IOException e) {
            throw unwritable(e);
        }
        if (finished.size() < tasks.size()) {
            throw new CancelledException();
        }
        return report;
    }

    private static Path base(Path folder) {
        Path images = folder.resolve("images");
        return Files.isDirectory(images) && Files.isDirectory(folder.resolve("points"))
                ? images
                : folder;
    }

    private void prepareOutput() {
        try {
            Path file = output.resolve(SETTINGS);
            Settings now = new Settings(landmarks);
            if (Files.exists(file)) {
                Settings before = Json.mapper().readValue(file.toFile(), Settings.class);
                if (!Objects.equals(before, now)) {
                    throw new UserFacingException(
                            output
                                    + " holds faces aligned with landmarks "
                                    + before.landmarks()
                                    + ", not "
                                    + landmarks
                                    + ".",
                            "Mixed in one folder, nobody could tell them apart.",
                            "Choose another output folder, or delete this one.");
                }
            } else {
                AtomicFiles.writeText(file, Json.mapper().writeValueAsString(now));
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void work(
            List<AlignmentTask> tasks,
            AtomicReferenceArray<AlignedImage> results,
            Progress progress) {
        int threads = Math.max(1, Math.min(tasks.size(), cores()));
        ExecutorService workers = Executors.newFixedThreadPool(threads, FolderAlignment::worker);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        AtomicBoolean failed = new AtomicBoolean();
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(
                        workers.submit(
                                () -> {
                                    try {
                                        takeTasks(tasks, results, next, done, failed, progress);
                                    } catch (RuntimeException e) {
                                        failed.set(true);
                                        throw e;
                                    }
                                }));
            }
            for (Future<?> worker : running) {
                worker.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException("alignment failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed.set(true);
            throw new CancelledException();
        } finally {
            workers.shutdown();
        }
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "align");
        thread.setDaemon(true);
        return thread;
    }

    private void takeTasks(
            List<AlignmentTask> tasks,
            AtomicReferenceArray<AlignedImage> results,
            AtomicInteger next,
            AtomicInteger done,
            AtomicBoolean failed,
            Progress progress) {
        Optional<FaceDetector> detector =
                landmarks == LandmarkSource.DETECT
                        ? Optional.of(detectors.get())
                        : Optional.empty();
        try {
            for (int i = next.getAndIncrement();
                    i < tasks.size() && !failed.get() && !progress.isCancelled();
                    i = next.getAndIncrement()) {
                results.set(i, alignOne(tasks.get(i), detector));
                int count = done.incrementAndGet();
                progress.report(
                        (double) count / tasks.size(),
                        "Aligning faces: " + count + " of " + tasks.size());
            }
        } finally {
            detector.ifPresent(FaceDetector::close);
        }
    }

    private AlignedImage alignOne(AlignmentTask task, Optional<FaceDetector> detector) {
        if (task.isDone()) {
            return task.ended(AlignmentOutcome.ALREADY_DONE, "");
        }
        try {
            RgbImage photograph = ImageDecoder.decode(task.photograph());
            return detector.isPresent()
                    ? byDetection(task, photograph, detector.get())
                    : byPoints(task, photograph);
        } catch (UnreadableImageException e) {
            return task.ended(AlignmentOutcome.UNREADABLE, "It " + e.reason() + ".");
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private AlignedImage byPoints(AlignmentTask task, RgbImage photograph) throws IOException {
        Optional<Path> file = points.find(task.photograph());
        if (file.isEmpty()) {
            return task.ended(AlignmentOutcome.NO_LANDMARKS, "No .pts file of its name was found.");
        }
        RgbImage face;
        try {
            face = FaceAligner.align(photograph, PtsFile.read(file.get()).landmarks());
        } catch (UserFacingException e) {
            return task.ended(AlignmentOutcome.NO_LANDMARKS, e.what());
        } catch (IllegalArgumentException e) {
            return task.ended(
                    AlignmentOutcome.NO_LANDMARKS, file.get() + ": all points lie in one place.");
        }
        return write(task, face, "");
    }

    private AlignedImage byDetection(AlignmentTask task, RgbImage photograph, FaceDetector detector)
            throws IOException {
        if (FaceAligner.isAligned(photograph)) {
            return write(task, photograph, "Of 112 x 112 already, taken as it is.");
        }
        List<DetectedFace> faces = detector.detect(photograph);
        if (faces.isEmpty()) {
            return task.ended(AlignmentOutcome.NO_FACE, "");
        }
        DetectedFace largest = faces.get(0);
        String detail = faces.size() > 1 ? faces.size() + " faces found, the largest taken." : "";
        if (largest.landmarks().isEmpty()) {
            detail = (detail + " Eyes not found, placed by the face's box.").trim();
        }
        return write(task, FaceAligner.alignBox(photograph, largest), detail);
    }

    private static AlignedImage write(AlignmentTask task, RgbImage face, String detail)
            throws IOException {
        byte[] png = ImageEncoder.png(face);
        AtomicFiles.write(task.face(), out -> out.write(png));
        return task.ended(AlignmentOutcome.ALIGNED, detail);
    }

    private UserFacingException unwritable(IOException e) {
        return new UserFacingException(
                "The aligned faces cannot be written to " + output + " (" + e.getMessage() + ").",
                "The faces written so far stay; the rest are not aligned.",
                "Check that the disk has room and that you may write there, then start again.",
                e);
    }
}
