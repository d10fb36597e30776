package dev.interproto.training;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.loss.MarginHead;
import dev.interproto.network.Backbone;
import dev.interproto.network.DeviceChoice;
import dev.interproto.network.Precision;
import java.util.List;

/** Refuses a configuration that cannot train, naming the value. */
public final class ConfigurationCheck {
    private ConfigurationCheck() {}

    /**
     * @throws UserFacingException for the first value that makes no sense
     */
    public static void require(TrainingConfiguration configuration) {
        Backbone.fromId(configuration.backbone());
        DeviceChoice.fromId(configuration.device());
        Precision.fromId(configuration.precision());
        head(configuration);
        require(
                configuration.epochs() >= 1,
                "The number of epochs is " + configuration.epochs() + ".",
                "Choose 1 or more.");
        require(
                configuration.batchSize() >= 2,
                "The batch size is " + configuration.batchSize() + ".",
                "Choose 2 or more: batch normalisation needs two images.");
        require(
                configuration.learningRate() > 0 && Double.isFinite(configuration.learningRate()),
                "The learning rate is " + configuration.learningRate() + ".",
                "Choose one above 0, such as 0.1.");
        require(
                configuration.momentum() >= 0 && configuration.momentum() < 1,
                "The momentum is " + configuration.momentum() + ".",
                "Choose 0 to below 1, such as 0.9.");
        require(
                configuration.weightDecay() >= 0 && Double.isFinite(configuration.weightDecay()),
                "The weight decay is " + configuration.weightDecay() + ".",
                "Choose 0 or more, such as 0.0005.");
        require(
                configuration.dropout() >= 0 && configuration.dropout() < 1,
                "The dropout is " + configuration.dropout() + ".",
                "Choose 0 to below 1, such as 0.4.");
        require(
                configuration.lambdaChild() >= 0 && Double.isFinite(configuration.lambdaChild()),
                "The weight of the Inter-Prototype loss is " + configuration.lambdaChild() + ".",
                "Choose 0 (off) or more, such as 1.");
        InterPrototypeOptions variant = configuration.refinements().interPrototype();
        require(
                variant.course() != InterPrototypeOptions.Course.RAMP
                        || variant.rampEpochs() > 0 && Double.isFinite(variant.rampEpochs()),
                "The weight of the Inter-Prototype loss is to rise over "
                        + variant.rampEpochs()
                        + " epochs.",
                "Choose a number of ramp epochs above 0, such as 2.");
        require(
                variant.window() != InterPrototypeOptions.Window.AFTER
                        || !configuration.milestones().isEmpty(),
                "The Inter-Prototype loss is to count after the first milestone, but there is"
                        + " none.",
                "Give milestones, or let it count always.");
        require(
                configuration.milestones().stream().allMatch(milestone -> milestone >= 0),
                "The milestones are " + configuration.milestones() + ".",
                "Give epochs from 0.");
        RefinementsCheck.require(configuration);
    }

    /**
     * Refuses what a configuration asks of data that do not have it.
     *
     * @param testSets names, in their order
     * @throws UserFacingException where there are no ages to learn from, nothing to balance, or no
     *     test set to stop by
     */
    public static void requireFits(
            TrainingConfiguration configuration, FaceDataset dataset, List<String> testSets) {
        requireFits(configuration, dataset);
        EarlyStop early = configuration.refinements().earlyStop();
        boolean asked = early.patience() > 0;
        require(
                !asked || !testSets.isEmpty(),
                "An early stop is asked for, but there is no test set.",
                "Add a test set, or set the patience to 0.");
        require(
                !asked || early.testSet().isEmpty() || testSets.contains(early.testSet()),
                "The early stop goes by the test set \"" + early.testSet() + "\".",
                "Name one of the training's: " + String.join(", ", testSets) + ".");
    }

    /**
     * Refuses what a configuration asks of a dataset that does not have it.
     *
     * @throws UserFacingException where there are no ages to learn from, or nothing to balance
     */
    static void requireFits(TrainingConfiguration configuration, FaceDataset dataset) {
        configuration.refinements().sampling().requireFor(dataset, configuration.childAge());
        if (configuration.head().learnsFromAges() && dataset.agedCount() == 0) {
            throw new UserFacingException(
                    configuration.head().title()
                            + " learns from ages, but no image of the dataset "
                            + dataset.name()
                            + " has one.",
                    "Without ages it would be CosFace and nothing more, whatever its name says.",
                    "Add age labels to the dataset, or choose another head.");
        }
    }

    /** The margin head a configuration names. */
    static MarginHead head(TrainingConfiguration configuration) {
        HeadConfiguration head = configuration.head();
        try {
            return MarginHead.named(head.name(), head.options());
        } catch (IllegalArgumentException e) {
            throw new UserFacingException(
                    "The margin head cannot be used: " + e.getMessage() + ".",
                    "Without a margin head there is no loss to minimise.",
                    "Use a head and options of these, such as arcface with scale 64 and margin"
                            + " 0.5.",
                    e);
        }
    }

    static void require(boolean sound, String what, String remedy) {
        if (!sound) {
            throw new UserFacingException(what, "Training cannot start with it.", remedy);
        }
    }
}
