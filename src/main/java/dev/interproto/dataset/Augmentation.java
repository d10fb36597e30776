package dev.interproto.dataset;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What may be done to training images beside the mirroring, each effect by itself and in this
 * order. The paper does none of it.
 *
 * @param crop padded with its border and cropped; strength: pixels it may move, 1 to 56
 * @param colour brightness, contrast and saturation each times 1 ± strength, 0 to 1
 * @param lowResolution shrunk and enlarged again; strength: the largest factor, 1 to 8
 * @param blur Gaussian; strength: the largest σ in pixels, above 0 to 5
 * @param erase a rectangle of noise; strength: the largest share of the image, 0.02 to 0.5
 */
public record Augmentation(
        Effect crop, Effect colour, Effect lowResolution, Effect blur, Effect erase) {
    /** The paper's. */
    public static final Augmentation NONE = new Augmentation(null, null, null, null, null);

    /**
     * One effect.
     *
     * @param probability of an image to get it, 0 (off) to 1
     * @param strength the most of it; how much an image gets is drawn evenly up to there
     */
    public record Effect(double probability, double strength) {
        private boolean within(double least, double most) {
            return probability >= 0
                    && probability <= 1
                    && (probability == 0 || (strength >= least && strength <= most));
        }
    }

    public Augmentation {
        crop = crop == null ? new Effect(0, 8) : crop;
        colour = colour == null ? new Effect(0, 0.2) : colour;
        lowResolution = lowResolution == null ? new Effect(0, 4) : lowResolution;
        blur = blur == null ? new Effect(0, 1.5) : blur;
        erase = erase == null ? new Effect(0, 0.2) : erase;
    }

    /** Whether images stay as they are. */
    public boolean isOff() {
        return Stream.of(crop, colour, lowResolution, blur, erase)
                .allMatch(effect -> effect.probability() == 0);
    }

    /** What is wrong with it, as a sentence; empty where nothing is. */
    public Optional<String> complaint() {
        if (!crop.within(1, 56)) {
            return Optional.of(sentence("crop", crop, "1 to 56 pixels"));
        } else if (!colour.within(0, 1)) {
            return Optional.of(sentence("colour", colour, "0 to 1"));
        } else if (!lowResolution.within(1, 8)) {
            return Optional.of(sentence("low resolution", lowResolution, "1 to 8"));
        } else if (!blur.within(0.1, 5)) {
            return Optional.of(sentence("blur", blur, "0.1 to 5 pixels"));
        } else if (!erase.within(0.02, 0.5)) {
            return Optional.of(sentence("erase", erase, "0.02 to 0.5 of the image"));
        }
        return Optional.empty();
    }

    private static String sentence(String name, Effect effect, String range) {
        return "The augmentation "
                + name
                + " has probability "
                + effect.probability()
                + " and strength "
                + effect.strength()
                + "; possible are 0 to 1 and "
                + range
                + ".";
    }
}
