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

    /**
     * Half a cosine, step by step: floor + (start − floor) · (1 + cos πt)/2, where t goes from 0 to
     * 1 between two moments of the run (Loshchilov and Hutter, "SGDR", 2017, without restarts).
     *
     * @param start rate up to {@code from}, above 0
     * @param floor rate from {@code to} on, 0 to {@code start}
     * @param from epochs after which it begins to fall, whole or not
     * @param to epochs after which it has fallen, above {@code from}
     */
    record Cosine(double start, double floor, double from, double to)
            implements LearningRateSchedule {
        public Cosine {
            if (!(start > 0) || !(floor >= 0 && floor <= start) || !(from >= 0 && to > from)) {
                throw new IllegalArgumentException(
                        "a cosine from " + start + " to " + floor + " over " + from + " to " + to);
            }
        }

        @Override
        public double rateAt(int epoch, int stepInEpoch, int stepsPerEpoch) {
            double now = epoch + (double) stepInEpoch / stepsPerEpoch;
            double t = Math.min(1, Math.max(0, (now - from) / (to - from)));
            return floor + (start - floor) * (1 + Math.cos(Math.PI * t)) / 2;
        }
    }

    /**
     * Another schedule, with its first steps lowered: of W warm-up steps the k-th takes k/W of the
     * rate, so that the last of them has all of it (Goyal et al., 2017).
     *
     * @param then the schedule that is warmed up to; it is not put off
     * @param epochs how long, whole or not, 0 or more; rounded to whole steps
     */
    record WarmUp(LearningRateSchedule then, double epochs) implements LearningRateSchedule {
        public WarmUp {
            if (!(epochs >= 0)) {
                throw new IllegalArgumentException("a warm-up of " + epochs + " epochs");
            }
        }

        @Override
        public double rateAt(int epoch, int stepInEpoch, int stepsPerEpoch) {
            long steps = Math.round(epochs * stepsPerEpoch);
            long done = (long) epoch * stepsPerEpoch + stepInEpoch + 1;
            double rate = then.rateAt(epoch, stepInEpoch, stepsPerEpoch);
            return done < steps ? rate * done / steps : rate;
        }
    }

    /** The schedule a configuration asks for. */
    static LearningRateSchedule of(TrainingConfiguration configuration) {
        ScheduleOptions options = configuration.refinements().schedule();
        double start = configuration.learningRate();
        LearningRateSchedule falling =
                switch (options.shape()) {
                    case MILESTONES -> new Milestones(start, configuration.milestones(), 10);
                    case COSINE ->
                            new Cosine(
                                    start,
                                    options.finalRate(),
                                    options.warmUpEpochs(),
                                    configuration.epochs());
                };
        return options.warmUpEpochs() > 0 ? new WarmUp(falling, options.warmUpEpochs()) : falling;
    }
}
