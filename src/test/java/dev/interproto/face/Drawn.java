package dev.interproto.face;

import java.util.Random;

/** Small images drawn for tests. */
final class Drawn {
    private Drawn() {}

    static RgbImage halves(int width, int height, int left, int right) {
        byte[] rgb = new byte[3 * width * height];
        RgbImage image = new RgbImage(width, height, rgb);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                set(image, x, y, 2 * x < width ? left : right);
            }
        }
        return image;
    }

    static RgbImage noise(int width, int height, long seed) {
        byte[] rgb = new byte[3 * width * height];
        new Random(seed).nextBytes(rgb);
        return new RgbImage(width, height, rgb);
    }

    /** A soft white dot on black, brightest at the centre, for finding it again below a pixel. */
    static void dot(RgbImage image, Point centre, double radius) {
        int reach = (int) Math.ceil(3 * radius);
        for (int y = (int) centre.y() - reach; y <= centre.y() + reach; y++) {
            for (int x = (int) centre.x() - reach; x <= centre.x() + reach; x++) {
                if (x < 0 || y < 0 || x >= image.width() || y >= image.height()) {
                    continue;
                }
                double dx = x - centre.x();
                double dy = y - centre.y();
                int value =
                        (int)
                                Math.round(
                                        255
                                                * Math.exp(
                                                        -(dx * dx + dy * dy)
                                                                / (2 * radius * radius)));
                int old = image.rgb()[3 * (y * image.width() + x)] & 0xff;
                set(image, x, y, Math.max(value, old) * 0x010101);
            }
        }
    }

    /** The centre of brightness within {@code reach} pixels of a place. */
    static Point brightness(RgbImage image, Point near, int reach) {
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        for (int y = (int) near.y() - reach; y <= near.y() + reach; y++) {
            for (int x = (int) near.x() - reach; x <= near.x() + reach; x++) {
                double value = image.rgb()[3 * (y * image.width() + x)] & 0xff;
                sum += value;
                sumX += value * x;
                sumY += value * y;
            }
        }
        return new Point(sumX / sum, sumY / sum);
    }

    static int pixel(RgbImage image, int x, int y) {
        int at = 3 * (y * image.width() + x);
        byte[] rgb = image.rgb();
        return (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | rgb[at + 2] & 0xff;
    }

    static void set(RgbImage image, int x, int y, int colour) {
        int at = 3 * (y * image.width() + x);
        image.rgb()[at] = (byte) (colour >> 16);
        image.rgb()[at + 1] = (byte) (colour >> 8);
        image.rgb()[at + 2] = (byte) colour;
    }
}
