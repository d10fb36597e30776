package dev.interproto.face;

import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds the two eyes within a frontal cascade's box. Three cascades look around the place where the
 * box has each eye; their answers and that place itself are averaged by how exact each has shown to
 * be. Not thread-safe.
 */
final class EyeFinder implements AutoCloseable {
    // Where a frontal cascade's box has the eyes, as shares of its side: means over FG-NET
    // subjects 001-041 against the hand-placed points (standard deviation 0.025 each way).
    static final double EYE_X = 0.295;
    static final double EYE_Y = 0.376;

    /** Side of the box when its eyes are searched, pixels: eye windows are then about 45. */
    private static final int BOX = 192;

    private static final int SMALLEST_EYE = 26;
    private static final int LARGEST_EYE = 72;

    /** Half the side of the window searched around the expected place, as a share of the box. */
    private static final double REACH = 0.23;

    /** An eye further than this from the expected place (share of the box) is a brow or nostril. */
    private static final double FARTHEST = 0.12;

    /** Spread of the expected place itself, as a share of the box. */
    private static final double PRIOR_SPREAD = 0.030;

    private final Source glasses = new Source("eye_tree_eyeglasses", 0.02, -0.031, 0.0125);
    private final Source open = new Source("eye", 0.04, -0.026, 0.016);
    private final Source leftSide = new Source("righteye_2splits", 0.011, 0.145, 0.014);
    private final Source rightSide = new Source("lefteye_2splits", -0.055, 0.142, 0.013);

    /**
     * One eye.
     *
     * @param place in pixels of the photograph
     * @param votes how many of the three cascades saw it; 0 where it is only the expected place
     */
    record Eye(Point place, int votes) {}

    /** Both eyes of a box, image's left first. */
    record Eyes(Eye left, Eye right) {
        int votes() {
            return left.votes + right.votes;
        }

        /** Whether a cascade saw each of the two. */
        boolean both() {
            return left.votes > 0 && right.votes > 0;
        }
    }

    /**
     * Looks into a box.
     *
     * @param grey the photograph, one channel
     * @param x left edge of the box, pixels
     * @param y top edge
     * @param side of the box
     * @return empty where the box lies outside the photograph by too much to search
     */
    Optional<Eyes> find(Mat grey, double x, double y, double side) {
        Optional<Eye> left = eye(grey, x, y, side, EYE_X, List.of(glasses, open, leftSide));
        Optional<Eye> right = eye(grey, x, y, side, 1 - EYE_X, List.of(glasses, open, rightSide));
        return left.flatMap(l -> right.map(r -> new Eyes(l, r)));
    }

    private static Optional<Eye> eye(
            Mat grey, double x, double y, double side, double eyeX, List<Source> sources) {
        int fromX = (int) Math.max(0, Math.round(x + (eyeX - REACH) * side));
        int fromY = (int) Math.max(0, Math.round(y + (EYE_Y - REACH) * side));
        int toX = (int) Math.min(grey.cols(), Math.round(x + (eyeX + REACH) * side));
        int toY = (int) Math.min(grey.rows(), Math.round(y + (EYE_Y + REACH) * side));
        if (toX - fromX < REACH * side || toY - fromY < REACH * side) {
            return Optional.empty();
        }
        double scale = BOX / side;
        int width = (int) Math.round((toX - fromX) * scale);
        int height = (int) Math.round((toY - fromY) * scale);
        try (Rect window = new Rect(fromX, fromY, toX - fromX, toY - fromY);
                Mat part = new Mat(grey, window);
                Mat resized = new Mat();
                Size size = new Size(width, height)) {
            int interpolation = scale < 1 ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_CUBIC;
            opencv_imgproc.resize(part, resized, size, 0, 0, interpolation);
            opencv_imgproc.equalizeHist(resized, resized);
            Point expected =
                    new Point(
                            (x + eyeX * side - fromX) * scale, (y + EYE_Y * side - fromY) * scale);
            Fusion fusion = new Fusion(expected);
            for (Source source : sources) {
                source.nearest(resized, expected).ifPresent(at -> fusion.add(at, source.spread));
            }
            Point found = fusion.mean();
            return Optional.of(
                    new Eye(
                            new Point(fromX + found.x() / scale, fromY + found.y() / scale),
                            fusion.votes));
        }
    }

    @Override
    public void close() {
        glasses.close();
        open.close();
        leftSide.close();
        rightSide.close();
    }

    /** The mean weighted by inverse variance, the expected place being the first term. */
    private static final class Fusion {
        private double weight = 1 / (PRIOR_SPREAD * PRIOR_SPREAD);
        private double x;
        private double y;
        private int votes;

        Fusion(Point expected) {
            x = weight * expected.x();
            y = weight * expected.y();
        }

        void add(Point place, double spread) {
            double w = 1 / (spread * spread);
            weight += w;
            x += w * place.x();
            y += w * place.y();
            votes++;
        }

        Point mean() {
            return new Point(x / weight, y / weight);
        }
    }

    /** A cascade with what was measured of it on FG-NET. */
    private static final class Source implements AutoCloseable {
        private final HaarCascade cascade;
        private final double shiftX;
        private final double shiftY;
        private final double spread;

        /**
         * @param shiftX from the centre of its box to the eye's centre, as a share of its box
         * @param shiftY likewise, down
         * @param spread what remains after the shift, as a share of the face's box
         */
        Source(String name, double shiftX, double shiftY, double spread) {
            this.cascade = new HaarCascade(name);
            this.shiftX = shiftX;
            this.shiftY = shiftY;
            this.spread = spread;
        }

        Optional<Point> nearest(Mat window, Point expected) {
            Point best = null;
            double least = FARTHEST * BOX;
            for (HaarCascade.Hit hit : cascade.find(window, 1.1, 1, SMALLEST_EYE, LARGEST_EYE)) {
                Point at =
                        new Point(
                                hit.x() + hit.size() * (0.5 + shiftX),
                                hit.y() + hit.size() * (0.5 + shiftY));
                double away = Math.hypot(at.x() - expected.x(), at.y() - expected.y());
                if (away < least) {
                    least = away;
                    best = at;
                }
            }
            return Optional.ofNullable(best);
        }

        @Override
        public void close() {
            cascade.close();
        }
    }
}
