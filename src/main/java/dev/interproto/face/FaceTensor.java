package dev.interproto.face;

/**
 * Aligned faces as a network reads them: float32, height × width × channel (NHWC), R, G, B, each
 * (x/255 − 0.5)/0.5, so −1 to 1 (as the reference's ToTensor and Normalize(0.5, 0.5)).
 */
public final class FaceTensor {
    /** Floats in one face. */
    public static final int LENGTH = FaceAligner.SIZE * FaceAligner.SIZE * 3;

    private static final float[] VALUES = values();

    private FaceTensor() {}

    /**
     * Writes one face into a batch.
     *
     * @param face 112×112
     * @param target receives {@link #LENGTH} floats from {@code offset} on
     * @param flip mirrored left to right
     * @throws IllegalArgumentException when the image is not 112×112 or the target too short
     */
    public static void write(RgbImage face, float[] target, int offset, boolean flip) {
        if (!FaceAligner.isAligned(face)) {
            throw new IllegalArgumentException(
                    "not 112 x 112 but " + face.width() + " x " + face.height());
        }
        if (offset < 0 || target.length - offset < LENGTH) {
            throw new IllegalArgumentException("no room for a face at " + offset);
        }
        byte[] rgb = face.rgb();
        if (!flip) {
            for (int i = 0; i < LENGTH; i++) {
                target[offset + i] = VALUES[rgb[i] & 0xff];
            }
            return;
        }
        int size = FaceAligner.SIZE;
        int to = offset;
        for (int y = 0; y < size; y++) {
            for (int x = size - 1; x >= 0; x--) {
                int from = 3 * (y * size + x);
                target[to++] = VALUES[rgb[from] & 0xff];
                target[to++] = VALUES[rgb[from + 1] & 0xff];
                target[to++] = VALUES[rgb[from + 2] & 0xff];
            }
        }
    }

    /** One face as a new array. */
    public static float[] of(RgbImage face, boolean flip) {
        float[] values = new float[LENGTH];
        write(face, values, 0, flip);
        return values;
    }

    /**
     * The face that was written there.
     *
     * @param values {@link #LENGTH} of them from {@code offset} on, −1 to 1
     * @return 112×112
     */
    public static RgbImage image(float[] values, int offset) {
        byte[] rgb = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            rgb[i] = (byte) Math.round((values[offset + i] * 0.5f + 0.5f) * 255);
        }
        return new RgbImage(FaceAligner.SIZE, FaceAligner.SIZE, rgb);
    }

    private static float[] values() {
        float[] values = new float[256];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i / 255f - 0.5f) / 0.5f;
        }
        return values;
    }
}
