package dev.interproto.face;

/**
 * A decoded photograph, 8 bits a channel, upright (orientation already applied).
 *
 * @param width pixels
 * @param height pixels
 * @param rgb interleaved R, G, B, row after row from the top: 3 · width · height bytes; not copied
 */
public record RgbImage(int width, int height, byte[] rgb) {
    public RgbImage {
        if (width < 1 || height < 1 || rgb.length != 3 * width * height) {
            throw new IllegalArgumentException(
                    "an image of "
                            + width
                            + " x "
                            + height
                            + " needs 3 bytes a pixel, not "
                            + rgb.length);
        }
    }

    /** The mirror image, left to right. */
    public RgbImage mirrored() {
        byte[] mirror = new byte[rgb.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                System.arraycopy(
                        rgb, 3 * (y * width + x), mirror, 3 * (y * width + width - 1 - x), 3);
            }
        }
        return new RgbImage(width, height, mirror);
    }
}
