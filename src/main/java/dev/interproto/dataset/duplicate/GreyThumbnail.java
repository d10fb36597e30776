package dev.interproto.dataset.duplicate;

import dev.interproto.face.RgbImage;

/**
 * An image as 32 × 32 grey values, each the mean of the area it stands for, so that size and
 * encoding of the image hardly matter. An image that is not square is squeezed.
 */
final class GreyThumbnail {
    static final int EDGE = 32;

    /** Row by row, 0 to 255. */
    private final float[] values;

    private GreyThumbnail(float[] values) {
        this.values = values;
    }

    static GreyThumbnail of(RgbImage image) {
        int width = image.width();
        int height = image.height();
        byte[] rgb = image.rgb();
        float[] values = new float[EDGE * EDGE];
        float[] row = new float[EDGE];
        float[] grey = new float[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0, at = 3 * y * width; x < width; x++, at += 3) {
                grey[x] =
                        0.299f * (rgb[at] & 0xFF)
                                + 0.587f * (rgb[at + 1] & 0xFF)
                                + 0.114f * (rgb[at + 2] & 0xFF);
            }
            shrink(grey, row);
            spread(row, y, height, values);
        }
        return new GreyThumbnail(values);
    }

    /** Means over the areas of a line; an area that ends within a pixel takes that part of it. */
    private static void shrink(float[] line, float[] into) {
        double step = (double) line.length / EDGE;
        for (int i = 0; i < EDGE; i++) {
            double from = i * step;
            double to = from + step;
            double sum = 0;
            for (int x = (int) from; x < Math.min(line.length, Math.ceil(to)); x++) {
                sum += line[x] * (Math.min(to, x + 1) - Math.max(from, x));
            }
            into[i] = (float) (sum / step);
        }
    }

    /** Adds an image row to the thumbnail rows that it touches. */
    private static void spread(float[] row, int y, int height, float[] values) {
        double step = (double) height / EDGE;
        for (int i = (int) (y / step); i < EDGE && i * step < y + 1; i++) {
            double share = (Math.min((i + 1) * step, y + 1) - Math.max(i * step, y)) / step;
            for (int x = 0; share > 0 && x < EDGE; x++) {
                values[i * EDGE + x] += (float) (share * row[x]);
            }
        }
    }

    float at(int x, int y) {
        return values[y * EDGE + x];
    }
}
