package dev.interproto.dataset.demo;

import dev.interproto.dataset.demo.Person.HairStyle;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.SplittableRandom;

/** Hair behind and before the head. */
final class HairPainter {
    private final Brush brush;
    private final FaceGeometry face;
    private final Hairdo hairdo;
    private final Color hair;
    private final HairStyle style;
    private final double width;

    HairPainter(Brush brush) {
        this.brush = brush;
        this.face = brush.face;
        this.hairdo = Hairdo.of(face);
        this.hair = face.person.hairAt(face.growth.years());
        this.style = face.person.styleAt(face.growth.years());
        this.width = face.halfOutline()[4][0] / 1.16;
    }

    /** What hangs or stands behind head and neck. */
    void behind() {
        Color dark = Palette.times(hair, 0.62);
        if (style == HairStyle.BUN) {
            Point2D bun = face.at(0.05, -2.12, -0.3);
            brush.disc(bun, 0.46, 0.4, 0, Palette.times(hair, 0.85));
            brush.spot(bun, 0.4, 0.3, 0, Palette.times(hair, 1.25), 0.6);
        }
        if (style == HairStyle.PIGTAILS && face.growth.years() >= 2) {
            for (int side = -1; side <= 1; side += 2) {
                Path2D tail =
                        Curves.closed(
                                face.at(side * 1.12 * width, 0.05, -0.2),
                                face.at(side * 1.45 * width, -0.15, -0.2),
                                face.at(side * 1.72 * width, 0.5, -0.2),
                                face.at(side * 1.6 * width, 1.35, -0.2),
                                face.at(side * 1.32 * width, 0.8, -0.2));
                brush.fill(tail, Palette.times(hair, 0.85));
                brush.line(tail, 0.02, dark);
                brush.disc(
                        face.at(side * 1.22 * width, 0.02, -0.1),
                        0.1,
                        0.13,
                        0,
                        face.capture.clothes());
            }
        }
        if (hairdo.length() > 0) {
            hanging(dark);
        }
    }

    private void hanging(Color dark) {
        double out = 1.16 * width + hairdo.side() + 0.02;
        double low = hairdo.length();
        double swing = hairdo.wave();
        int steps = 7;
        Point2D[] points = new Point2D[2 * steps];
        for (int i = 0; i < steps; i++) {
            double t = i / (double) (steps - 1);
            double y = -0.9 + (low + 0.9) * t;
            double x = out + 0.06 * t + swing * Math.sin(t * 9) + swing * t;
            x *= i == steps - 1 ? 0.86 : i == 0 ? 0.8 : i == 1 ? 0.97 : 1;
            points[i] = face.at(-x, y, -0.25);
            points[2 * steps - 1 - i] = face.at(x, y, -0.25);
        }
        brush.fill(Curves.closed(points), dark);
    }

    /** What covers crown, forehead and temples. */
    void before() {
        Point2D[] outer = outer();
        Point2D[] inner = inner();
        Path2D shape = Curves.between(outer, reversed(inner));
        Color body = Palette.mix(HeadPainter.skinOf(face), hair, hairdo.opacity());
        brush.spot(
                face.at(0, face.hairlineY() + hairdo.fringe() + 0.1),
                0.85,
                0.16,
                0,
                Palette.shadow(HeadPainter.skinOf(face)),
                0.35 * hairdo.opacity());
        if (hairdo.curl() > 0) {
            curls(outer, inner, body);
        }
        brush.fill(shape, body);
        if (hairdo.curl() > 0) {
            curlTexture(outer, inner);
        } else {
            strands(outer, inner);
        }
        if (hairdo.length() > 0) {
            curtain(-1);
            curtain(1);
        }
    }

    /** The hair's edge against the background, left to right. */
    private Point2D[] outer() {
        double[][] half = face.halfOutline();
        double[] x = {
            half[4][0] + hairdo.side() * 0.5,
            half[4][0] + hairdo.side(),
            half[3][0] + hairdo.side() * 1.1,
            half[2][0] + hairdo.side() * 0.7 + hairdo.top() * 0.25,
            half[1][0] + hairdo.top() * 0.3,
            0
        };
        double[] y = {
            hairdo.sideburn(),
            half[4][1],
            half[3][1] - hairdo.top() * 0.15,
            half[2][1] - hairdo.top() * 0.7,
            half[1][1] - hairdo.top() * 0.95,
            half[0][1] - hairdo.top()
        };
        return mirrored(x, y, -0.05, 0);
    }

    /** The hairline, or the lower edge of the fringe, left to right. */
    private Point2D[] inner() {
        double lost = Hairdo.lost(face);
        double line = face.hairlineY() - 0.62 * lost;
        double corner = Math.min(line + 0.28, face.hairlineY() + 0.28 - 0.85 * lost);
        double fall = hairdo.fringe();
        double[] x = {1.1 * width, 1.06 * width, 0.97 * width, 0.78 * width, 0.42 * width, 0};
        double[] y = {
            hairdo.sideburn(),
            -0.3,
            Math.min(-0.55, corner + 0.35) - 0.1 * lost,
            corner + fall * 0.75,
            line + 0.05 + fall,
            line + face.person.hairlinePeak() * (1 - lost) + fall * 1.02
        };
        return mirrored(x, y, Double.NaN, hairdo.sweep());
    }

    private Point2D[] mirrored(double[] x, double[] y, double z, double sweep) {
        int n = x.length;
        double away = face.person.partOnLeft() ? 1 : -1;
        Point2D[] points = new Point2D[2 * n - 1];
        for (int i = 0; i < n; i++) {
            double hang = i >= 2 && i < n - 1 ? sweep : 0;
            points[i] = place(-x[i], y[i] - away * hang * 0.6 + hang * 0.25, z);
            points[2 * n - 2 - i] = place(x[i], y[i] + away * hang * 0.6 + hang * 0.25, z);
        }
        return points;
    }

    private Point2D place(double x, double y, double z) {
        return Double.isNaN(z) ? face.at(x, y) : face.at(x, y, z);
    }

    private void strands(Point2D[] outer, Point2D[] inner) {
        SplittableRandom random = new SplittableRandom(face.person.texture() ^ 11);
        int strands = fine(150);
        double skew = style == HairStyle.SWEPT || hairdo.length() > 0 ? 0.1 : 0.03;
        double away = face.person.partOnLeft() ? -1 : 1;
        Strands lines = new Strands();
        for (int i = 0; i < strands; i++) {
            double t = random.nextDouble();
            double root = 0.5 + (t - 0.5) * 0.75 + away * skew;
            Point2D from = along(outer, Math.max(0, Math.min(1, root)));
            Point2D to = along(inner, t);
            Point2D middle = mix(from, along(outer, t), 0.5);
            Point2D bend = mix(mix(middle, to, 0.5), from, 0.1);
            double shine = 1 - Math.abs(t - 0.38) * 1.4;
            double tone = random.nextDouble(0, 0.6) + 0.45 * Math.max(0, shine);
            lines.add(tone, Curves.open(from, bend, mix(from, to, random.nextDouble(0.85, 1.045))));
        }
        lines.draw(brush, 0.02, Palette.alpha(hair, hairdo.opacity()), 0.65, 1.5);
    }

    private void curls(Point2D[] outer, Point2D[] inner, Color body) {
        SplittableRandom random = new SplittableRandom(face.person.texture() ^ 13);
        int count = 22;
        for (int i = 0; i <= count; i++) {
            double r = hairdo.curl() * random.nextDouble(0.7, 1.25);
            double t = (i + random.nextDouble(-0.35, 0.35)) / count;
            brush.disc(along(outer, t), r, r, 0, body);
            double small = r * 0.55;
            double back = random.nextDouble(0, 0.1);
            brush.disc(mix(along(inner, t), along(outer, t), back), small, small, 0, body);
        }
    }

    private void curlTexture(Point2D[] outer, Point2D[] inner) {
        SplittableRandom random = new SplittableRandom(face.person.texture() ^ 17);
        Strands lines = new Strands();
        for (int i = 0; i < fine(120); i++) {
            double t = random.nextDouble();
            Point2D at = mix(along(outer, t), along(inner, t), random.nextDouble(-0.1, 1.02));
            double r = hairdo.curl() * random.nextDouble(0.35, 0.75) * brush.unit;
            double turn = random.nextDouble(0, 2 * Math.PI);
            lines.add(
                    random.nextDouble(),
                    Curves.open(
                            polar(at, r, turn),
                            polar(at, r, turn + 1.1),
                            polar(at, r, turn + 2.2)));
        }
        lines.draw(brush, 0.026, Palette.alpha(hair, hairdo.opacity()), 0.6, 1.55);
    }

    /** Fewer strands in small pictures, where they could not be told apart. */
    private int fine(int strands) {
        return (int) (strands * Math.min(1, 0.1 + brush.unit / 200));
    }

    /** Long hair in front of the ear, down to where it ends. */
    private void curtain(int side) {
        double low = hairdo.length();
        double out = 1.16 * width + hairdo.side() + 0.03;
        double swing = hairdo.wave();
        int steps = 7;
        Point2D[] edge = new Point2D[steps];
        Point2D[] rim = new Point2D[steps];
        for (int i = 0; i < steps; i++) {
            double t = i / (double) (steps - 1);
            double y = -0.95 + (low + 0.95) * t;
            double ripple = swing * Math.sin(t * 9);
            double narrow = i == 0 ? 0.9 : 1;
            edge[i] = face.at(side * narrow * (out + 0.06 * t + ripple + swing * t), y, 0.05);
            double inner = width * (0.93 + 0.1 * Math.sin(Math.PI * t)) + ripple * 0.8;
            rim[steps - 1 - i] = face.at(side * inner, y, 0.3);
        }
        Path2D shape = Curves.between(edge, rim);
        brush.fill(shape, Palette.times(hair, 0.92));
        SplittableRandom random = new SplittableRandom(face.person.texture() ^ (19 + side));
        Strands lines = new Strands();
        for (int i = 0; i < fine(46); i++) {
            double share = random.nextDouble(0.02, 0.98);
            Point2D[] strand = new Point2D[steps];
            for (int j = 0; j < steps; j++) {
                strand[j] = mix(edge[j], rim[steps - 1 - j], share);
            }
            lines.add(random.nextDouble(), Curves.open(strand));
        }
        lines.draw(brush, 0.022, hair, 0.65, 1.45);
    }

    private static Point2D along(Point2D[] points, double t) {
        double at = Math.max(0, Math.min(1, t)) * (points.length - 1);
        int first = Math.min((int) at, points.length - 2);
        return mix(points[first], points[first + 1], at - first);
    }

    private static Point2D mix(Point2D a, Point2D b, double share) {
        return new Point2D.Double(
                a.getX() + (b.getX() - a.getX()) * share, a.getY() + (b.getY() - a.getY()) * share);
    }

    private static Point2D polar(Point2D centre, double radius, double angle) {
        return new Point2D.Double(
                centre.getX() + radius * Math.cos(angle), centre.getY() + radius * Math.sin(angle));
    }

    private static Point2D[] reversed(Point2D[] points) {
        Point2D[] back = new Point2D[points.length];
        for (int i = 0; i < points.length; i++) {
            back[i] = points[points.length - 1 - i];
        }
        return back;
    }
}
