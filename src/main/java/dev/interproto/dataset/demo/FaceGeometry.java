package dev.interproto.dataset.demo;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.List;

/**
 * Where everything of one face lies at one age and moment. Head units: 1 is the distance of the
 * average adult's pupils, x to the right of the image, y down from the line of the eyes, z towards
 * the viewer from the middle of the head. All shapes are drawn as the adult's and pass through
 * {@link #at}: growth, then the head's turn, then onto the canvas.
 */
final class FaceGeometry {
    /** Centre of growth, between the ears. */
    private static final double CENTRE_Y = 0.15;

    private static final double DEPTH = 1.3;

    final Person person;
    final Capture capture;
    final Growth growth;
    private final AffineTransform ontoCanvas;

    private FaceGeometry(Person person, double years, Capture capture, AffineTransform ontoCanvas) {
        this.person = person;
        this.capture = capture;
        this.growth = new Growth(years);
        this.ontoCanvas = ontoCanvas;
    }

    /** A face in head units, not yet placed on a canvas. */
    static FaceGeometry of(Person person, double years, Capture capture) {
        return new FaceGeometry(person, years, capture, new AffineTransform());
    }

    /** The same face on a canvas. */
    FaceGeometry placed(AffineTransform onto) {
        return new FaceGeometry(person, growth.years(), capture, onto);
    }

    /** A trait's score as it shows at this age. */
    double score(Trait trait) {
        return growth.shown(trait, person.adultScore(trait));
    }

    /** A point on the front of the head. */
    Point2D at(double x, double y) {
        return at(x, y, surface(x, y));
    }

    /** A point anywhere on or about the adult head. */
    Point2D at(double x, double y, double z) {
        double dy = y - CENTRE_Y;
        double radius = Math.sqrt(x * x + dy * dy + z * z);
        double shrink = radius == 0 ? 1 : growth.shrink(-dy / radius);
        double gx = x * shrink;
        double gy = dy * shrink;
        double gz = z * shrink;
        double px = gx * Math.cos(capture.yaw()) + gz * Math.sin(capture.yaw());
        double pz = gz * Math.cos(capture.yaw()) - gx * Math.sin(capture.yaw());
        double py = gy * Math.cos(capture.pitch()) + pz * Math.sin(capture.pitch());
        double cos = Math.cos(capture.roll());
        double sin = Math.sin(capture.roll());
        return ontoCanvas.transform(
                new Point2D.Double(px * cos - py * sin, px * sin + py * cos), null);
    }

    private static double surface(double x, double y) {
        double inside = 1 - Math.pow(x / 1.25, 2) - Math.pow((y - CENTRE_Y) / 2.2, 2);
        return DEPTH * Math.sqrt(Math.max(0, inside));
    }

    /** Canvas pixels a head unit at the eyes. */
    double unit() {
        return at(-0.5, 0).distance(at(0.5, 0));
    }

    /** The direction of the line of the eyes on the canvas, radians. */
    double tilt() {
        Point2D left = at(-0.5, 0);
        Point2D right = at(0.5, 0);
        return Math.atan2(right.getY() - left.getY(), right.getX() - left.getX());
    }

    // Features, in adult head units.

    double eyeX() {
        return 0.5 + 0.045 * score(Trait.EYE_SPACING);
    }

    double eyeHalfWidth() {
        return 0.27 * (1 + 0.11 * score(Trait.EYE_SIZE)) * (1 + 0.2 * growth.childness());
    }

    /** Height of the open eye, up and down from its middle line. */
    double eyeHalfHeight() {
        double open = 1 + 0.13 * score(Trait.EYE_OPENING) + 0.05 * score(Trait.EYE_SIZE);
        double squint = 1 - 0.15 * Math.max(0, capture.smile() - 0.3);
        double droop = 1 - 0.22 * growth.wear();
        double young = 1 + 0.25 * growth.childness();
        return 0.108 * open * squint * droop * young * capture.eyeOpening();
    }

    double noseY() {
        double droop = 0.05 * growth.wear();
        return 0.6 + 0.065 * score(Trait.NOSE_LENGTH) - 0.07 * growth.childness() + droop;
    }

    double noseHalfWidth() {
        return (0.25 + 0.05 * score(Trait.NOSE_WIDTH))
                * (1 - 0.06 * growth.childness() + 0.08 * growth.wear());
    }

    double mouthY() {
        return 1.16
                + 0.035 * score(Trait.MOUTH_HEIGHT)
                + 0.02 * score(Trait.NOSE_LENGTH)
                - 0.04 * growth.childness();
    }

    double mouthHalfWidth() {
        return (0.42 + 0.055 * score(Trait.MOUTH_WIDTH))
                * (1 - 0.12 * growth.childness())
                * (1 + 0.16 * Math.max(0, capture.smile()));
    }

    /** How far the corners of the mouth are drawn up. */
    double cornerLift() {
        return 0.015 + 0.085 * capture.smile() - 0.03 * growth.wear();
    }

    double browY() {
        return -0.36
                - 0.035 * score(Trait.BROW_HEIGHT)
                - capture.browRaise()
                - 0.06 * growth.childness()
                + 0.03 * growth.wear();
    }

    double hairlineY() {
        return -1.19 - 0.07 * score(Trait.FOREHEAD_HEIGHT) - 0.05 * person.hairlinePeak();
    }

    /** The right half of the head's outline, crown to chin: x, y. */
    double[][] halfOutline() {
        double width = 1.05 + 0.055 * score(Trait.HEAD_WIDTH) + 0.06 * growth.childness();
        double full = 0.045 * score(Trait.CHEEK_FULLNESS) + 0.17 * growth.childness();
        double sag = 0.06 * growth.wear();
        double jaw = 0.09 * score(Trait.JAW_WIDTH);
        double chin = 0.06 * score(Trait.CHIN_WIDTH);
        double length = 0.1 * score(Trait.CHIN_LENGTH);
        double bones = 0.035 * score(Trait.CHEEKBONES);
        return new double[][] {
            {0, -1.84},
            {0.5 * width, -1.75},
            {0.93 * width, -1.4},
            {1.13 * width, -0.85},
            {1.16 * width, -0.2},
            {1.12 * width + bones, 0.32},
            {1.03 * width + bones * 0.5 + full, 0.82 + 0.1 * full},
            {0.83 * width + jaw + full * 0.8 + sag, 1.28 + 0.4 * length},
            {0.52 * width + jaw * 0.8 + chin * 0.7 + full * 0.55 + sag * 0.7, 1.66 + 0.9 * length},
            {0.24 + chin + jaw * 0.25 + full * 0.2, 1.86 + length},
            {0, 1.9 + length}
        };
    }

    /** Half the head's width at a height, adult head units. */
    double halfWidthAt(double y) {
        double[][] half = halfOutline();
        for (int i = 1; i < half.length; i++) {
            if (y <= half[i][1]) {
                double share = (y - half[i - 1][1]) / (half[i][1] - half[i - 1][1]);
                return half[i - 1][0]
                        + (half[i][0] - half[i - 1][0]) * Math.max(0, Math.min(1, share));
            }
        }
        return 0;
    }

    /** The head's outline on the canvas. */
    Path2D outline() {
        double[][] half = halfOutline();
        int n = half.length;
        Point2D[] points = new Point2D[2 * n - 2];
        for (int i = 0; i < n; i++) {
            points[i] = at(half[i][0], half[i][1], 0);
        }
        for (int i = n - 2; i > 0; i--) {
            points[2 * n - 2 - i] = at(-half[i][0], half[i][1], 0);
        }
        return Curves.closed(points);
    }

    /**
     * The five points of alignment on the canvas: left eye, right eye, nose tip, left and right
     * mouth corner.
     */
    List<Point2D> landmarks() {
        double mouthY = mouthY() - cornerLift();
        return List.of(
                at(-eyeX(), 0),
                at(eyeX(), 0),
                at(0, noseY() - 0.03, DEPTH + 0.2),
                at(-mouthHalfWidth(), mouthY),
                at(mouthHalfWidth(), mouthY));
    }
}
