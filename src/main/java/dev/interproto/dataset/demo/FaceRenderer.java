package dev.interproto.dataset.demo;

import dev.interproto.face.FaceAligner;
import dev.interproto.face.Point;
import dev.interproto.face.SimilarityTransform;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Turns a person, an age and a moment into pixels. Stateless. */
final class FaceRenderer {
    /** Drawn this many times larger, then averaged: soft edges, also of clipped shapes. */
    private static final int OVERSAMPLING = 2;

    private static final int PORTRAIT_OVERSAMPLING = 3;

    private FaceRenderer() {}

    /** 112×112, aligned by five points with a detector's small errors, as real data sets are. */
    static BufferedImage aligned(Person person, double years, Capture capture) {
        AffineTransform onto = alignment(FaceGeometry.of(person, years, capture));
        return render(
                FaceAligner.SIZE, FaceAligner.SIZE, OVERSAMPLING, person, years, capture, onto);
    }

    /** The whole head and shoulders, the eyes' distance a little over a fifth of the width. */
    static BufferedImage portrait(
            Person person, double years, Capture capture, int width, int height) {
        AffineTransform onto = new AffineTransform();
        double scale = width / 4.75 / 35.0;
        onto.translate(width / 2.0 - 56 * scale, height * 0.55 - 56 * scale);
        onto.scale(scale, scale);
        onto.concatenate(alignment(FaceGeometry.of(person, years, capture)));
        return render(width, height, PORTRAIT_OVERSAMPLING, person, years, capture, onto);
    }

    private static BufferedImage render(
            int width,
            int height,
            int oversampling,
            Person person,
            double years,
            Capture capture,
            AffineTransform onto) {
        BufferedImage large =
                new BufferedImage(
                        width * oversampling, height * oversampling, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = large.createGraphics();
        try {
            g.setPaint(
                    new GradientPaint(
                            0,
                            0,
                            capture.backdrop(),
                            large.getWidth() * 0.6f,
                            large.getHeight(),
                            capture.backdropFar()));
            g.fillRect(0, 0, large.getWidth(), large.getHeight());
            AffineTransform placed = AffineTransform.getScaleInstance(oversampling, oversampling);
            placed.concatenate(onto);
            paint(g, FaceGeometry.of(person, years, capture).placed(placed));
        } finally {
            g.dispose();
        }
        return Film.develop(large, oversampling, capture);
    }

    /** Draws head and shoulders, nothing of the background. */
    static void paint(Graphics2D g, FaceGeometry face) {
        Brush brush = new Brush(g, face);
        HairPainter hair = new HairPainter(brush);
        HeadPainter head = new HeadPainter(brush);
        NoseMouthPainter noseMouth = new NoseMouthPainter(brush);
        SkinPainter skin = new SkinPainter(brush);
        hair.behind();
        head.shoulders();
        head.ears();
        head.head();
        skin.marks();
        skin.lines();
        noseMouth.nose();
        skin.beard();
        noseMouth.mouth();
        new EyePainter(brush).paint();
        hair.before();
    }

    /** The similarity that lays the five points of a face in head units over the template. */
    static AffineTransform alignment(FaceGeometry face) {
        SplittableRandom random = new SplittableRandom(face.capture.grain() ^ 3);
        double error = face.capture.landmarkError();
        List<Point> found = new ArrayList<>();
        face.landmarks()
                .forEach(
                        p ->
                                found.add(
                                        new Point(
                                                p.getX() + error * random.nextGaussian(),
                                                p.getY() + error * random.nextGaussian())));
        SimilarityTransform t =
                SimilarityTransform.leastSquares(found, FaceAligner.TEMPLATE.points());
        return new AffineTransform(t.a(), t.b(), -t.b(), t.a(), t.tx(), t.ty());
    }
}
