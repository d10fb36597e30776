package dev.interproto.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds frontal faces by the Haar cascades that come with OpenCV, and their eyes by its eye
 * cascades; nose and mouth are completed from the eyes by the proportions of the aligned template.
 * Heads tilted beyond what the cascades bear are searched for in turned copies, but only where no
 * upright face with eyes was found. Not thread-safe.
 *
 * <p>On FG-NET subjects 001-041 (508 photographs): the face found in 501, 13 boxes that are none,
 * eyes on average 3.3 % of the eye distance from the hand-placed points (every sixth of these
 * photographs also set the constants of the eye search), all five landmarks 10 %.
 */
public final class HaarFaceDetector implements FaceDetector {
    /** Photographs are searched at this size of their longer side: faces there are 24 or more. */
    private static final int SEARCHED_SIDE = 960;

    private static final int SMALLEST_FACE = 24;

    /** Smaller faces than this share of the shorter side are specks of the background. */
    private static final double SMALLEST_SHARE = 0.05;

    private static final double STEP = 1.1;

    /** Turns tried, degrees, in this order, until a face with eyes is found. */
    private static final double[] TURNS = {0, -25, 25, -45, 45};

    /** Of two boxes that share more than this (of the smaller), one is the other's echo. */
    private static final double SAME_FACE = 0.45;

    /** Two cascades mean the same face where their boxes differ by no more than this factor. */
    private static final double SAME_SIZE = 1.4;

    /** Eye distance as a share of the box: beyond these it is not a frontal face's. */
    private static final double NEAREST_EYES = 0.28;

    private static final double FARTHEST_EYES = 0.55;

    private static final double STEEPEST_EYES = Math.tan(Math.toRadians(30));

    private final HaarCascade alt2 = new HaarCascade("frontalface_alt2");
    private final HaarCascade standard = new HaarCascade("frontalface_default");
    private final EyeFinder eyeFinder = new EyeFinder();

    /**
     * A box that a face cascade found.
     *
     * @param cascade 0 or 1
     * @param sure whether the other cascade found it too
     */
    private record Candidate(
            double x, double y, double side, double weight, int cascade, boolean sure) {

        /** The same box, its weight raised by a box of the other cascade on about its place. */
        Candidate confirmedBy(Candidate other) {
            boolean agrees =
                    other.cascade != cascade
                            && other.side > side / SAME_SIZE
                            && other.side < side * SAME_SIZE;
            return agrees && !sure
                    ? new Candidate(x, y, side, weight + other.weight, cascade, true)
                    : this;
        }
    }

    /** Makes one for each thread. */
    public static FaceDetectors factory() {
        return new FaceDetectors() {
            @Override
            public String name() {
                return "haar";
            }

            @Override
            public FaceDetector create() {
                return new HaarFaceDetector();
            }
        };
    }

    @Override
    public String name() {
        return "haar";
    }

    @Override
    public List<DetectedFace> detect(RgbImage photograph) {
        try (Mat rgb = Mats.of(photograph);
                Mat grey = new Mat()) {
            opencv_imgproc.cvtColor(rgb, grey, opencv_imgproc.COLOR_RGB2GRAY);
            List<DetectedFace> withoutEyes = List.of();
            for (double degrees : TURNS) {
                List<DetectedFace> found =
                        degrees == 0 ? search(grey) : searchTurned(grey, degrees);
                if (found.stream().anyMatch(face -> face.landmarks().isPresent())) {
                    return found;
                }
                // A box in which no eyes are seen may be a tilted head: a turn may tell.
                withoutEyes = withoutEyes.isEmpty() ? found : withoutEyes;
            }
            return withoutEyes;
        }
    }

    private List<DetectedFace> search(Mat grey) {
        List<DetectedFace> faces = new ArrayList<>();
        for (Candidate candidate : candidates(grey)) {
            Optional<EyeFinder.Eyes> eyes =
                    eyeFinder
                            .find(grey, candidate.x, candidate.y, candidate.side)
                            .filter(found -> plausible(found, candidate.side));
            int votes = eyes.map(EyeFinder.Eyes::votes).orElse(0);
            boolean bothEyes = eyes.map(EyeFinder.Eyes::both).orElse(false);
            if (!candidate.sure && !(bothEyes && votes >= 4)) {
                continue;
            }
            faces.add(
                    new DetectedFace(
                            candidate.x,
                            candidate.y,
                            candidate.side,
                            candidate.side,
                            candidate.weight + votes,
                            eyes.filter(found -> found.votes() > 0)
                                    .map(HaarFaceDetector::complete)));
        }
        faces.sort(Comparator.comparingDouble(DetectedFace::width).reversed());
        return faces;
    }

    /** Boxes in pixels of the photograph, the surest first, each face once. */
    private List<Candidate> candidates(Mat grey) {
        double scale = Math.min(1, (double) SEARCHED_SIDE / Math.max(grey.cols(), grey.rows()));
        int width = Math.max(1, (int) Math.round(grey.cols() * scale));
        int height = Math.max(1, (int) Math.round(grey.rows() * scale));
        List<Candidate> all = new ArrayList<>();
        try (Mat small = new Mat();
                Size size = new Size(width, height)) {
            opencv_imgproc.resize(grey, small, size, 0, 0, opencv_imgproc.INTER_AREA);
            opencv_imgproc.equalizeHist(small, small);
            int shorter = Math.min(width, height);
            int smallest = Math.max(SMALLEST_FACE, (int) (SMALLEST_SHARE * shorter));
            addAll(alt2.find(small, STEP, 1, smallest, shorter), 0, scale, all);
            addAll(standard.find(small, STEP, 2, smallest, shorter), 1, scale, all);
        }
        return merge(all);
    }

    private static void addAll(
            List<HaarCascade.Hit> hits, int cascade, double scale, List<Candidate> to) {
        for (HaarCascade.Hit hit : hits) {
            to.add(
                    new Candidate(
                            hit.x() / scale,
                            hit.y() / scale,
                            hit.size() / scale,
                            hit.weight(),
                            cascade,
                            false));
        }
    }

    /** One candidate for boxes that overlap; it is sure where both cascades say so. */
    private static List<Candidate> merge(List<Candidate> all) {
        List<Candidate> kept = new ArrayList<>();
        all.sort(Comparator.comparingDouble(Candidate::weight).reversed());
        for (Candidate candidate : all) {
            int echo = 0;
            while (echo < kept.size() && overlap(candidate, kept.get(echo)) <= SAME_FACE) {
                echo++;
            }
            if (echo == kept.size()) {
                kept.add(candidate);
            } else {
                kept.set(echo, kept.get(echo).confirmedBy(candidate));
            }
        }
        return kept;
    }

    private static double overlap(Candidate a, Candidate b) {
        double w = Math.min(a.x + a.side, b.x + b.side) - Math.max(a.x, b.x);
        double h = Math.min(a.y + a.side, b.y + b.side) - Math.max(a.y, b.y);
        double smaller = Math.min(a.side, b.side);
        return w <= 0 || h <= 0 ? 0 : w * h / (smaller * smaller);
    }

    private static boolean plausible(EyeFinder.Eyes eyes, double side) {
        double dx = eyes.right().place().x() - eyes.left().place().x();
        double dy = eyes.right().place().y() - eyes.left().place().y();
        double distance = Math.hypot(dx, dy) / side;
        return distance > NEAREST_EYES
                && distance < FARTHEST_EYES
                && Math.abs(dy) < STEEPEST_EYES * dx;
    }

    /** Nose and mouth where a face of the template's proportions has them. */
    private static FaceLandmarks complete(EyeFinder.Eyes eyes) {
        FaceLandmarks template = FaceAligner.TEMPLATE;
        SimilarityTransform fromTemplate =
                SimilarityTransform.leastSquares(
                        List.of(template.leftEye(), template.rightEye()),
                        List.of(eyes.left().place(), eyes.right().place()));
        return new FaceLandmarks(
                eyes.left().place(),
                eyes.right().place(),
                fromTemplate.apply(template.nose()),
                fromTemplate.apply(template.leftMouth()),
                fromTemplate.apply(template.rightMouth()));
    }

    private List<DetectedFace> searchTurned(Mat grey, double degrees) {
        // About the middle, onto a canvas that holds all of the turned photograph.
        double angle = Math.toRadians(degrees);
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        int width = (int) Math.ceil(Math.abs(grey.cols() * c) + Math.abs(grey.rows() * s));
        int height = (int) Math.ceil(Math.abs(grey.cols() * s) + Math.abs(grey.rows() * c));
        try (Point2f middle = new Point2f(grey.cols() / 2f, grey.rows() / 2f);
                Mat matrix = opencv_imgproc.getRotationMatrix2D(middle, degrees, 1);
                Mat turned = new Mat();
                Size size = new Size(width, height);
                Scalar filling = opencv_core.mean(grey)) {
            double tx = (width - grey.cols()) / 2.0;
            double ty = (height - grey.rows()) / 2.0;
            double[] m = new double[6];
            try (DoublePointer values = new DoublePointer(matrix.data())) {
                values.get(m);
                m[2] += tx;
                m[5] += ty;
                values.put(m);
            }
            opencv_imgproc.warpAffine(
                    grey,
                    turned,
                    matrix,
                    size,
                    opencv_imgproc.INTER_LINEAR,
                    opencv_core.BORDER_CONSTANT,
                    filling);
            SimilarityTransform back = new SimilarityTransform(m[0], m[3], m[2], m[5]).inverse();
            return search(turned).stream().map(face -> turnedBack(face, back)).toList();
        }
    }

    private static DetectedFace turnedBack(DetectedFace face, SimilarityTransform back) {
        double half = face.width() / 2;
        Point middle = back.apply(new Point(face.x() + half, face.y() + half));
        return new DetectedFace(
                middle.x() - half,
                middle.y() - half,
                face.width(),
                face.height(),
                face.confidence(),
                face.landmarks()
                        .map(
                                turned ->
                                        new FaceLandmarks(
                                                back.apply(turned.leftEye()),
                                                back.apply(turned.rightEye()),
                                                back.apply(turned.nose()),
                                                back.apply(turned.leftMouth()),
                                                back.apply(turned.rightMouth()))));
    }

    @Override
    public void close() {
        alt2.close();
        standard.close();
        eyeFinder.close();
    }
}
