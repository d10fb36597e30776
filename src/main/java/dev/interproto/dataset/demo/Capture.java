package dev.interproto.dataset.demo;

import java.awt.Color;
import java.util.random.RandomGenerator;

/**
 * The moment of the photograph: everything that has nothing to do with who or how old. Angles in
 * radians; positive yaw turns the face to the right of the image, positive pitch down.
 *
 * @param smile −0.3 (sullen) to 1 (laughing)
 * @param eyeOpening about 1
 * @param browRaise in head units
 * @param lightX where the light comes from, −1 left to 1 right
 * @param lightStrength opacity of the shading it throws, 0 to 0.5
 * @param gain brightness of the picture, about 1
 * @param warmth red against blue, about 0
 * @param blur radius in output pixels
 * @param noise standard deviation in grey levels
 * @param landmarkError of the imagined detector, in head units
 */
record Capture(
        double roll,
        double yaw,
        double pitch,
        double smile,
        double eyeOpening,
        double browRaise,
        double gaze,
        double lightX,
        double lightStrength,
        double gain,
        double warmth,
        double blur,
        double noise,
        double landmarkError,
        Color backdrop,
        Color backdropFar,
        Color clothes,
        long grain) {

    /** A passport photograph. */
    static Capture neutral(long grain) {
        return new Capture(
                0,
                0,
                0,
                0.4,
                1,
                0,
                0,
                -0.5,
                0.2,
                1,
                0,
                0,
                0,
                0,
                new Color(226, 231, 236),
                new Color(205, 213, 222),
                new Color(92, 112, 138),
                grain);
    }

    /** A snapshot. */
    static Capture sample(RandomGenerator random) {
        Color backdrop = colour(random, 0.35, 0.5, 0.95);
        return new Capture(
                0.05 * normal(random),
                0.13 * normal(random),
                0.06 * normal(random),
                random.nextDouble(-0.15, 0.95),
                1 + 0.09 * normal(random),
                0.025 * normal(random),
                0.35 * normal(random),
                random.nextDouble(-1, 1),
                random.nextDouble(0.1, 0.4),
                1 + 0.09 * normal(random),
                0.03 * normal(random),
                random.nextDouble() < 0.3 ? random.nextDouble(0.3, 0.8) : 0,
                random.nextDouble(0.5, 3.5),
                0.02,
                backdrop,
                Palette.mix(backdrop, colour(random, 0.4, 0.2, 0.9), random.nextDouble(0.3, 0.9)),
                colour(random, 0.6, 0.2, 0.85),
                random.nextLong());
    }

    private static Color colour(
            RandomGenerator random, double saturation, double darkest, double lightest) {
        return Color.getHSBColor(
                random.nextFloat(),
                (float) random.nextDouble(0, saturation),
                (float) random.nextDouble(darkest, lightest));
    }

    private static double normal(RandomGenerator random) {
        return Math.max(-2, Math.min(2, random.nextGaussian()));
    }
}
