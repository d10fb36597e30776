package dev.interproto.dataset.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Pictures as a person would take them: 640×480, a background, faces where they happen to be. */
final class Photographs {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int OVERSAMPLING = 2;

    /** Distance of the eyes in {@link FaceRenderer#alignment}'s template, pixels. */
    private static final double TEMPLATE_EYES = 35.2;

    private Photographs() {}

    /**
     * Somebody in a picture.
     *
     * @param x the face's middle, 0 left to 1 right
     * @param y the face's middle, 0 top to 1 bottom
     * @param eyes distance of the eyes, pixels
     */
    record Sitter(Person person, double years, double x, double y, double eyes) {}

    /** Takes one picture; without sitters, of the landscape. */
    static BufferedImage take(List<Sitter> sitters, boolean outdoors, SplittableRandom random) {
        BufferedImage large =
                new BufferedImage(
                        WIDTH * OVERSAMPLING, HEIGHT * OVERSAMPLING, BufferedImage.TYPE_INT_RGB);
        Capture film = moment(random);
        Graphics2D g = large.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            AffineTransform plain = g.getTransform();
            g.scale(OVERSAMPLING, OVERSAMPLING);
            if (outdoors) {
                landscape(g, random);
            } else {
                room(g, random);
            }
            g.setTransform(plain);
            for (Sitter sitter : sitters) {
                seat(g, sitter, moment(random));
            }
        } finally {
            g.dispose();
        }
        return Film.develop(large, OVERSAMPLING, film);
    }

    /** A friendly moment: people who have their photograph taken look at the camera. */
    private static Capture moment(SplittableRandom random) {
        Capture any = Capture.sample(random);
        return new Capture(
                any.roll(),
                any.yaw() * 0.6,
                any.pitch() * 0.5,
                random.nextDouble(0.2, 0.7),
                1,
                any.browRaise(),
                any.gaze() * 0.4,
                any.lightX(),
                Math.min(0.25, any.lightStrength()),
                1,
                any.warmth(),
                0,
                1.5,
                0,
                any.backdrop(),
                any.backdropFar(),
                any.clothes(),
                any.grain());
    }

    private static void seat(Graphics2D g, Sitter sitter, Capture capture) {
        FaceGeometry face = FaceGeometry.of(sitter.person(), sitter.years(), capture);
        double scale = sitter.eyes() / TEMPLATE_EYES * OVERSAMPLING;
        AffineTransform onto = new AffineTransform();
        onto.translate(sitter.x() * WIDTH * OVERSAMPLING, sitter.y() * HEIGHT * OVERSAMPLING);
        onto.rotate(capture.roll());
        onto.scale(scale, scale);
        onto.translate(-56, -66);
        onto.concatenate(FaceRenderer.alignment(face));
        FaceRenderer.paint(g, face.placed(onto));
    }

    private static void room(Graphics2D g, SplittableRandom random) {
        Color wall = Color.getHSBColor(random.nextFloat(), 0.16f, 0.88f);
        g.setPaint(new GradientPaint(0, 0, wall, WIDTH, HEIGHT, Palette.times(wall, 0.8)));
        g.fillRect(0, 0, WIDTH, HEIGHT);
        double x = random.nextDouble(20, 420);
        Rectangle2D window = new Rectangle2D.Double(x, 30, 170, 210);
        g.setPaint(new GradientPaint(0, 30, new Color(186, 216, 240), 0, 240, Color.WHITE));
        g.fill(window);
        g.setColor(Palette.times(wall, 1.08));
        g.setStroke(new java.awt.BasicStroke(9));
        g.draw(window);
        g.draw(new Rectangle2D.Double(x, 30, 85, 210));
        g.setColor(Palette.times(wall, 0.62));
        g.fill(new Rectangle2D.Double(0, 400, WIDTH, 80));
        g.setColor(Palette.times(wall, 0.7));
        g.fill(new Rectangle2D.Double(0, 392, WIDTH, 8));
    }

    private static void landscape(Graphics2D g, SplittableRandom random) {
        g.setPaint(
                new GradientPaint(
                        0, 0, new Color(118, 172, 226), 0, 300, new Color(226, 238, 246)));
        g.fillRect(0, 0, WIDTH, HEIGHT);
        g.setColor(new Color(255, 255, 255, 170));
        for (int i = 0; i < 12; i++) {
            double w = random.nextDouble(60, 150);
            g.fill(
                    new Ellipse2D.Double(
                            random.nextDouble(-40, WIDTH),
                            random.nextDouble(20, 130),
                            w,
                            w * 0.24));
        }
        for (int layer = 0; layer < 4; layer++) {
            Path2D hill = new Path2D.Double();
            double base = 230 + 55 * layer;
            double phase = random.nextDouble(0, 6);
            hill.moveTo(0, HEIGHT);
            for (int x = 0; x <= WIDTH; x += 8) {
                hill.lineTo(x, base + 26 * Math.sin(x / (90.0 + 20 * layer) + phase));
            }
            hill.lineTo(WIDTH, HEIGHT);
            hill.closePath();
            g.setColor(Palette.mix(new Color(146, 176, 178), new Color(84, 132, 62), layer / 3.0));
            g.fill(hill);
        }
    }

    /** Places two people side by side. */
    static List<Sitter> couple(Person left, double leftYears, Person right, double rightYears) {
        List<Sitter> sitters = new ArrayList<>();
        sitters.add(new Sitter(left, leftYears, 0.29, 0.46, 54));
        sitters.add(new Sitter(right, rightYears, 0.71, 0.5, 52));
        return sitters;
    }
}
