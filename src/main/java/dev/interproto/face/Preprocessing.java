package dev.interproto.face;

/**
 * How a network wants its pixels: travels with every imported model.
 *
 * <p>A pixel value x, 0 to 255, becomes (x − mean) · scale.
 *
 * @param colours order of the three channels
 * @param mean subtracted, in pixel values
 * @param scale multiplied afterwards
 * @param size width and height of the input in pixels; aligned faces of another size are resized
 */
public record Preprocessing(ColourOrder colours, double mean, double scale, int size) {
    /** Ours and the PyTorch reference's: RGB, (x/255 − 0.5)/0.5, 112 × 112. */
    public static final Preprocessing STANDARD =
            new Preprocessing(ColourOrder.RGB, 127.5, 1 / 127.5, FaceAligner.SIZE);

    /** The order of the colour channels. */
    public enum ColourOrder {
        RGB,
        BGR
    }

    public Preprocessing {
        if (!Double.isFinite(mean) || !Double.isFinite(scale) || scale == 0 || size < 1) {
            throw new IllegalArgumentException(
                    "mean " + mean + ", scale " + scale + ", size " + size);
        }
    }
}
