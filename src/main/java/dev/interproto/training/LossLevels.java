package dev.interproto.training;

import dev.interproto.loss.GuessingLoss;
import dev.interproto.network.Backbone;
import java.util.Locale;

/**
 * What a loss is to be compared with.
 *
 * @param classes C, identities that a step's softmax is over
 * @param chance ln C: the cross-entropy of giving each of them the same probability
 * @param start the loss expected of random weights under the head's scale and margin, which is
 *     higher: guesses are confident and the own identity is handicapped
 */
public record LossLevels(int classes, double chance, double start) {

    /**
     * The levels of a training.
     *
     * @param identities of the dataset, at least 2
     */
    public static LossLevels of(TrainingConfiguration configuration, int identities) {
        int classes = configuration.classes(identities);
        return new LossLevels(
                classes,
                Math.log(classes),
                GuessingLoss.of(
                        ConfigurationCheck.head(configuration),
                        classes,
                        Backbone.fromId(configuration.backbone()).embeddingSize()));
    }

    /** For a person, before the first step. */
    String sentence() {
        return String.format(
                Locale.ROOT,
                "A margin loss of about %.1f is normal at the start; below ln %d = %.2f it is"
                        + " better than even guessing without a margin.",
                start,
                classes,
                chance);
    }
}
