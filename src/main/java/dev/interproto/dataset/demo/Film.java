package dev.interproto.dataset.demo;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.SplittableRandom;

/** From the large drawing to the picture: averaging, exposure, blur and grain. */
final class Film {
    private Film() {}

    /**
     * @param large drawing, {@code TYPE_INT_RGB}, sides multiples of {@code factor}
     * @param factor pixels of the drawing a side of one pixel of the picture
     */
    static BufferedImage develop(BufferedImage large, int factor, Capture capture) {
        int width = large.getWidth() / factor;
        int height = large.getHeight() / factor;
        float[] pixels = average(large, factor, width, height);
        if (capture.blur() > 0) {
            pixels = blurred(pixels, width, height, capture.blur());
        }
        double[] gain = {
            capture.gain() * (1 + capture.warmth()),
            capture.gain(),
            capture.gain() * (1 - capture.warmth())
        };
        SplittableRandom random = new SplittableRandom(capture.grain());
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] out = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < out.length; i++) {
            int rgb = 0;
            double grain = capture.noise() == 0 ? 0 : capture.noise() * random.nextGaussian();
            for (int c = 0; c < 3; c++) {
                long value = Math.round(pixels[3 * i + c] * gain[c] + grain);
                rgb = rgb << 8 | (int) Math.max(0, Math.min(255, value));
            }
            out[i] = rgb;
        }
        return picture;
    }

    private static float[] average(BufferedImage large, int factor, int width, int height) {
        int[] in = ((DataBufferInt) large.getRaster().getDataBuffer()).getData();
        int stride = large.getWidth();
        float[] pixels = new float[3 * width * height];
        float weight = 1f / (factor * factor);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = 0;
                int green = 0;
                int blue = 0;
                for (int dy = 0; dy < factor; dy++) {
                    int from = (y * factor + dy) * stride + x * factor;
                    for (int i = from; i < from + factor; i++) {
                        red += in[i] >> 16 & 255;
                        green += in[i] >> 8 & 255;
                        blue += in[i] & 255;
                    }
                }
                int at = 3 * (y * width + x);
                pixels[at] = red * weight;
                pixels[at + 1] = green * weight;
                pixels[at + 2] = blue * weight;
            }
        }
        return pixels;
    }

    /** Three by three, the neighbours' weight growing with the radius. */
    private static float[] blurred(float[] in, int width, int height, double radius) {
        float side = (float) (radius / (1 + 2 * radius));
        float centre = 1 - 2 * side;
        float[] rows = new float[in.length];
        float[] out = new float[in.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int left = 3 * (y * width + Math.max(0, x - 1));
                int right = 3 * (y * width + Math.min(width - 1, x + 1));
                int at = 3 * (y * width + x);
                for (int c = 0; c < 3; c++) {
                    rows[at + c] = centre * in[at + c] + side * (in[left + c] + in[right + c]);
                }
            }
        }
        for (int y = 0; y < height; y++) {
            int above = 3 * width * Math.max(0, y - 1);
            int below = 3 * width * Math.min(height - 1, y + 1);
            int row = 3 * width * y;
            for (int i = 0; i < 3 * width; i++) {
                out[row + i] = centre * rows[row + i] + side * (rows[above + i] + rows[below + i]);
            }
        }
        return out;
    }
}
