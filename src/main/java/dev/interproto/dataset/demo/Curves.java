package dev.interproto.dataset.demo;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;

/** Smooth curves through given points (Catmull-Rom splines as cubic Béziers). */
final class Curves {
    private Curves() {}

    static Path2D closed(Point2D... points) {
        Path2D path = new Path2D.Double();
        int n = points.length;
        path.moveTo(points[0].getX(), points[0].getY());
        for (int i = 0; i < n; i++) {
            segment(
                    path,
                    points[(i + n - 1) % n],
                    points[i],
                    points[(i + 1) % n],
                    points[(i + 2) % n]);
        }
        path.closePath();
        return path;
    }

    static Path2D open(Point2D... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0].getX(), points[0].getY());
        extend(path, points);
        return path;
    }

    /** Goes on from where the path ends, which must be {@code points[0]}. */
    static void extend(Path2D path, Point2D... points) {
        int last = points.length - 1;
        for (int i = 0; i < last; i++) {
            segment(
                    path,
                    points[Math.max(0, i - 1)],
                    points[i],
                    points[i + 1],
                    points[Math.min(last, i + 2)]);
        }
    }

    /** A closed shape of two edges, each smooth, that meet in corners. */
    static Path2D between(Point2D[] there, Point2D[] back) {
        Path2D path = open(there);
        path.lineTo(back[0].getX(), back[0].getY());
        extend(path, back);
        path.closePath();
        return path;
    }

    private static void segment(Path2D path, Point2D a, Point2D b, Point2D c, Point2D d) {
        path.curveTo(
                b.getX() + (c.getX() - a.getX()) / 6,
                b.getY() + (c.getY() - a.getY()) / 6,
                c.getX() - (d.getX() - b.getX()) / 6,
                c.getY() - (d.getY() - b.getY()) / 6,
                c.getX(),
                c.getY());
    }
}
