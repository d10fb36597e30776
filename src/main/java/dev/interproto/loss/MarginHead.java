package dev.interproto.loss;

import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns the cosines between embeddings and prototypes into logits for a softmax cross-entropy,
 * making the own identity harder than it is (the margin), some also hard negatives harder. Values,
 * safe to share: what a head remembers from step to step is an array of numbers kept beside it.
 *
 * <p>A head is stored by {@link #name()} and {@link #options()}, never by class name.
 */
public sealed interface MarginHead
        permits Softmax,
                ArcFace,
                CosFace,
                CombinedMargin,
                CurricularFace,
                MvSoftmax,
                AdaFace,
                MagFace,
                BroadFace,
                AgeAware {

    HeadKind kind();

    /** The name in files and on the command line, such as {@code arcface}. */
    default String name() {
        return kind().id();
    }

    /** Factor s of the logits, above 0. */
    double scale();

    /** All its numbers by name, as {@link HeadKind#with} takes them. */
    Map<String, Double> options();

    /**
     * What becomes of one row of cosines.
     *
     * @param own the own identity's cosine, −1 to 1
     * @param norm the embedding's length before it was brought to 1; only heads that {@link
     *     #needsNorms} look at it
     * @param memory as {@link #remember} left it
     */
    RowMargin row(double own, double norm, double[] memory);

    /** Whether the embeddings' lengths decide. */
    default boolean needsNorms() {
        return false;
    }

    /** What is learnt from ages beside it; nothing for most heads. */
    default Optional<AgeTask> ageTask() {
        return Optional.empty();
    }

    /** What it remembers before the first step; empty for most heads. */
    default double[] freshMemory() {
        return new double[0];
    }

    /**
     * What it remembers once it has seen a training batch, used for that batch already.
     *
     * @param memory from before; not changed
     * @param own cosines of the batch to their own identities
     * @param norms lengths of the embeddings
     */
    default double[] remember(double[] memory, double[] own, double[] norms) {
        return memory;
    }

    /**
     * Overwrites cosines with logits, as in a first step and for embeddings that had unit length.
     *
     * @param cosines [B, C], each within −1 to 1; holds the logits afterwards
     * @param labels the own identity of each row, 0 to C − 1
     * @return the way back through this very step
     */
    default Slopes toLogits(INDArray cosines, int[] labels) {
        RowMargin[] rows = new RowMargin[labels.length];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = row(cosines.getDouble(row, labels[row]), 1, freshMemory());
        }
        return RowLogits.apply(cosines, labels, scale(), rows);
    }

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
     * @throws IllegalArgumentException for an unknown name, an option it does not have or a value
     *     out of range; the message says what is known
     */
    static MarginHead named(String name, Map<String, Double> options) {
        return HeadKind.of(name).with(options);
    }

    /** A head of a name that has a scale and a margin. */
    static MarginHead named(String name, double scale, double margin) {
        return named(name, Map.of("scale", scale, "margin", margin));
    }

    /** The head of a name with the published numbers. */
    static MarginHead named(String name) {
        return HeadKind.of(name).published();
    }
}
