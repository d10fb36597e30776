package dev.interproto.training;

import dev.interproto.common.UserFacingException;
import dev.interproto.loss.GuessingLoss;
import dev.interproto.loss.LossStep;
import dev.interproto.loss.PrototypeSimilarities;
import java.util.Locale;
import java.util.Optional;

/**
 * Stops a training that broke: losses that are not numbers, or worse than guessing for long; and
 * says once where one does not get away from guessing, or where its prototypes collapse.
 */
final class DivergenceWatch {
    /** Steps over which the loss is averaged: a few batches may be bad by bad luck. */
    static final int WINDOW = 100;

    /** Times the guessing loss that count as diverged; random starts lie near 1. */
    private static final double FACTOR = 1.5;

    /** Windows of one session after which a loss still near guessing is flat: 2,000 steps. */
    static final int FLAT_WINDOWS = 20;

    /** Of the guessing loss that a training has left behind by then. */
    private static final double FLAT = 0.95;

    /**
     * Mean cosine between adults' prototypes that is a collapse; near 0 in a training that goes
     * well, 0.82 in one that was seen to fail.
     */
    private static final double COLLAPSED = 0.5;

    private final double guessing;
    private final TrainingConfiguration configuration;
    private double windowSum;
    private int windowSteps;
    private int windows;
    private boolean collapsed;

    /**
     * @param classes identities that a step's softmax is over
     * @param dimension of an embedding
     */
    DivergenceWatch(TrainingConfiguration configuration, int classes, int dimension) {
        this.configuration = configuration;
        this.guessing = GuessingLoss.of(ConfigurationCheck.head(configuration), classes, dimension);
    }

    /**
     * Looks at one step.
     *
     * @return a warning, once, where the loss is flat
     * @throws UserFacingException with what to try where training has broken
     */
    Optional<String> check(LossStep loss, long step, double rate) {
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
            if (++windows == FLAT_WINDOWS && mean > FLAT * guessing) {
                return Optional.of(flat(mean, step, rate));
            }
        }
        return Optional.empty();
    }

    /**
     * Looks at the prototypes. Under ArcFace's margin a network can turn every face away from all
     * prototypes alike: beyond π − m the margin costs a constant, and the prototypes draw together
     * on the other side. The loss does not show it, since it falls below guessing.
     *
     * @return a warning, once, where prototypes of adults are alike
     */
    Optional<String> check(PrototypeSimilarities prototypes, long step) {
        if (collapsed || !(prototypes.adultAdult() > COLLAPSED)) {
            return Optional.empty();
        }
        collapsed = true;
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "The prototypes have collapsed: after %d steps those of adults have a mean"
                            + " cosine of %.2f, where about 0 is normal. Such a network hardly"
                            + " tells people apart, and seldom recovers. Begin again with warm-up"
                            + " epochs, a learning rate of %s instead of %s, or a smaller margin"
                            + " (now %s).",
                        step,
                        prototypes.adultAdult(),
                        plain(configuration.learningRate() / 3),
                        plain(configuration.learningRate()),
                        configuration.head()));
    }

    private String flat(double mean, long step, double rate) {
        return String.format(
                Locale.ROOT,
                "The loss is flat: after %d steps its mean is %.1f, where guessing gives %.1f. Try"
                    + " a learning rate of %s or %s instead of %s, a smaller margin or scale (now"
                    + " %s), or weights to start from; look whether the folders hold one person"
                    + " each.",
                step,
                mean,
                guessing,
                plain(rate / 3),
                plain(rate * 3),
                plain(rate),
                configuration.head());
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
                                + " smaller margin or scale (now %s); look for broken images in the"
                                + " dataset.",
                        plain(rate / 10),
                        plain(rate),
                        configuration.batchSize(),
                        configuration.head()));
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
