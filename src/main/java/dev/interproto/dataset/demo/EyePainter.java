package dev.interproto.dataset.demo;

import java.awt.Color;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.SplittableRandom;

/** Eyes, lids, lashes and brows. */
final class EyePainter {
    private static final double IRIS = 0.138;

    private final Brush brush;
    private final FaceGeometry face;
    private final Color skin;
    private final Color shadow;

    EyePainter(Brush brush) {
        this.brush = brush;
        this.face = brush.face;
        this.skin = HeadPainter.skinOf(face);
        this.shadow = Palette.shadow(skin);
    }

    void paint() {
        for (int side = -1; side <= 1; side += 2) {
            eye(side);
            brow(side);
        }
    }

    /** A point of one eye: u from the inner (−1) to the outer corner (1), v down. */
    private Point2D at(int side, double u, double v) {
        double tilt = -0.035 * face.score(Trait.EYE_TILT) + 0.035 * face.growth.wear();
        double x = face.eyeX() + u * face.eyeHalfWidth();
        return face.at(side * x, v + tilt * u + 0.012 * -u);
    }

    private Point2D[] upperLid(int side, double raise) {
        double h = face.eyeHalfHeight() + raise;
        return new Point2D[] {
            at(side, -1, 0.03),
            at(side, -0.55, -h * 0.78),
            at(side, 0.02, -h * 1.12),
            at(side, 0.58, -h * 0.86),
            at(side, 1, -0.01)
        };
    }

    private Point2D[] lowerLid(int side, double drop) {
        double h = face.eyeHalfHeight() * 0.82 + drop;
        return new Point2D[] {
            at(side, 1, -0.01),
            at(side, 0.55, h * 0.72),
            at(side, 0, h * 0.95),
            at(side, -0.55, h * 0.7),
            at(side, -1, 0.03)
        };
    }

    private void eye(int side) {
        Path2D opening = Curves.between(upperLid(side, 0), lowerLid(side, 0));
        brush.fill(opening, new Color(244, 241, 238));
        brush.inside(
                opening,
                () -> {
                    iris(side);
                    brush.spot(at(side, -1.05, 0.02), 0.1, 0.1, 0, new Color(214, 130, 122), 0.7);
                    brush.spot(
                            at(side, 0, -face.eyeHalfHeight() * 1.15),
                            face.eyeHalfWidth() * 1.15,
                            0.13,
                            0,
                            new Color(40, 24, 24),
                            0.62);
                });
        lids(side);
    }

    private void iris(int side) {
        double radius = IRIS * (1 + 0.24 * face.growth.childness()) * brush.unit;
        Point2D centre = at(side, 0, -0.012);
        double x = centre.getX() + face.capture.gaze() * 0.08 * brush.unit;
        double y = centre.getY();
        Color colour = face.person.iris();
        brush.g.setPaint(
                new RadialGradientPaint(
                        (float) x,
                        (float) y,
                        (float) radius,
                        new float[] {0, 0.55f, 0.85f, 1},
                        new Color[] {
                            Palette.times(colour, 1.35),
                            Palette.times(colour, 1.1),
                            Palette.times(colour, 0.75),
                            Palette.times(colour, 0.35)
                        }));
        brush.g.fill(circle(x, y, radius));
        brush.fill(circle(x, y, radius * 0.46), new Color(14, 10, 12));
        brush.fill(
                circle(x - radius * 0.32, y - radius * 0.36, radius * 0.24),
                new Color(255, 255, 255, 230));
    }

    private static Ellipse2D circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private void lids(int side) {
        boolean female = face.person.female();
        double grown = face.growth.maturity();
        Color lash = Palette.mix(new Color(30, 20, 20), shadow, female ? 0.1 : 0.35);
        double lashWidth = 0.026 + (female ? 0.022 * grown : 0);
        brush.fill(
                Curves.between(upperLid(side, lashWidth), reversed(upperLid(side, -0.012))), lash);
        if (female && grown > 0.5) {
            brush.line(
                    Curves.open(
                            at(side, 0.8, -face.eyeHalfHeight() * 0.5),
                            at(side, 1, -0.02),
                            at(side, 1.18, -0.075)),
                    0.028,
                    lash);
        }
        double fold = 0.075 + 0.022 * face.score(Trait.LID_FOLD) - 0.03 * face.growth.wear();
        brush.line(
                Curves.open(upperLid(side, Math.max(0.03, fold))),
                0.02,
                Palette.alpha(shadow, 0.75));
        brush.line(Curves.open(lowerLid(side, 0.008)), 0.014, Palette.alpha(shadow, 0.55));
    }

    private static Point2D[] reversed(Point2D[] points) {
        Point2D[] back = new Point2D[points.length];
        for (int i = 0; i < points.length; i++) {
            back[i] = points[points.length - 1 - i];
        }
        return back;
    }

    private void brow(int side) {
        double grown = face.growth.maturity();
        double thick =
                Math.max(0.03, 0.066 + 0.026 * face.score(Trait.BROW_THICKNESS))
                        * (0.6 + 0.4 * grown);
        double arch = 0.085 + 0.035 * face.score(Trait.BROW_ARCH);
        double tilt = 0.045 * face.score(Trait.BROW_TILT);
        double y = face.browY();
        double inner = face.eyeX() - 0.31;
        double outer = face.eyeX() + 0.37;
        Point2D[] top = new Point2D[5];
        Point2D[] bottom = new Point2D[5];
        double[] body = {0.75, 1.05, 0.95, 0.6, 0.1};
        for (int i = 0; i < 5; i++) {
            double t = i / 4.0;
            double x = side * (inner + (outer - inner) * t);
            double bow = -arch * Math.sin(Math.PI * Math.pow(t, 1.35)) + tilt * (0.5 - t) * 1.6;
            top[i] = face.at(x, y + bow - thick * body[i]);
            bottom[4 - i] = face.at(x, y + bow + thick * body[i] * 0.85);
        }
        Path2D shape = Curves.between(top, bottom);
        Color hair = Palette.times(face.person.hairAt(face.growth.years()), 0.78);
        double opacity = 0.5 + 0.4 * grown - 0.1 * face.growth.wear();
        brush.fill(shape, Palette.alpha(Palette.mix(hair, skin, 0.12), opacity));
        hairs(side, top, bottom, hair);
    }

    private void hairs(int side, Point2D[] top, Point2D[] bottom, Color hair) {
        SplittableRandom random = new SplittableRandom(face.person.texture() + side);
        Strands lines = new Strands();
        for (int i = 0; i < 14; i++) {
            int at = random.nextInt(4);
            Point2D from = bottom[4 - at];
            Point2D to = top[at + 1];
            double start = random.nextDouble() * 0.4;
            lines.add(0, Curves.open(mix(from, to, start), mix(from, to, start + 0.6)));
        }
        lines.draw(brush, 0.014, hair, 0.8, 0.8);
    }

    private static Point2D mix(Point2D a, Point2D b, double share) {
        return new Point2D.Double(
                a.getX() + (b.getX() - a.getX()) * share, a.getY() + (b.getY() - a.getY()) * share);
    }
}
