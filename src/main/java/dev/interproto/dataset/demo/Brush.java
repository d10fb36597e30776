package dev.interproto.dataset.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;

/** Soft spots, strokes and clipped fills in the coordinates of one face. */
final class Brush {
    private static final float[] FALL_OFF = {0, 1 / 3f, 2 / 3f, 1};
    private static final double[] GAUSSIAN = {1, 0.6, 0.13, 0};
    private static final Ellipse2D DISC = new Ellipse2D.Double(-1, -1, 2, 2);

    final Graphics2D g;
    final FaceGeometry face;
    final double unit;

    Brush(Graphics2D g, FaceGeometry face) {
        this.g = g;
        this.face = face;
        this.unit = face.unit();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    void fill(Shape shape, Color colour) {
        g.setColor(colour);
        g.fill(shape);
    }

    /** A line of a width in head units. */
    void line(Shape shape, double width, Color colour) {
        g.setStroke(
                new BasicStroke(
                        (float) (width * unit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.setColor(colour);
        g.draw(shape);
    }

    /** A spot that fades like a Gaussian, radii in head units. */
    void spot(double x, double y, double rx, double ry, Color colour, double opacity) {
        spot(face.at(x, y), rx, ry, 0, colour, opacity);
    }

    /** As above, turned against the line of the eyes. */
    void spot(Point2D centre, double rx, double ry, double angle, Color colour, double opacity) {
        Color[] colours = new Color[GAUSSIAN.length];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = Palette.alpha(colour, opacity * GAUSSIAN[i]);
        }
        // It fades to nothing at its edge: smoothing that edge would only cost time.
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        place(centre, rx, ry, angle, new RadialGradientPaint(0, 0, 1, FALL_OFF, colours));
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }

    /** An ellipse of one colour, radii in head units. */
    void disc(Point2D centre, double rx, double ry, double angle, Color colour) {
        place(centre, rx, ry, angle, colour);
    }

    private void place(Point2D centre, double rx, double ry, double angle, java.awt.Paint paint) {
        AffineTransform before = g.getTransform();
        g.translate(centre.getX(), centre.getY());
        g.rotate(face.tilt() + angle);
        g.scale(rx * unit, ry * unit);
        g.setPaint(paint);
        g.fill(DISC);
        g.setTransform(before);
    }

    /** Draws only inside a shape (and inside what was already the limit). */
    void inside(Shape limit, Runnable drawing) {
        Shape before = g.getClip();
        g.clip(limit);
        drawing.run();
        g.setClip(before);
    }
}
