package dev.interproto.dataset.demo;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.SplittableRandom;

/** What skin gathers: freckles, a mole, lines of age, a beard. */
final class SkinPainter {
    private final Brush brush;
    private final FaceGeometry face;
    private final Color shadow;

    SkinPainter(Brush brush) {
        this.brush = brush;
        this.face = brush.face;
        this.shadow = Palette.shadow(HeadPainter.skinOf(face));
    }

    void marks() {
        SplittableRandom random = new SplittableRandom(face.person.texture());
        double years = face.growth.years();
        double freckles = face.person.freckles() * Math.min(1, years / 6);
        for (int i = 0; i < (int) (46 * freckles); i++) {
            double x = random.nextDouble(-0.85, 0.85);
            double y = random.nextDouble(0.2, 0.75) - 0.15 * Math.abs(x);
            double r = random.nextDouble(0.012, 0.026);
            brush.disc(face.at(x, y), r, r, 0, Palette.alpha(shadow, 0.42));
        }
        if (face.person.mole()) {
            Point2D place = face.at(face.person.moleX(), face.person.moleY());
            double r = 0.03 * (0.4 + 0.6 * face.growth.maturity());
            brush.disc(place, r, r, 0, Palette.alpha(new Color(62, 36, 28), 0.9));
        }
    }

    /** Lines and folds: they come slowly from thirty on. */
    void lines() {
        double depth = face.growth.wear() * face.person.lineDepth();
        double laugh = Math.max(0, face.capture.smile()) * 0.22 * face.growth.maturity();
        double noseY = face.noseY();
        double mouthY = face.mouthY();
        double half = face.mouthHalfWidth();
        for (int side = -1; side <= 1; side += 2) {
            Path2D fold =
                    Curves.open(
                            face.at(side * (face.noseHalfWidth() + 0.05), noseY - 0.03),
                            face.at(side * (half * 0.85 + 0.1), noseY + 0.22),
                            face.at(side * (half + 0.13), mouthY - 0.06),
                            face.at(side * (half + 0.11), mouthY + 0.14 * depth));
            soft(fold, Math.min(0.75, 0.1 * face.growth.maturity() + 0.55 * depth + laugh));
            if (depth < 0.05) {
                continue;
            }
            bag(side, depth);
            crowsFeet(side, depth);
            soft(
                    Curves.open(
                            face.at(side * (half + 0.02), mouthY + 0.08),
                            face.at(side * (half + 0.05), mouthY + 0.33)),
                    0.4 * depth);
            soft(
                    Curves.open(face.at(side * 0.09, -0.34), face.at(side * 0.075, -0.17)),
                    0.45 * depth);
        }
        if (depth > 0.05) {
            forehead(depth);
        }
    }

    private void bag(int side, double depth) {
        double x = face.eyeX();
        double w = face.eyeHalfWidth();
        double y = face.eyeHalfHeight() + 0.1;
        brush.spot(side * x, y + 0.02, w, 0.09, shadow, 0.4 * depth);
        soft(
                Curves.open(
                        face.at(side * (x - w * 0.9), y - 0.03),
                        face.at(side * x, y + 0.06),
                        face.at(side * (x + w * 0.75), y)),
                0.5 * depth);
    }

    private void crowsFeet(int side, double depth) {
        double x = face.eyeX() + face.eyeHalfWidth() + 0.06;
        for (int i = -1; i <= 1; i++) {
            soft(
                    Curves.open(
                            face.at(side * x, 0.03 + 0.035 * i),
                            face.at(side * (x + 0.17), 0.02 + 0.1 * i)),
                    0.5 * depth);
        }
    }

    private void forehead(double depth) {
        double from = face.browY() - 0.18;
        double to = face.hairlineY() + 0.14;
        for (int i = 0; i < 3; i++) {
            double y = from + (to - from) * i / 2.6;
            double w = 0.62 - 0.1 * i;
            soft(
                    Curves.open(
                            face.at(-w, y + 0.03),
                            face.at(-w * 0.4, y - 0.02),
                            face.at(0, y + 0.012),
                            face.at(w * 0.45, y - 0.02),
                            face.at(w, y + 0.035)),
                    0.48 * depth);
        }
    }

    private void soft(Path2D path, double opacity) {
        double strength = Math.min(1, opacity);
        brush.line(path, 0.06, Palette.alpha(shadow, strength * 0.22));
        brush.line(path, 0.022, Palette.alpha(shadow, strength * 0.7));
    }

    void beard() {
        Person.Beard beard = face.person.beardAt(face.growth.years());
        if (beard == Person.Beard.NONE) {
            return;
        }
        Color hair = Palette.times(face.person.hairAt(face.growth.years()), 0.85);
        brush.inside(
                face.outline(),
                () -> {
                    switch (beard) {
                        case STUBBLE -> stubble(hair);
                        case FULL -> area(hair, 0.88, 420, true);
                        case GOATEE -> area(hair, 0.85, 200, false);
                        default -> {}
                    }
                    if (beard != Person.Beard.STUBBLE) {
                        moustache(hair);
                    }
                });
    }

    private void stubble(Color hair) {
        double y = face.mouthY();
        double chin = face.halfOutline()[10][1];
        brush.spot(0, y - 0.22, 0.5, 0.2, hair, 0.3);
        brush.spot(0, chin - 0.2, 0.8, 0.5, hair, 0.42);
        for (int side = -1; side <= 1; side += 2) {
            brush.spot(side * 0.75, chin - 0.55, 0.45, 0.6, hair, 0.42);
            brush.spot(face.at(side * 1.02, 0.75, 0.1), 0.22, 0.6, 0, hair, 0.3);
        }
    }

    private void area(Color hair, double opacity, int hairs, boolean full) {
        double y = face.mouthY();
        double half = face.mouthHalfWidth();
        double chin = face.halfOutline()[10][1];
        double side = face.halfWidthAt(0.4);
        Point2D[] upper;
        Point2D[] lower;
        if (full) {
            upper =
                    new Point2D[] {
                        face.at(-side * 1.05, 0.25, 0), face.at(-side * 0.86, 0.62),
                        face.at(-half - 0.2, y - 0.18), face.at(-0.2, y - 0.24),
                        face.at(0.2, y - 0.24), face.at(half + 0.2, y - 0.18),
                        face.at(side * 0.86, 0.62), face.at(side * 1.05, 0.25, 0)
                    };
            lower =
                    new Point2D[] {
                        face.at(side * 1.2, 1.3, 0), face.at(0.6, chin + 0.15, 0),
                        face.at(0, chin + 0.2, 0), face.at(-0.6, chin + 0.15, 0),
                        face.at(-side * 1.2, 1.3, 0)
                    };
        } else {
            upper =
                    new Point2D[] {
                        face.at(-half - 0.08, y - 0.1), face.at(-0.15, y - 0.2),
                        face.at(0.15, y - 0.2), face.at(half + 0.08, y - 0.1)
                    };
            lower =
                    new Point2D[] {
                        face.at(half + 0.1, y + 0.3), face.at(0.34, chin + 0.02, 0),
                        face.at(0, chin + 0.1, 0), face.at(-0.34, chin + 0.02, 0),
                        face.at(-half - 0.1, y + 0.3)
                    };
        }
        Path2D shape = Curves.between(upper, lower);
        brush.fill(shape, Palette.alpha(hair, opacity));
        strands(hair, hairs, y, chin);
    }

    private void strands(Color hair, int count, double top, double chin) {
        SplittableRandom random = new SplittableRandom(face.person.texture() ^ 7);
        Strands lines = new Strands();
        for (int i = 0; i < count; i++) {
            double x = random.nextDouble(-1, 1) * (count > 300 ? 0.95 : 0.42);
            double low = chin - 0.1 - 0.5 * x * x;
            double y = random.nextDouble(Math.min(low - 0.01, top + 0.12 - 0.45 * x * x), low);
            lines.add(random.nextDouble(), Curves.open(face.at(x, y), face.at(x * 0.97, y + 0.13)));
        }
        lines.draw(brush, 0.014, hair, 0.6, 1.5);
    }

    private void moustache(Color hair) {
        double y = face.mouthY() - 0.07 - 0.03 * face.score(Trait.UPPER_LIP);
        double half = face.mouthHalfWidth();
        double lift = face.cornerLift();
        Path2D shape =
                Curves.between(
                        new Point2D[] {
                            face.at(-half - 0.09, y + 0.1 - lift), face.at(-half * 0.55, y - 0.1),
                            face.at(0, y - 0.15), face.at(half * 0.55, y - 0.1),
                            face.at(half + 0.09, y + 0.1 - lift)
                        },
                        new Point2D[] {
                            face.at(half * 0.5, y + 0.04 - lift * 0.4),
                            face.at(0, y + 0.02),
                            face.at(-half * 0.5, y + 0.04 - lift * 0.4)
                        });
        brush.fill(shape, Palette.alpha(hair, 0.9));
    }
}
