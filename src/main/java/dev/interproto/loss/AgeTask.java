package dev.interproto.loss;

import dev.interproto.network.layer.AgeBranch;

/**
 * What is learnt from the ages of faces beside their identities. Ages are whole years, negative
 * where unknown: such a face adds nothing to an age loss, whose mean is over the others. (The
 * Inter-Prototype reference counts it as 30 years old, which decides who is a child; as something
 * to learn it would be a wrong answer given with confidence.)
 */
public sealed interface AgeTask permits LengthAge, DecorrelatedAge, AttentionAge {

    /** The method it makes of a margin head. */
    HeadKind method();

    /** Its own numbers, in the order of the method's options. */
    double[] numbers();

    /** Where in the network the ages are read. */
    AgeBranch branch();

    /**
     * The losses of a batch and their derivatives.
     *
     * @param readings [B, A] as {@link AgeBranch} lays them out
     * @param ages [B], years, negative where unknown
     * @param gradient [B, A], overwritten with the derivative of {@link AgeStep#added}
     */
    AgeStep learn(double[][] readings, int[] ages, double[][] gradient);

    /**
     * Whose turn it is.
     *
     * @param update of the training, from 0
     */
    default Turn turn(long update) {
        return Turn.ALL;
    }
}
