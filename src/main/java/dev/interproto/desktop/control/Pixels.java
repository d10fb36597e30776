package dev.interproto.desktop.control;

import dev.interproto.face.RgbImage;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Decoded photographs as images of the screen. */
public final class Pixels {
    /** Larger photographs are shown reduced: no screen has more, and textures are limited. */
    private static final int LARGEST = 2048;

    private Pixels() {}

    /** At most 2048 pixels a side, by leaving out pixels. */
    public static Image of(RgbImage image) {
        int step = Math.max(1, (Math.max(image.width(), image.height()) + LARGEST - 1) / LARGEST);
        int width = image.width() / step;
        int height = image.height() / step;
        byte[] rgb = step == 1 ? image.rgb() : reduced(image, step, width, height);
        WritableImage result = new WritableImage(width, height);
        result.getPixelWriter()
                .setPixels(
                        0, 0, width, height, PixelFormat.getByteRgbInstance(), rgb, 0, 3 * width);
        return result;
    }

    private static byte[] reduced(RgbImage image, int step, int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = 3 * (y * step * image.width() + x * step);
                System.arraycopy(image.rgb(), from, rgb, 3 * (y * width + x), 3);
            }
        }
        return rgb;
    }
}
