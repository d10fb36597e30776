package dev.interproto.dataset.demo;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;

/** Nose and mouth. */
final class NoseMouthPainter {
    private static final Color INSIDE = new Color(74, 22, 26);
    private static final double TIP_DEPTH = 1.42;

    private final Brush brush;
    private final FaceGeometry face;
    private final Color shadow;
    private final Color light;

    NoseMouthPainter(Brush brush) {
        this.brush = brush;
        this.face = brush.face;
        this.shadow = Palette.shadow(HeadPainter.skinOf(face));
        this.light = Palette.highlight(HeadPainter.skinOf(face));
    }

    void nose() {
        double tip = face.noseY();
        double wide = face.noseHalfWidth();
        double bridge =
                (0.1 + 0.022 * face.score(Trait.NOSE_BRIDGE)) * (1 - 0.1 * face.growth.childness());
        double relief = 0.5 + 0.5 * face.growth.maturity();
        double turned = 0.02 * face.score(Trait.NOSE_TIP) + 0.015 * face.growth.childness();
        double lit = Math.signum(face.capture.lightX());
        for (int side = -1; side <= 1; side += 2) {
            double dark = side == lit ? 0.26 : 0.46;
            brush.spot(
                    face.at(side * (bridge + 0.05), tip * 0.45, 1.3),
                    0.085,
                    0.36,
                    side * -0.14,
                    shadow,
                    dark * relief);
            brush.spot(
                    face.at(side * wide * 0.92, tip - 0.02, 1.25),
                    0.12,
                    0.14,
                    0,
                    shadow,
                    dark * 0.9);
        }
        brush.spot(face.at(0, tip * 0.4, 1.38), bridge * 0.9, 0.5, 0, light, 0.5 * relief);
        brush.spot(face.at(0, tip - 0.05 - turned, TIP_DEPTH), 0.15, 0.12, 0, light, 0.5);
        brush.spot(face.at(0, tip + 0.14, 1.25), wide * 1.1, 0.11, 0, shadow, 0.5);
        for (int side = -1; side <= 1; side += 2) {
            Point2D nostril = face.at(side * wide * 0.45, tip + 0.065 - turned, 1.34);
            brush.disc(nostril, wide * 0.26, 0.036, side * 0.3, Palette.alpha(shadow, 0.5));
            brush.disc(
                    nostril,
                    wide * 0.2,
                    0.026,
                    side * 0.3,
                    Palette.alpha(Palette.times(shadow, 0.45), 0.85));
            brush.line(
                    Curves.open(
                            face.at(side * wide * 0.86, tip - 0.13, 1.27),
                            face.at(side * wide, tip - 0.02, 1.26),
                            face.at(side * wide * 0.9, tip + 0.065, 1.27),
                            face.at(side * wide * 0.66, tip + 0.075, 1.3)),
                    0.022,
                    Palette.alpha(shadow, 0.6));
        }
        brush.line(
                Curves.open(
                        face.at(-wide * 0.3, tip + 0.075, 1.36),
                        face.at(0, tip + 0.105 - turned, 1.38),
                        face.at(wide * 0.3, tip + 0.075, 1.36)),
                0.018,
                Palette.alpha(shadow, 0.5));
    }

    void mouth() {
        double y = face.mouthY();
        double half = face.mouthHalfWidth();
        double lift = face.cornerLift();
        double thin = 1 - 0.4 * face.growth.wear();
        double upper = Math.max(0.035, 0.1 + 0.034 * face.score(Trait.UPPER_LIP)) * thin;
        double lower = Math.max(0.05, 0.14 + 0.038 * face.score(Trait.LOWER_LIP)) * thin;
        double open = Math.max(0, face.capture.smile() - 0.5) * 0.24;
        Color lips = lipColour();

        Point2D left = face.at(-half, y - lift);
        Point2D right = face.at(half, y - lift);
        Point2D[] middle = {
            left,
            face.at(-half * 0.5, y - lift * 0.25 + 0.005),
            face.at(0, y + 0.015),
            face.at(half * 0.5, y - lift * 0.25 + 0.005),
            right
        };
        Point2D[] parted = {
            right,
            face.at(half * 0.5, y - lift * 0.2 + open * 0.8),
            face.at(0, y + 0.01 + open),
            face.at(-half * 0.5, y - lift * 0.2 + open * 0.8),
            left
        };
        Point2D[] top = {
            right,
            face.at(half * 0.55, y - upper * 0.72 - lift * 0.35),
            face.at(half * 0.2, y - upper - lift * 0.1),
            face.at(0, y - upper * 0.74),
            face.at(-half * 0.2, y - upper - lift * 0.1),
            face.at(-half * 0.55, y - upper * 0.72 - lift * 0.35),
            left
        };
        Point2D[] bottom = {
            left,
            face.at(-half * 0.58, y + open + lower * 0.68 - lift * 0.2),
            face.at(0, y + open + lower),
            face.at(half * 0.58, y + open + lower * 0.68 - lift * 0.2),
            right
        };
        brush.spot(0, y + lower + open + 0.08, half * 0.9, 0.08, shadow, 0.4);
        brush.spot(0, y - upper - 0.12, 0.07, 0.11, shadow, 0.22);
        if (open > 0.01) {
            teeth(Curves.between(middle, parted), y, half, open);
        }
        brush.fill(Curves.between(middle, top), Palette.times(lips, 0.84));
        brush.fill(Curves.between(reverse(parted), reverse(bottom)), lips);
        brush.spot(0, y + open + lower * 0.5, half * 0.42, lower * 0.3, light, 0.4);
        brush.line(Curves.open(middle), 0.024, Palette.alpha(INSIDE, 0.75));
        for (int side = -1; side <= 1; side += 2) {
            brush.spot(side * (half + 0.03), y - lift, 0.07, 0.06, shadow, 0.55);
        }
    }

    private void teeth(Path2D gap, double y, double half, double open) {
        brush.fill(gap, INSIDE);
        brush.inside(
                gap,
                () ->
                        brush.disc(
                                face.at(0, y + 0.01),
                                half * 0.82,
                                Math.max(0.02, open * 0.8),
                                0,
                                new Color(246, 242, 234)));
    }

    private Color lipColour() {
        Color own = face.person.lips();
        Color skin = HeadPainter.skinOf(face);
        double faded = face.person.female() ? 0.05 : 0.35;
        return Palette.mix(own, skin, faded + 0.15 * face.growth.wear());
    }

    private static Point2D[] reverse(Point2D[] points) {
        Point2D[] back = new Point2D[points.length];
        for (int i = 0; i < points.length; i++) {
            back[i] = points[points.length - 1 - i];
        }
        return back;
    }
}
