package dev.interproto.training;

import dev.interproto.common.UserFacingException;

/** Refuses refinements that make no sense, naming the value. */
final class RefinementsCheck {
    private RefinementsCheck() {}

    /**
     * @throws UserFacingException for the first value that makes no sense
     */
    static void require(TrainingConfiguration configuration) {
        schedule(configuration);
        update(configuration.refinements().update());
    }

    private static void schedule(TrainingConfiguration configuration) {
        ScheduleOptions schedule = configuration.refinements().schedule();
        ConfigurationCheck.require(
                schedule.warmUpEpochs() >= 0 && schedule.warmUpEpochs() < configuration.epochs(),
                "The warm-up is " + schedule.warmUpEpochs() + " epochs long.",
                "Choose 0 (none) to below the " + configuration.epochs() + " epochs of the run.");
        ConfigurationCheck.require(
                schedule.finalRate() >= 0 && schedule.finalRate() < configuration.learningRate(),
                "The final learning rate is " + schedule.finalRate() + ".",
                "Choose 0 to below the learning rate, which is "
                        + configuration.learningRate()
                        + ".");
        ConfigurationCheck.require(
                schedule.finalRate() == 0 || schedule.shape() == ScheduleOptions.Shape.COSINE,
                "The final learning rate is "
                        + schedule.finalRate()
                        + ", but the rate falls by milestones.",
                "A final rate belongs to the cosine schedule; choose that, or leave the rate 0.");
    }

    private static void update(UpdateOptions update) {
        ConfigurationCheck.require(
                update.clipNorm() >= 0 && Double.isFinite(update.clipNorm()),
                "The gradient is to be clipped at a norm of " + update.clipNorm() + ".",
                "Choose 0 (never) or more, such as 5.");
        ConfigurationCheck.require(
                update.accumulation() >= 1,
                "An update is to gather " + update.accumulation() + " batches.",
                "Choose 1 or more.");
        ConfigurationCheck.require(
                update.averageDecay() >= 0 && update.averageDecay() < 1,
                "The decay of the weights' average is " + update.averageDecay() + ".",
                "Choose 0 (no average) to below 1, such as 0.999.");
    }
}
