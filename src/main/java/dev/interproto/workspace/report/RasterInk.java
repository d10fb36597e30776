package dev.interproto.workspace.report;

import dev.interproto.face.RgbImage;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Draws into an image, at two pixels a point. */
final class RasterInk implements Ink {
    private static final int SCALE = 2;

    private final BufferedImage image;
    private final Graphics2D graphics;

    RasterInk(double width, double height) {
        image =
                new BufferedImage(
                        (int) Math.ceil(SCALE * width),
                        (int) Math.ceil(SCALE * height),
                        BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(SCALE, SCALE);
        rectangle(0, 0, width, height, Palette.PAPER, 1);
    }

    BufferedImage finish() {
        graphics.dispose();
        return image;
    }

    private void use(int colour, double opacity) {
        graphics.setColor(new Color(colour));
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) opacity));
    }

    @Override
    public void line(double[] x, double[] y, int colour, double width, double opacity) {
        if (x.length < 2) {
            return;
        }
        Path2D path = new Path2D.Double();
        path.moveTo(x[0], y[0]);
        for (int i = 1; i < x.length; i++) {
            path.lineTo(x[i], y[i]);
        }
        use(colour, opacity);
        graphics.setStroke(
                new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        graphics.draw(path);
    }

    @Override
    public void rectangle(
            double x, double y, double width, double height, int colour, double opacity) {
        use(colour, opacity);
        graphics.fill(new Rectangle2D.Double(x, y, width, height));
    }

    @Override
    public void dot(double x, double y, double radius, int colour, double opacity) {
        use(colour, opacity);
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    @Override
    public void picture(double x, double y, double width, double height, RgbImage image) {
        BufferedImage pixels =
                new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = image.rgb();
        for (int i = 0; i < image.width() * image.height(); i++) {
            int colour =
                    (rgb[3 * i] & 0xFF) << 16
                            | (rgb[3 * i + 1] & 0xFF) << 8
                            | rgb[3 * i + 2] & 0xFF;
            pixels.setRGB(i % image.width(), i / image.width(), colour);
        }
        graphics.setComposite(AlphaComposite.SrcOver);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.scale(width / image.width(), height / image.height());
        graphics.drawImage(pixels, place, null);
    }

    @Override
    public void text(double x, double y, String text, TextStyle style) {
        use(style.colour(), 1);
        graphics.setFont(
                new Font(Font.SANS_SERIF, style.bold() ? Font.BOLD : Font.PLAIN, 1)
                        .deriveFont((float) style.size()));
        double width = graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
        double shift =
                switch (style.anchor()) {
                    case START -> 0;
                    case MIDDLE -> -width / 2;
                    case END -> -width;
                };
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        if (style.upwards()) {
            graphics.rotate(-Math.PI / 2);
        }
        graphics.drawString(text, (float) shift, 0);
        graphics.setTransform(before);
    }
}
