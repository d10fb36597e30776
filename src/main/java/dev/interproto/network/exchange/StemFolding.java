package dev.interproto.network.exchange;

import dev.interproto.common.UserFacingException;
import dev.interproto.face.Preprocessing;
import dev.interproto.face.Preprocessing.ColourOrder;

/**
 * Moves a network's preprocessing into its first convolution, so that it takes standard input.
 *
 * <p>With the same mean m, foreign input (x − m)·s is standard input (x − m)·t times s/t: the
 * weights take the factor, and the zeros of the padding stay zeros. BGR swaps the first and the
 * third input channel. Another mean would move the padding too, and is refused.
 */
public final class StemFolding {
    private static final int COLOURS = 3;

    /** Elements of one 3 x 3 window, the first convolution of every backbone of ours. */
    private static final int WINDOW = 9;

    private StemFolding() {}

    /**
     * Weights that give for {@link Preprocessing#STANDARD} input what the given ones give for
     * theirs; each is rounded to float32 once.
     *
     * @param stemWeights of the first convolution, [O, 3, 3, 3] (output, input, height, width) in C
     *     order; stays unchanged
     * @param from the preprocessing they were trained with
     * @return new weights, [O, 3, 3, 3]
     * @throws UserFacingException where mean or size differ from the standard's
     * @throws IllegalArgumentException where the length is that of no [O, 3, 3, 3]
     */
    public static float[] fold(float[] stemWeights, Preprocessing from) {
        if (stemWeights.length == 0 || stemWeights.length % (COLOURS * WINDOW) != 0) {
            throw new IllegalArgumentException(stemWeights.length + " weights are no [O, 3, 3, 3]");
        }
        refuseWhatCannotBeFolded(from);
        double factor = from.scale() / Preprocessing.STANDARD.scale();
        boolean swap = from.colours() != ColourOrder.RGB;
        float[] folded = new float[stemWeights.length];
        for (int i = 0; i < folded.length; i++) {
            int colour = i / WINDOW % COLOURS;
            int source = swap ? i + (COLOURS - 1 - 2 * colour) * WINDOW : i;
            folded[i] = (float) (stemWeights[source] * factor);
        }
        return folded;
    }

    private static void refuseWhatCannotBeFolded(Preprocessing from) {
        Preprocessing standard = Preprocessing.STANDARD;
        if (from.mean() != standard.mean()) {
            throw new UserFacingException(
                    "The model subtracts the mean " + from.mean() + " from its pixels, not 127.5.",
                    "Its preprocessing cannot be moved into its first convolution exactly, because"
                            + " the borders of the image would change.",
                    "Give the mean it was trained with if this one is not it, or import the model"
                            + " as ONNX, where any mean is honoured.");
        }
        if (from.size() != standard.size()) {
            throw new UserFacingException(
                    "The model takes faces of "
                            + from.size()
                            + " pixels, not of "
                            + standard.size()
                            + ".",
                    "Our backbones are built for faces of 112 x 112 pixels.",
                    "Import the model as ONNX, where any size is honoured.");
        }
    }
}
