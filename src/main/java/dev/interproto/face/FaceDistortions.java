package dev.interproto.face;

import java.util.function.LongUnaryOperator;

/**
 * What a camera, a hand or bad luck does to an aligned face: pure functions of an image and of
 * numbers that somebody else draws. None changes its argument. Thread-safe.
 */
public final class FaceDistortions {
    // ITU-R BT.601, as Pillow and torchvision turn colours grey.
    private static final double RED = 0.299;
    private static final double GREEN = 0.587;
    private static final double BLUE = 0.114;

    private FaceDistortions() {}

    /**
     * Another part of the same size: the image padded with its own border, and cropped.
     *
     * @param dx pixels the crop lies to the right of the middle
     * @param dy pixels it lies below
     */
    public static RgbImage shifted(RgbImage face, int dx, int dy) {
        int width = face.width();
        int height = face.height();
        byte[] from = face.rgb();
        byte[] to = new byte[from.length];
        int next = 0;
        for (int y = 0; y < height; y++) {
            int row = Math.min(height - 1, Math.max(0, y + dy)) * width;
            for (int x = 0; x < width; x++) {
                int pixel = 3 * (row + Math.min(width - 1, Math.max(0, x + dx)));
                to[next++] = from[pixel];
                to[next++] = from[pixel + 1];
                to[next++] = from[pixel + 2];
            }
        }
        return new RgbImage(width, height, to);
    }

    /**
     * Other light: brightness, then contrast about the mean grey, then saturation, as torchvision's
     * ColorJitter does them, without rounding in between.
     *
     * @param brightness factor; 1 changes nothing, as for the other two
     */
    public static RgbImage coloured(
            RgbImage face, double brightness, double contrast, double saturation) {
        byte[] from = face.rgb();
        double sum = 0;
        for (int i = 0; i < from.length; i += 3) {
            sum += grey(from[i] & 0xff, from[i + 1] & 0xff, from[i + 2] & 0xff);
        }
        double mean = brightness * sum / (from.length / 3.0);
        byte[] to = new byte[from.length];
        double scale = brightness * contrast;
        double offset = (1 - contrast) * mean;
        for (int i = 0; i < from.length; i += 3) {
            double r = scale * (from[i] & 0xff) + offset;
            double g = scale * (from[i + 1] & 0xff) + offset;
            double b = scale * (from[i + 2] & 0xff) + offset;
            double grey = (1 - saturation) * grey(r, g, b);
            to[i] = clipped(saturation * r + grey);
            to[i + 1] = clipped(saturation * g + grey);
            to[i + 2] = clipped(saturation * b + grey);
        }
        return new RgbImage(face.width(), face.height(), to);
    }

    private static double grey(double r, double g, double b) {
        return RED * r + GREEN * g + BLUE * b;
    }

    private static byte clipped(double value) {
        return (byte) Math.round(Math.min(255, Math.max(0, value)));
    }

    /**
     * Out of focus: a Gaussian blur, the border continued.
     *
     * @param sigma pixels, above 0
     */
    public static RgbImage blurred(RgbImage face, double sigma) {
        int radius = (int) Math.ceil(3 * sigma);
        float[] kernel = new float[2 * radius + 1];
        float sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            double distance = (i - radius) / sigma;
            kernel[i] = (float) Math.exp(-distance * distance / 2);
            sum += kernel[i];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        int width = face.width();
        int height = face.height();
        float[] values = new float[face.rgb().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = face.rgb()[i] & 0xff;
        }
        float[] across = folded(values, kernel, height, width, 3 * width, 3);
        float[] both = folded(across, kernel, width, height, 3, 3 * width);
        byte[] to = new byte[both.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = clipped(both[i]);
        }
        return new RgbImage(width, height, to);
    }

    /** Convolves along lines of {@code length} pixels that lie {@code along} values apart. */
    private static float[] folded(
            float[] values, float[] kernel, int lines, int length, int between, int along) {
        int radius = kernel.length / 2;
        float[] result = new float[values.length];
        for (int line = 0; line < lines; line++) {
            for (int at = 0; at < length; at++) {
                float r = 0;
                float g = 0;
                float b = 0;
                for (int k = 0; k < kernel.length; k++) {
                    int other = Math.min(length - 1, Math.max(0, at + k - radius));
                    int pixel = line * between + other * along;
                    r += kernel[k] * values[pixel];
                    g += kernel[k] * values[pixel + 1];
                    b += kernel[k] * values[pixel + 2];
                }
                int pixel = line * between + at * along;
                result[pixel] = r;
                result[pixel + 1] = g;
                result[pixel + 2] = b;
            }
        }
        return result;
    }

    /**
     * From far away: shrunk and enlarged again.
     *
     * @param side pixels a side in between, 1 to the image's width
     */
    public static RgbImage lowResolution(RgbImage face, int side) {
        return ImageScaling.resized(
                ImageScaling.resized(face, side, side), face.width(), face.height());
    }

    /**
     * Something before the face: a rectangle of noise (Zhong et al., "Random erasing data
     * augmentation", AAAI 2020). What lies outside the image is left away.
     *
     * @param noise random bits for a pixel's number; the lowest 24 are its colour
     */
    public static RgbImage erased(
            RgbImage face, int left, int top, int width, int height, LongUnaryOperator noise) {
        byte[] to = face.rgb().clone();
        for (int y = Math.max(0, top); y < Math.min(face.height(), top + height); y++) {
            for (int x = Math.max(0, left); x < Math.min(face.width(), left + width); x++) {
                int pixel = y * face.width() + x;
                long bits = noise.applyAsLong(pixel);
                to[3 * pixel] = (byte) bits;
                to[3 * pixel + 1] = (byte) (bits >>> 8);
                to[3 * pixel + 2] = (byte) (bits >>> 16);
            }
        }
        return new RgbImage(face.width(), face.height(), to);
    }
}
