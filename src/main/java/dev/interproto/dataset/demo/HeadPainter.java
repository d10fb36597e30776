package dev.interproto.dataset.demo;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;

/** Shoulders, neck, ears and the shaded head, before any feature. */
final class HeadPainter {
    private final Brush brush;
    private final FaceGeometry face;
    private final Color skin;
    private final Color shadow;
    private final Color light;

    HeadPainter(Brush brush) {
        this.brush = brush;
        this.face = brush.face;
        this.skin = skinOf(face);
        this.shadow = Palette.shadow(skin);
        this.light = Palette.highlight(skin);
    }

    /** The skin in this picture: the old pale a little. */
    static Color skinOf(FaceGeometry face) {
        return Palette.mix(face.person.skin(), new Color(222, 196, 172), 0.18 * face.growth.wear());
    }

    void shoulders() {
        double child = face.growth.childness();
        double neck = (face.person.female() ? 0.62 : 0.78) - 0.14 * child;
        double span = (face.person.female() ? 1.9 : 2.3) - 0.2 * child;
        double base = face.halfOutline()[10][1] - 0.22;
        Path2D throat =
                Curves.between(
                        line(-neck, base - 0.7, -neck, base + 0.1, -neck * 1.25, base + 1.1),
                        line(neck * 1.25, base + 1.1, neck, base + 0.1, neck, base - 0.7));
        brush.fill(throat, Palette.mix(skin, shadow, 0.22));
        brush.inside(throat, () -> brush.spot(flat(0, base + 0.02), 0.95, 0.5, 0, shadow, 0.75));
        Color cloth = face.capture.clothes();
        Path2D clothes =
                Curves.between(
                        line(
                                -span - 0.5,
                                base + 3.5,
                                -span,
                                base + 1.15,
                                -neck * 1.5,
                                base + 0.55,
                                -neck * 0.75,
                                base + 0.72,
                                0,
                                base + 0.92,
                                neck * 0.75,
                                base + 0.72,
                                neck * 1.5,
                                base + 0.55,
                                span,
                                base + 1.15,
                                span + 0.5,
                                base + 3.5),
                        line(span + 0.7, base + 6, -span - 0.7, base + 6));
        brush.fill(clothes, cloth);
        brush.inside(
                clothes,
                () -> {
                    brush.spot(flat(0, base + 0.6), 1.2, 0.7, 0, Color.BLACK, 0.3);
                    brush.spot(flat(-span, base + 2.6), 1.3, 2.2, 0, Color.BLACK, 0.16);
                    brush.spot(flat(span, base + 2.6), 1.3, 2.2, 0, Color.BLACK, 0.16);
                });
        brush.line(
                Curves.open(
                        line(
                                -neck * 1.5,
                                base + 0.55,
                                -neck * 0.75,
                                base + 0.72,
                                0,
                                base + 0.92,
                                neck * 0.75,
                                base + 0.72,
                                neck * 1.5,
                                base + 0.55)),
                0.07,
                Palette.times(cloth, 0.78));
    }

    /** Points beside or behind the face, in the plane of the ears. */
    private Point2D flat(double x, double y) {
        return face.at(x, y, 0);
    }

    private Point2D[] line(double... xy) {
        Point2D[] points = new Point2D[xy.length / 2];
        for (int i = 0; i < points.length; i++) {
            points[i] = flat(xy[2 * i], xy[2 * i + 1]);
        }
        return points;
    }

    void ears() {
        Hairdo hairdo = Hairdo.of(face);
        if (hairdo.length() > 0.6) {
            return;
        }
        double size =
                (1 + 0.1 * face.score(Trait.EAR_SIZE))
                        * (1 + 0.1 * face.growth.wear() + 0.12 * face.growth.childness());
        double out = 0.1 + 0.035 * face.score(Trait.EAR_SPREAD);
        for (int side = -1; side <= 1; side += 2) {
            double x = side * (face.halfWidthAt(0.15) + out * 0.55);
            Point2D centre = face.at(x, 0.2, -0.1);
            double lean = side * 0.16;
            double wide = 0.17 + out * 0.35;
            brush.disc(centre, wide * size, 0.36 * size, lean, Palette.mix(skin, shadow, 0.12));
            brush.spot(centre, wide * 0.75 * size, 0.27 * size, lean, shadow, 0.55);
        }
    }

    void head() {
        Path2D outline = face.outline();
        brush.fill(outline, skin);
        brush.inside(outline, this::shade);
        brush.line(outline, 0.018, Palette.alpha(shadow, 0.35));
    }

    private void shade() {
        double adult = 1 - face.growth.childness();
        double bones = 0.5 + 0.25 * face.score(Trait.CHEEKBONES);
        double[][] half = face.halfOutline();
        for (int side = -1; side <= 1; side += 2) {
            // The head turns away at its edges.
            brush.spot(face.at(side * half[4][0], -0.4, 0), 0.42, 1.2, 0, shadow, 0.5);
            brush.spot(face.at(side * half[6][0], 0.75, 0), 0.4, 0.9, 0, shadow, 0.45);
            brush.spot(face.at(side * half[8][0], 1.62, 0), 0.6, 0.4, side * -0.7, shadow, 0.4);
            // Hollow below the cheekbone, and the cheek itself.
            brush.spot(
                    face.at(side * 0.82, 0.92),
                    0.3,
                    0.5,
                    side * 0.5,
                    shadow,
                    Math.max(0, 0.3 * bones * adult));
            brush.spot(side * 0.62, 0.52, 0.4, 0.3, light, 0.3);
            brush.spot(
                    side * 0.68,
                    0.68,
                    0.42,
                    0.34,
                    new Color(224, 96, 84),
                    0.16 + 0.2 * face.growth.childness());
            // The eye lies in the shade of the brow.
            brush.spot(side * 0.47, -0.1, 0.47, 0.34, shadow, 0.38 + 0.14 * adult);
            brush.spot(side * 0.2, -0.04, 0.15, 0.26, shadow, 0.4);
        }
        brush.spot(0, -0.72, 0.95, 0.45, light, 0.38);
        brush.spot(0, 1.68, 0.28, 0.17, light, 0.25);
        brush.spot(0, 1.42, 0.34, 0.1, shadow, 0.35);
        brush.spot(0, -1.5, 1.2, 0.5, shadow, 0.15);
        lamp();
    }

    /** One side brighter than the other, by where the light stands. */
    private void lamp() {
        double strength = face.capture.lightStrength();
        double from = face.capture.lightX();
        double reach = Math.abs(from);
        double side = Math.signum(from);
        brush.spot(face.at(side * 0.75, -0.1, 0.6), 1.1, 1.9, 0, light, strength * reach * 0.7);
        brush.spot(face.at(-side * 1.15, 0.3, 0), 1.25, 2.3, 0, shadow, strength * reach * 1.7);
    }
}
