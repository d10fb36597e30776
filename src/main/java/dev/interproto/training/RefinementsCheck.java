package dev.interproto.training;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.Sampling;

/** Refuses refinements that make no sense, naming the value. */
final class RefinementsCheck {
    private RefinementsCheck() {}

    /**
     * @throws UserFacingException for the first value that makes no sense
     */
    static void require(TrainingConfiguration configuration) {
        schedule(configuration);
        update(configuration.refinements().update());
        configuration
                .refinements()
                .augmentation()
                .complaint()
                .ifPresent(
                        complaint ->
                                ConfigurationCheck.require(
                                        false, complaint, "Choose within these ranges."));
        sampling(configuration.refinements().sampling());
        partialFc(configuration.refinements().partialFc());
        ConfigurationCheck.require(
                configuration.refinements().earlyStop().patience() >= 0,
                "The patience of the early stop is "
                        + configuration.refinements().earlyStop().patience()
                        + " epochs.",
                "Choose 0 (no early stop) or more.");
        ConfigurationCheck.require(
                configuration.refinements().keptPrototypes().most() >= 0,
                "The prototypes kept of each epoch are "
                        + configuration.refinements().keptPrototypes().most()
                        + ".",
                "Choose 0 (none) or more, such as " + KeptPrototypes.USUAL.most() + ".");
    }

    /** Refuses a share of the identities that is none. */
    static void partialFc(double rate) {
        ConfigurationCheck.require(
                rate > 0 && rate <= 1,
                "The share of the identities that a step uses (Partial FC) is " + rate + ".",
                "Choose above 0 to 1, such as 0.1; 1 uses all of them.");
    }

    private static void sampling(Sampling sampling) {
        boolean children = sampling.kind() == Sampling.Kind.CHILD_SHARE;
        ConfigurationCheck.require(
                !children || (sampling.childShare() > 0 && sampling.childShare() < 1),
                "The share of children's images is " + sampling.childShare() + ".",
                "Choose above 0 to below 1, such as 0.3.");
        ConfigurationCheck.require(
                children || sampling.childShare() == 0,
                "The share of children's images is "
                        + sampling.childShare()
                        + ", but the sampling is "
                        + sampling.kind()
                        + ".",
                "A share belongs to the sampling CHILD_SHARE; choose that, or leave the share 0.");
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
