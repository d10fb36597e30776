package dev.interproto.training;

import java.util.List;

/** The learning rate over a run. Values, safe to share; wrap one in another to compose them. */
public sealed interface LearningRateSchedule {

    /**
     * The learning rate of a step.
     *
     * @param epoch from 0
     * @param stepInEpoch from 0
     * @param stepsPerEpoch at least 1
     */
    double rateAt(int epoch, int stepInEpoch, int stepsPerEpoch);

    /**
     * Divided by a factor at the start of each milestone epoch.
     *
     * @param start rate of epoch 0, above 0
     * @param milestones epochs from 0, in any order; one that is 0 counts from the first step
     * @param divisor above 0; the paper's is 10
     */
    record Milestones(double start, List<Integer> milestones, double divisor)
            implements LearningRateSchedule {
        public Milestones {
            milestones = List.copyOf(milestones);
            if (!(start > 0) || !(divisor > 0)) {
                throw new IllegalArgumentException(
                        "start and divisor must be above 0, not " + start + " and " + divisor);
            }
        }

        @Override
        public double rateAt(int epoch, int stepInEpoch, int stepsPerEpoch) {
            long passed = milestones.stream().filter(milestone -> milestone <= epoch).count();
            return start / Math.pow(divisor, passed);
        }
    }

    /** The schedule a configuration asks for: its milestones, each dividing by 10. */
    static LearningRateSchedule of(TrainingConfiguration configuration) {
        return new Milestones(configuration.learningRate(), configuration.milestones(), 10);
    }
}
