package dev.interproto.desktop.training;

import dev.interproto.training.LearningRateSchedule;
import dev.interproto.training.TrainingConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Learning rate and weight of the Inter-Prototype loss over a whole run before it begins.
 *
 * @param points in order; the first is step 1, the last the run's last
 */
record SchedulePreview(List<Point> points) {
    /** As many as a small chart can show. */
    private static final int POINTS = 400;

    /**
     * @param step from 1
     * @param rate learning rate of the step
     * @param lambda λ of the step
     */
    record Point(long step, double rate, double lambda) {}

    SchedulePreview {
        points = List.copyOf(points);
    }

    /**
     * Some 400 steps at equal distances, and beside them the steps at which rate or λ changes by
     * leaps.
     *
     * @param stepsPerEpoch at least 1
     */
    static SchedulePreview of(TrainingConfiguration configuration, int stepsPerEpoch) {
        LearningRateSchedule schedule = LearningRateSchedule.of(configuration);
        long last = (long) configuration.epochs() * stepsPerEpoch - 1;
        LongStream even =
                LongStream.rangeClosed(0, POINTS).map(i -> Math.round((double) i * last / POINTS));
        LongStream leaps =
                configuration.milestones().stream()
                        .mapToLong(milestone -> (long) milestone * stepsPerEpoch)
                        .flatMap(step -> LongStream.of(step - 1, step));
        List<Point> points = new ArrayList<>();
        LongStream.concat(even, leaps)
                .filter(step -> step >= 0 && step <= last)
                .sorted()
                .distinct()
                .forEach(
                        step -> {
                            int epoch = (int) (step / stepsPerEpoch);
                            int within = (int) (step % stepsPerEpoch);
                            double lambda =
                                    configuration
                                            .refinements()
                                            .interPrototype()
                                            .weightAt(
                                                    configuration.lambdaChild(),
                                                    configuration.milestones(),
                                                    epoch,
                                                    within,
                                                    stepsPerEpoch);
                            double rate = schedule.rateAt(epoch, within, stepsPerEpoch);
                            points.add(new Point(step + 1, rate, lambda));
                        });
        return new SchedulePreview(points);
    }
}
