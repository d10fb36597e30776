package dev.interproto.network.detector;

import dev.interproto.face.DetectedFace;
import dev.interproto.face.FaceLandmarks;
import dev.interproto.face.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What YuNet's numbers mean (Wu, Peng, Yu: "YuNet: a tiny millisecond-level face detector", Machine
 * Intelligence Research 20, 2023; the arithmetic is that of libfacedetection.train and of OpenCV's
 * FaceDetectorYN). At strides of 8, 16 and 32 pixels every cell of a grid may hold one face.
 */
final class YuNetOutputs {
    /** Pixels between the cells of the three grids. */
    static final int[] STRIDES = {8, 16, 32};

    /**
     * Numbers a cell: x and y of eye, eye, nose, mouth corner, mouth corner, image's left first.
     */
    static final int POINT_NUMBERS = 10;

    static final int BOX_NUMBERS = 4;

    /** Of two boxes whose intersection is more than this share of their union, one is an echo. */
    private static final double SAME_FACE = 0.3;

    /** Cells above the bound that are looked at: as many as FaceDetectorYN takes. */
    private static final int MOST_CANDIDATES = 5000;

    private YuNetOutputs() {}

    /**
     * One grid's numbers, cell after cell, row after row.
     *
     * @param stride pixels between cells
     * @param columns cells in a row
     * @param face probability that the cell shows a face, one number a cell
     * @param object how well a box fits there, one number a cell
     * @param boxes centre's offset from the cell in strides, logarithm of width and height in
     *     strides; four numbers a cell
     * @param points offsets from the cell in strides, ten numbers a cell
     */
    record Grid(
            int stride, int columns, float[] face, float[] object, float[] boxes, float[] points) {

        /** Adds the faces of at least this confidence, in pixels of the network's input. */
        void addTo(List<DetectedFace> faces, double smallestConfidence) {
            for (int cell = 0; cell < face.length; cell++) {
                double confidence = Math.sqrt(share(face[cell]) * share(object[cell]));
                if (confidence >= smallestConfidence) {
                    faces.add(faceOf(cell, confidence));
                }
            }
        }

        private DetectedFace faceOf(int cell, double confidence) {
            int column = cell % columns;
            int row = cell / columns;
            int box = BOX_NUMBERS * cell;
            double width = Math.exp(boxes[box + 2]) * stride;
            double height = Math.exp(boxes[box + 3]) * stride;
            return new DetectedFace(
                    (column + boxes[box]) * stride - width / 2,
                    (row + boxes[box + 1]) * stride - height / 2,
                    width,
                    height,
                    confidence,
                    Optional.of(
                            new FaceLandmarks(
                                    point(cell, 0),
                                    point(cell, 1),
                                    point(cell, 2),
                                    point(cell, 3),
                                    point(cell, 4))));
        }

        private Point point(int cell, int index) {
            int at = POINT_NUMBERS * cell + 2 * index;
            return new Point(
                    (cell % columns + points[at]) * stride,
                    (cell / columns + points[at + 1]) * stride);
        }

        private static double share(float value) {
            return Math.min(1, Math.max(0, value)); // NaN stays and is below any bound
        }
    }

    /**
     * The faces of all grids, each once: of boxes that lie over one another the surest stays.
     *
     * @return the surest first, in pixels of the network's input
     */
    static List<DetectedFace> faces(List<Grid> grids, double smallestConfidence) {
        List<DetectedFace> candidates = new ArrayList<>();
        grids.forEach(grid -> grid.addTo(candidates, smallestConfidence));
        candidates.removeIf(YuNetOutputs::isBroken);
        return once(candidates);
    }

    /** Each face once, the surest first: of boxes over one another the surest stays. */
    static List<DetectedFace> once(List<DetectedFace> found) {
        List<DetectedFace> candidates = new ArrayList<>(found);
        candidates.sort(Comparator.comparingDouble(DetectedFace::confidence).reversed());
        List<DetectedFace> kept = new ArrayList<>();
        for (DetectedFace face :
                candidates.subList(0, Math.min(MOST_CANDIDATES, candidates.size()))) {
            if (kept.stream().noneMatch(better -> overlap(better, face) > SAME_FACE)) {
                kept.add(face);
            }
        }
        return kept;
    }

    private static boolean isBroken(DetectedFace face) {
        double sum = face.x() + face.y() + face.width() + face.height();
        for (Point point : face.landmarks().orElseThrow().points()) {
            sum += point.x() + point.y();
        }
        return !Double.isFinite(sum) || face.width() <= 0 || face.height() <= 0;
    }

    /** Intersection over union. */
    static double overlap(DetectedFace a, DetectedFace b) {
        double width = Math.min(a.x() + a.width(), b.x() + b.width()) - Math.max(a.x(), b.x());
        double height = Math.min(a.y() + a.height(), b.y() + b.height()) - Math.max(a.y(), b.y());
        double both = Math.max(0, width) * Math.max(0, height);
        return both / (a.width() * a.height() + b.width() * b.height() - both);
    }
}
