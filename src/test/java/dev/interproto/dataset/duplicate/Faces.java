package dev.interproto.dataset.duplicate;

import dev.interproto.face.RgbImage;
import java.util.Random;

/** Pictures of soft blots, each of its seed alone, at any size. */
final class Faces {
    private static final int BLOTS = 24;

    private Faces() {}

    static RgbImage face(long seed, int edge) {
        Random random = new Random(seed);
        double[] blots = new double[4 * BLOTS];
        for (int i = 0; i < blots.length; i++) {
            blots[i] = random.nextDouble();
        }
        byte[] rgb = new byte[3 * edge * edge];
        for (int y = 0; y < edge; y++) {
            for (int x = 0; x < edge; x++) {
                double value = 110;
                for (int i = 0; i < BLOTS; i++) {
                    double dx = (x + 0.5) / edge - blots[4 * i];
                    double dy = (y + 0.5) / edge - blots[4 * i + 1];
                    double width = 0.03 + 0.1 * blots[4 * i + 2];
                    double height = 160 * (blots[4 * i + 3] - 0.5);
                    value += height * Math.exp(-(dx * dx + dy * dy) / (2 * width * width));
                }
                byte grey = (byte) Math.max(0, Math.min(230, Math.round(value)));
                for (int channel = 0; channel < 3; channel++) {
                    rgb[3 * (y * edge + x) + channel] = grey;
                }
            }
        }
        return new RgbImage(edge, edge, rgb);
    }

    static RgbImage plain(int grey) {
        byte[] rgb = new byte[3 * 16 * 16];
        java.util.Arrays.fill(rgb, (byte) grey);
        return new RgbImage(16, 16, rgb);
    }

    static RgbImage brighter(RgbImage image, int by) {
        byte[] rgb = image.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.min(255, (rgb[i] & 0xFF) + by);
        }
        return new RgbImage(image.width(), image.height(), rgb);
    }

    static RgbImage mirrored(RgbImage image) {
        byte[] rgb = new byte[image.rgb().length];
        int width = image.width();
        for (int pixel = 0; pixel < width * image.height(); pixel++) {
            int other = pixel - pixel % width + width - 1 - pixel % width;
            System.arraycopy(image.rgb(), 3 * pixel, rgb, 3 * other, 3);
        }
        return new RgbImage(width, image.height(), rgb);
    }
}
