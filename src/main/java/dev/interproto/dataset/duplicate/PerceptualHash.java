package dev.interproto.dataset.duplicate;

import dev.interproto.face.RgbImage;

/**
 * What stays of an image however it is encoded, resized or lit: the 64 lowest frequencies of its
 * discrete cosine transform without the mean. As 64 signs, to be found by; and as a pattern of 64
 * numbers, to be sure by.
 *
 * <p>The signs are those of pHash (Zauner, "Implementation and benchmarking of perceptual image
 * hash functions", 2010) with zero in the place of the median. So a mirrored image's hash is known
 * without looking at it, since a mirror changes the sign of the odd horizontal frequencies and
 * nothing else. Computed in plain Java: the same on every machine.
 *
 * <p>Measured on 942 aligned celebrities and 944 photographs of LFW. Distance of hashes (bits, 99
 * of 100 copies below): recompressed as JPEG 30 2, halved 1, brighter by 40 6, gamma 0.7 7, cropped
 * by 1 % 6, by 3 % 16. Correlation of patterns (99 of 100 copies above): 0.9996, 0.9998, 0.984,
 * 0.982, 0.982, 0.77. Of 0.85 million pairs of different people 8 are as near as 7 bits and none
 * correlates above 0.960, so both together decide.
 */
public final class PerceptualHash {
    /** Bytes of a pattern. */
    public static final int PATTERN = 64;

    /**
     * Copies differ by no more bits. With 7, each of four 16-bit bands of which one differs by at
     * most a bit finds them all; see the class for what 7 finds.
     */
    public static final int DEFAULT_DISTANCE = 7;

    /**
     * Copies correlate at least so. Different people stay below 0.960; of 26 pairs of celebrities
     * above 0.973 all are one photograph twice, below that other shots of one session begin.
     */
    static final double SAME_PATTERN = 0.975;

    private static final int BANDS = 4;
    private static final int BAND_BITS = 16;
    private static final int SIDE = 8;
    private static final int EDGE = GreyThumbnail.EDGE;
    private static final int[] HORIZONTAL = new int[PATTERN];
    private static final int[] VERTICAL = new int[PATTERN];
    private static final long ODD;
    private static final double[][] COSINES = new double[SIDE + 1][EDGE];

    static {
        int[] filled = new int[BANDS];
        for (int v = 0; v < SIDE; v++) {
            for (int u = 0; u < SIDE; u++) {
                // The mean says nothing; one more horizontal frequency takes its place.
                place(u + v == 0 ? SIDE : u, v, filled);
            }
        }
        long odd = 0;
        for (int bit = 0; bit < PATTERN; bit++) {
            odd |= (long) (HORIZONTAL[bit] & 1) << bit;
        }
        ODD = odd;
        for (int u = 0; u <= SIDE; u++) {
            double scale = u == 0 ? Math.sqrt(0.5) : 1;
            for (int x = 0; x < EDGE; x++) {
                COSINES[u][x] = scale * StrictMath.cos(Math.PI * u * (2 * x + 1) / (2 * EDGE));
            }
        }
    }

    private final long bits;
    private final byte[] pattern;

    private PerceptualHash(long bits, byte[] pattern) {
        this.bits = bits;
        this.pattern = pattern;
    }

    /** Neighbouring frequencies go to different bands: all faces are alike in some of them. */
    private static void place(int u, int v, int[] filled) {
        int band = (u + v) % BANDS;
        int bit = BAND_BITS * band + filled[band]++;
        HORIZONTAL[bit] = u;
        VERTICAL[bit] = v;
    }

    /** The hash of an image of any size. */
    public static PerceptualHash of(RgbImage image) {
        double[] frequencies = frequencies(GreyThumbnail.of(image));
        double energy = 0;
        for (double value : frequencies) {
            energy += value * value;
        }
        long bits = 0;
        byte[] pattern = new byte[PATTERN];
        // Of a single grey: less than a grey level of contrast in the whole thumbnail.
        if (energy > EDGE * EDGE) {
            for (int i = 0; i < PATTERN; i++) {
                bits |= frequencies[i] > 0 ? 1L << i : 0;
                double root = Math.sqrt(Math.abs(frequencies[i]) / Math.sqrt(energy));
                pattern[i] =
                        (byte) Math.round(Math.copySign(Byte.MAX_VALUE * root, frequencies[i]));
            }
        }
        return new PerceptualHash(bits, pattern);
    }

    private static double[] frequencies(GreyThumbnail thumbnail) {
        double[][] rows = new double[EDGE][SIDE + 1];
        for (int y = 0; y < EDGE; y++) {
            for (int u = 0; u <= SIDE; u++) {
                for (int x = 0; x < EDGE; x++) {
                    rows[y][u] += thumbnail.at(x, y) * COSINES[u][x];
                }
            }
        }
        double[] frequencies = new double[PATTERN];
        for (int i = 0; i < PATTERN; i++) {
            for (int y = 0; y < EDGE; y++) {
                frequencies[i] += rows[y][HORIZONTAL[i]] * COSINES[VERTICAL[i]][y];
            }
        }
        return frequencies;
    }

    /** The signs; 0 for an image of a single grey, which resembles nothing. */
    public long bits() {
        return bits;
    }

    /** {@value #PATTERN} signed square roots, whose squares have a sum of about 127². */
    public byte[] pattern() {
        return pattern.clone();
    }

    /** The bits of the same image seen in a mirror. */
    public static long mirrored(long bits) {
        return bits ^ ODD;
    }

    /**
     * How alike two images are at low frequencies: Pearson's correlation of the grey values, −1 to
     * 1; 0 where one of them is of a single grey.
     *
     * @param first holds a pattern from {@code at} on
     * @param second holds a pattern from {@code otherAt} on
     * @param mirror whether the second is seen in a mirror
     */
    static double correlation(byte[] first, int at, byte[] second, int otherAt, boolean mirror) {
        long ab = 0;
        long aa = 0;
        long bb = 0;
        for (int i = 0; i < PATTERN; i++) {
            int a = first[at + i] * Math.abs(first[at + i]);
            int b = second[otherAt + i] * Math.abs(second[otherAt + i]);
            ab += mirror && (HORIZONTAL[i] & 1) == 1 ? -(long) a * b : (long) a * b;
            aa += (long) a * a;
            bb += (long) b * b;
        }
        return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt((double) aa * bb);
    }
}
