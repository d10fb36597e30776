package dev.interproto.desktop.prototypes;

import java.util.Arrays;
import javafx.scene.paint.Color;

/**
 * Paints many small discs into a buffer of premultiplied ARGB pixels: tens of thousands within a
 * frame, where drawing each as a shape would take many.
 */
final class PointRaster {
    private static final int FINE = 4;

    private final int width;
    private final int height;
    private final int[] pixels;

    PointRaster(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new int[width * height];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Row after row; changes with every drawing. */
    int[] pixels() {
        return pixels;
    }

    void clear() {
        Arrays.fill(pixels, 0);
    }

    /** A disc's share of each pixel around its centre, 0 to 255, in a square of odd edge. */
    static int[] disc(double radius) {
        int reach = (int) Math.ceil(radius + 0.5);
        int edge = 2 * reach + 1;
        int[] mask = new int[edge * edge];
        for (int y = 0; y < edge; y++) {
            for (int x = 0; x < edge; x++) {
                int inside = 0;
                for (int i = 0; i < FINE * FINE; i++) {
                    double dx = x - reach + (i % FINE + 0.5) / FINE - 0.5;
                    double dy = y - reach + (i / FINE + 0.5) / FINE - 0.5;
                    inside += dx * dx + dy * dy <= radius * radius ? 1 : 0;
                }
                mask[y * edge + x] = 255 * inside / (FINE * FINE);
            }
        }
        return mask;
    }

    /**
     * Paints one disc.
     *
     * @param mask of {@link #disc}
     */
    void paint(int centreX, int centreY, int[] mask, Color colour, double opacity) {
        int edge = (int) Math.round(Math.sqrt(mask.length));
        int left = centreX - edge / 2;
        int top = centreY - edge / 2;
        int red = (int) Math.round(255 * colour.getRed());
        int green = (int) Math.round(255 * colour.getGreen());
        int blue = (int) Math.round(255 * colour.getBlue());
        int strength = (int) Math.round(256 * opacity);
        for (int y = Math.max(0, -top); y < edge && top + y < height; y++) {
            int row = (top + y) * width + left;
            for (int x = Math.max(0, -left); x < edge && left + x < width; x++) {
                int alpha = mask[y * edge + x] * strength >> 8;
                if (alpha > 0) {
                    pixels[row + x] = over(pixels[row + x], red, green, blue, alpha);
                }
            }
        }
    }

    private static int over(int below, int red, int green, int blue, int alpha) {
        int rest = 255 - alpha;
        int a = alpha + (below >>> 24) * rest / 255;
        int r = (red * alpha + (below >> 16 & 0xFF) * rest) / 255;
        int g = (green * alpha + (below >> 8 & 0xFF) * rest) / 255;
        int b = (blue * alpha + (below & 0xFF) * rest) / 255;
        return a << 24 | r << 16 | g << 8 | b;
    }
}
