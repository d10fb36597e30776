package dev.interproto.training;

import dev.interproto.loss.SimilarityDistance;
import java.util.List;

/**
 * Variants of the Inter-Prototype loss and of its weight over a run, beside the weight's height λ.
 *
 * @param distance of the similarity matrix from the identity matrix; {@code MSE} where a file has
 *     none
 * @param window when the loss counts; {@code ALWAYS} where a file has none
 * @param course how its weight goes within the window; {@code CONSTANT} where a file has none
 * @param rampEpochs epochs, whole or not, over which {@code RAMP} rises; above 0 with it
 */
public record InterPrototypeOptions(
        SimilarityDistance distance, Window window, Course course, double rampEpochs) {
    /** The paper's: MSE at every step with the same weight. */
    public static final InterPrototypeOptions PAPER =
            new InterPrototypeOptions(SimilarityDistance.MSE, Window.ALWAYS, Course.CONSTANT, 0);

    /** Which part of a run. */
    public enum Window {
        ALWAYS,
        /** Up to the first milestone. */
        BEFORE,
        /** From the first milestone on. */
        AFTER
    }

    /** How the weight goes. */
    public enum Course {
        CONSTANT,
        /** Linearly from 0 at the window's beginning to λ. */
        RAMP,
        /** Divided by 10 at each milestone, as the learning rate is. */
        STEP
    }

    public InterPrototypeOptions {
        distance = distance == null ? SimilarityDistance.MSE : distance;
        window = window == null ? Window.ALWAYS : window;
        course = course == null ? Course.CONSTANT : course;
    }

    /**
     * The weight of a step.
     *
     * @param lambda λ at its full height
     * @param milestones epochs from 0, in any order
     * @param epoch from 0
     * @param stepInEpoch from 0
     * @param stepsPerEpoch at least 1
     */
    public double weightAt(
            double lambda,
            List<Integer> milestones,
            int epoch,
            int stepInEpoch,
            int stepsPerEpoch) {
        int first = milestones.stream().mapToInt(Integer::intValue).min().orElse(Integer.MAX_VALUE);
        boolean counts =
                switch (window) {
                    case ALWAYS -> true;
                    case BEFORE -> epoch < first;
                    case AFTER -> epoch >= first;
                };
        if (!counts) {
            return 0;
        }
        return switch (course) {
            case CONSTANT -> lambda;
            case RAMP -> {
                double begun = window == Window.AFTER ? first : 0;
                double now = epoch + (double) stepInEpoch / stepsPerEpoch;
                yield lambda * Math.min(1, (now - begun) / rampEpochs);
            }
            case STEP -> lambda / Math.pow(10, milestones.stream().filter(m -> m <= epoch).count());
        };
    }
}
