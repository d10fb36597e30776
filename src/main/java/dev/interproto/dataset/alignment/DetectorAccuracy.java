package dev.interproto.dataset.alignment;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.face.DetectedFace;
import dev.interproto.face.FaceDetector;
import dev.interproto.face.FaceDetectors;
import dev.interproto.face.FaceLandmarks;
import dev.interproto.face.FaceSelection;
import dev.interproto.face.FoundFace;
import dev.interproto.face.ImageDecoder;
import dev.interproto.face.Point;
import dev.interproto.face.PtsFile;
import dev.interproto.face.RgbImage;
import dev.interproto.face.UnreadableImageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures a face detector against hand-placed points: photographs with a 68-point file each, one
 * known face a photograph, such as FG-NET's.
 */
public final class DetectorAccuracy {
    /** A box wider than this many eye distances is not about the face. */
    private static final double WIDEST_BOX = 5;

    private final Path folder;
    private final FaceDetectors detectors;
    private final FaceSelection selection;
    private final int threads;

    /**
     * How well a detector does.
     *
     * @param detector its name
     * @param photographs measured: those that could be decoded and have points
     * @param leftOut those without points, or not decodable
     * @param found photographs of which a box holds the middle of the hand-placed eyes and the nose
     * @param chosenRight photographs whose chosen face is that box
     * @param otherBoxes boxes that are not about the known face; in FG-NET few show another
     * @param withLandmarks photographs of {@code found} whose face came with landmarks
     * @param eyeError mean distance of the two eyes from the hand-placed ones, as a share of the
     *     distance between those; NaN where there are no landmarks
     * @param fivePointError likewise of all five points
     * @param fivePointMedian median over the photographs of their five points' mean
     * @param milliseconds one photograph takes on one thread, median, without decoding
     * @param threads that worked at the same time
     */
    public record Result(
            String detector,
            int photographs,
            int leftOut,
            int found,
            int chosenRight,
            int otherBoxes,
            int withLandmarks,
            double eyeError,
            double fivePointError,
            double fivePointMedian,
            double milliseconds,
            int threads) {
        /** Share of the photographs whose face was found, 0 to 1. */
        public double detectionRate() {
            return (double) found / photographs;
        }
    }

    /** One photograph's figures; errors are NaN where there are no landmarks. */
    private record Measured(
            boolean found, boolean right, int others, double eyes, double five, double millis) {}

    /**
     * @param folder with images and their points files, as alignment finds them
     * @param threads that measure at the same time
     */
    public DetectorAccuracy(
            Path folder, FaceDetectors detectors, FaceSelection selection, int threads) {
        this.folder = FolderAlignment.base(folder.toAbsolutePath().normalize());
        this.detectors = detectors;
        this.selection = selection;
        this.threads = threads;
    }

    /**
     * Measures.
     *
     * @throws UserFacingException when no photograph of the folder has usable points
     */
    public Result run(Progress progress) {
        List<Path> photographs = new ArrayList<>();
        new PhotographWalk(folder, folder, AlignmentOptions.usual(LandmarkSource.PTS), progress)
                .visit(photograph -> photographs.add(photograph.file()));
        List<Measured> measured = new ArrayList<>();
        AtomicInteger next = new AtomicInteger();
        PointsLookup points = new PointsLookup();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<Measured>>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parts.add(workers.submit(() -> measure(photographs, next, points, progress)));
            }
            for (Future<List<Measured>> part : parts) {
                measured.addAll(part.get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException("measuring failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } finally {
            workers.shutdownNow();
        }
        return result(measured, photographs.size());
    }

    /** One thread's share: with its own detector, always the next photograph left. */
    private List<Measured> measure(
            List<Path> photographs, AtomicInteger next, PointsLookup points, Progress progress) {
        List<Measured> measured = new ArrayList<>();
        try (FaceDetector detector = detectors.create()) {
            for (int at = next.getAndIncrement();
                    at < photographs.size();
                    at = next.getAndIncrement()) {
                progress.checkCancelled();
                measure(photographs.get(at), points, detector).ifPresent(measured::add);
                progress.report(
                        (at + 1.0) / photographs.size(),
                        "Searching faces: " + (at + 1) + " of " + photographs.size());
            }
        }
        return measured;
    }

    /** Empty where the photograph cannot be decoded or has no usable points. */
    private Optional<Measured> measure(
            Path photograph, PointsLookup points, FaceDetector detector) {
        Optional<Path> file = points.find(photograph);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        FaceLandmarks truth;
        RgbImage image;
        try {
            truth = PtsFile.read(file.get()).landmarks();
            image = ImageDecoder.decode(photograph);
        } catch (UserFacingException | UnreadableImageException e) {
            return Optional.empty(); // counted as left out
        }
        long start = System.nanoTime();
        List<DetectedFace> faces = detector.detect(image);
        double millis = (System.nanoTime() - start) / 1e6;
        List<FoundFace> good =
                selection
                        .select(faces, image.width(), image.height(), detector.usualConfidence())
                        .stream()
                        .filter(
                                face ->
                                        face.fate() == FoundFace.Fate.CHOSEN
                                                || face.fate() == FoundFace.Fate.PASSED_OVER)
                        .toList();
        List<FoundFace> about = good.stream().filter(face -> isAbout(face.face(), truth)).toList();
        boolean right = about.stream().anyMatch(face -> face.fate() == FoundFace.Fate.CHOSEN);
        Optional<FaceLandmarks> landmarks =
                about.stream()
                        .filter(face -> !right || face.fate() == FoundFace.Fate.CHOSEN)
                        .flatMap(face -> face.face().landmarks().stream())
                        .findFirst();
        return Optional.of(
                new Measured(
                        !about.isEmpty(),
                        right,
                        good.size() - about.size(),
                        landmarks.map(found -> error(found, truth, 2)).orElse(Double.NaN),
                        landmarks.map(found -> error(found, truth, 5)).orElse(Double.NaN),
                        millis));
    }

    /** Whether a box is about a face: it holds the middle of the eyes and the nose. */
    static boolean isAbout(DetectedFace face, FaceLandmarks truth) {
        Point eyes =
                new Point(
                        (truth.leftEye().x() + truth.rightEye().x()) / 2,
                        (truth.leftEye().y() + truth.rightEye().y()) / 2);
        return holds(face, eyes)
                && holds(face, truth.nose())
                && face.width() <= WIDEST_BOX * distance(truth.leftEye(), truth.rightEye());
    }

    private static boolean holds(DetectedFace face, Point point) {
        return point.x() >= face.x()
                && point.x() <= face.x() + face.width()
                && point.y() >= face.y()
                && point.y() <= face.y() + face.height();
    }

    /** Mean distance of the first points, as a share of the distance of the true eyes. */
    static double error(FaceLandmarks found, FaceLandmarks truth, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += distance(found.points().get(i), truth.points().get(i));
        }
        return sum / count / distance(truth.leftEye(), truth.rightEye());
    }

    private static double distance(Point a, Point b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }

    private Result result(List<Measured> measured, int photographs) {
        if (measured.isEmpty()) {
            throw new UserFacingException(
                    "No photograph of " + folder + " has a 68-point file.",
                    "There is nothing to measure a detector against.",
                    "Give a folder with images and their .pts files, such as FG-NET's.");
        }
        List<Measured> pointed =
                measured.stream().filter(each -> !Double.isNaN(each.five)).toList();
        return new Result(
                detectors.name(),
                measured.size(),
                photographs - measured.size(),
                (int) measured.stream().filter(Measured::found).count(),
                (int) measured.stream().filter(Measured::right).count(),
                measured.stream().mapToInt(Measured::others).sum(),
                pointed.size(),
                pointed.stream().mapToDouble(Measured::eyes).average().orElse(Double.NaN),
                pointed.stream().mapToDouble(Measured::five).average().orElse(Double.NaN),
                median(pointed.stream().mapToDouble(Measured::five).toArray()),
                median(measured.stream().mapToDouble(Measured::millis).toArray()),
                threads);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        if (values.length == 0) {
            return Double.NaN;
        }
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
