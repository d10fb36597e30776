package dev.interproto.training;

import dev.interproto.loss.GuessingLoss;
import dev.interproto.network.Backbone;
import java.util.Locale;

/**
 * What a loss is to be compared with.
 *
 * @param chance ln C: the cross-entropy of giving each of C identities the same probability
 * @param start the loss expected of random weights under the head's scale and margin, which is
 *     higher: guesses are confident and the own identity is handicapped
 */
public record LossLevels(double chance, double start) {

    /**
     * The levels of a training.
     *
     * @param identities C, at least 2
     */
    public static LossLevels of(TrainingConfiguration configuration, int identities) {
        return new LossLevels(
                Math.log(identities),
                GuessingLoss.of(
                        ConfigurationCheck.head(configuration),
                        identities,
                        Backbone.fromId(configuration.backbone()).embeddingSize()));
    }

    /** For a person, before the first step. */
    String sentence(int identities) {
        return String.format(
                Locale.ROOT,
                "A margin loss of about %.1f is normal at the start; below ln %d = %.2f it is"
                        + " better than even guessing without a margin.",
                start,
                identities,
                chance);
    }
}
