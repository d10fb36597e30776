package dev.interproto.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns the cosines between embeddings and prototypes into logits for a softmax cross-entropy,
 * making the own identity harder than it is (the margin). Values, safe to share.
 *
 * <p>A head works on the whole matrix, so that later heads may look at every cosine of a row. Heads
 * are stored by {@link #name()}, never by class name.
 */
public sealed interface MarginHead permits ArcFace, CosFace {

    /** The name in files and on the command line, such as {@code arcface}. */
    String name();

    /** Factor s of the logits, above 0. */
    double scale();

    /** Margin m: radians for ArcFace, a difference of cosines for CosFace; 0 or more. */
    double margin();

    /**
     * Overwrites cosines with logits.
     *
     * @param cosines [B, C], each within −1 to 1; holds the logits afterwards
     * @param labels the own identity of each row, 0 to C − 1
     * @return the way back through this very step
     */
    Slopes toLogits(INDArray cosines, int[] labels);

    /** The derivative of one step from cosines to logits. */
    @FunctionalInterface
    interface Slopes {
        /**
         * Overwrites the loss's derivative by the logits with its derivative by the cosines.
         *
         * @param gradient [B, C]
         */
        void backward(INDArray gradient);
    }

    /**
     * The head of a name, as stored in files.
     *
     * @throws IllegalArgumentException for an unknown name; the message lists the known ones
     */
    static MarginHead named(String name, double scale, double margin) {
        return switch (name) {
            case ArcFace.NAME -> new ArcFace(scale, margin);
            case CosFace.NAME -> new CosFace(scale, margin);
            default ->
                    throw new IllegalArgumentException(
                            "unknown margin head '"
                                    + name
                                    + "'; known: "
                                    + ArcFace.NAME
                                    + ", "
                                    + CosFace.NAME);
        };
    }

    /** The head of a name with the published scale and margin. */
    static MarginHead named(String name) {
        return switch (name) {
            case CosFace.NAME -> CosFace.PUBLISHED;
            default -> {
                MarginHead published = ArcFace.PUBLISHED;
                yield named(name, published.scale(), published.margin());
            }
        };
    }
}
