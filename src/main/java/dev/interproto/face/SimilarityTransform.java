package dev.interproto.face;

import java.util.List;

/**
 * Rotation, uniform scale and shift of the plane, without reflection: (x, y) → (a·x − b·y + tx, b·x
 * + a·y + ty).
 *
 * @param a scale · cos of the angle
 * @param b scale · sin of the angle
 * @param tx shift to the right, pixels
 * @param ty shift down, pixels
 */
public record SimilarityTransform(double a, double b, double tx, double ty) {

    /**
     * The transform that brings {@code from} nearest to {@code to} in the sense of least squares
     * (Umeyama, IEEE TPAMI 13(4), 1991; in the plane, with points as complex numbers, rotation and
     * scale together are Σ conj(p)·q / Σ |p|² of the centred points, which can hold no reflection).
     *
     * @param from at least two different points
     * @param to as many
     * @throws IllegalArgumentException when the points are too few or all the same
     */
    public static SimilarityTransform leastSquares(List<Point> from, List<Point> to) {
        if (from.size() != to.size() || from.size() < 2) {
            throw new IllegalArgumentException("needs two lists of the same length, 2 or more");
        }
        Point centre = mean(from);
        Point target = mean(to);
        double real = 0;
        double imaginary = 0;
        double spread = 0;
        for (int i = 0; i < from.size(); i++) {
            double px = from.get(i).x() - centre.x();
            double py = from.get(i).y() - centre.y();
            double qx = to.get(i).x() - target.x();
            double qy = to.get(i).y() - target.y();
            real += px * qx + py * qy;
            imaginary += px * qy - py * qx;
            spread += px * px + py * py;
        }
        if (!(spread > 1e-12)) {
            throw new IllegalArgumentException("the points are all the same");
        }
        double a = real / spread;
        double b = imaginary / spread;
        return new SimilarityTransform(
                a,
                b,
                target.x() - a * centre.x() + b * centre.y(),
                target.y() - b * centre.x() - a * centre.y());
    }

    /** Where a point goes. */
    public Point apply(Point point) {
        return new Point(a * point.x() - b * point.y() + tx, b * point.x() + a * point.y() + ty);
    }

    /** How many pixels one pixel becomes. */
    public double scale() {
        return Math.hypot(a, b);
    }

    /** The way back. */
    public SimilarityTransform inverse() {
        double square = a * a + b * b;
        double ia = a / square;
        double ib = -b / square;
        return new SimilarityTransform(ia, ib, -ia * tx + ib * ty, -ib * tx - ia * ty);
    }

    private static Point mean(List<Point> points) {
        double x = 0;
        double y = 0;
        for (Point point : points) {
            x += point.x();
            y += point.y();
        }
        return new Point(x / points.size(), y / points.size());
    }
}
