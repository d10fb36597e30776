package dev.interproto.training;

import dev.interproto.common.UserFacingException;
import dev.interproto.loss.LossStep;
import dev.interproto.loss.MarginHead;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Stops a training that broke: losses that are not numbers, or worse than guessing for long. */
final class DivergenceWatch {
    /** Steps over which the loss is averaged: a few batches may be bad by bad luck. */
    static final int WINDOW = 100;

    /** Times the guessing loss that count as diverged; random starts lie near 1. */
    private static final double FACTOR = 1.5;

    private final double guessing;
    private final TrainingConfiguration configuration;
    private double windowSum;
    private int windowSteps;

    DivergenceWatch(TrainingConfiguration configuration, int identities, int dimension) {
        this.configuration = configuration;
        this.guessing = guessingLoss(ConfigurationCheck.head(configuration), identities, dimension);
    }

    /**
     * The loss expected of random embeddings: with cosines of mean 0 and variance 1/D it is about
     * ln C + s²/2D, and the margin lowers the own logit.
     */
    static double guessingLoss(MarginHead head, int identities, int dimension) {
        INDArray cosine = Nd4j.zeros(DataType.DOUBLE, 1, 1);
        head.toLogits(cosine, new int[] {0});
        double variance = head.scale() * head.scale() / dimension;
        return Math.log(identities) + variance / 2 - cosine.getDouble(0, 0);
    }

    /**
     * Looks at one step.
     *
     * @throws UserFacingException with what to try where training has broken
     */
    void check(LossStep loss, long step, double rate) {
        if (!Double.isFinite(loss.total())) {
            throw broken(
                    "The loss is no longer a number at step " + step + ".",
                    "The weights have run away; training on would only spoil them further.",
                    rate);
        }
        windowSum += loss.margin();
        windowSteps++;
        if (windowSteps == WINDOW) {
            double mean = windowSum / WINDOW;
            windowSum = 0;
            windowSteps = 0;
            if (mean > FACTOR * guessing) {
                throw broken(
                        String.format(
                                Locale.ROOT,
                                "The mean loss of %d steps is %.1f at step %d, where guessing gives"
                                        + " %.1f.",
                                WINDOW,
                                mean,
                                step,
                                guessing),
                        "Training has diverged and would hardly recover.",
                        rate);
            }
        }
    }

    /** Where weights themselves are not numbers, found before they are saved. */
    UserFacingException brokenWeights(long step, double rate) {
        return broken(
                "Weights are no longer numbers after step " + step + ".",
                "The last update ran away; it is not saved.",
                rate);
    }

    private UserFacingException broken(String what, String meaning, double rate) {
        return new UserFacingException(
                what,
                meaning + " The last good checkpoint is kept.",
                String.format(
                        Locale.ROOT,
                        "Try a lower learning rate (%s instead of %s), a larger batch than %d or a"
                                + " smaller margin than %s; look for broken images in the dataset.",
                        plain(rate / 10),
                        plain(rate),
                        configuration.batchSize(),
                        plain(configuration.head().margin())));
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
