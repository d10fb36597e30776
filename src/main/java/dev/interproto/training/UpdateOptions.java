package dev.interproto.training;

/**
 * What happens between the gradients of a batch and the weights.
 *
 * @param clipNorm a gradient whose norm over all weights and prototypes is above it is scaled down
 *     to it (Pascanu et al., 2013); 0 for never
 * @param accumulation batches whose mean gradient makes one update, 1 or more. Batch normalisation
 *     still sees one batch at a time, so this is not the same as a larger batch. The last update of
 *     an epoch takes the batches that are left. With {@link dev.interproto.loss.PartialFc} each
 *     batch has identities of its own: a prototype's gradient is 0 in a batch that has not drawn
 *     it, and the update is of all prototypes that any of the batches has. 0 in files without it
 *     stands for 1
 * @param averageDecay d of the moving average a ← d·a + (1 − d)·w of all weights after each update,
 *     which is then what is evaluated, saved as {@code parameters/} and exported; 0 for none. In
 *     the first steps d is at most (1 + step)/(10 + step), so that the random start is soon
 *     forgotten. Costs a pass over all weights in each update; with {@link
 *     dev.interproto.loss.PartialFc} over the prototypes that change ({@link
 *     dev.interproto.loss.RowAverage})
 */
public record UpdateOptions(double clipNorm, int accumulation, double averageDecay) {
    /** The paper's: every batch an update, nothing clipped or averaged. */
    public static final UpdateOptions PAPER = new UpdateOptions(0, 1, 0);

    public UpdateOptions {
        accumulation = accumulation == 0 ? 1 : accumulation;
    }

    /** Whether the weights that are evaluated are averages. */
    boolean averages() {
        return averageDecay > 0;
    }
}
