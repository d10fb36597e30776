package dev.interproto.training;

import dev.interproto.common.UserFacingException;
import java.util.Arrays;

/**
 * Refuses to go on from a checkpoint of another training: its result would be neither the old run's
 * nor the new one's. The number of epochs, the learning rate and its schedule, the early stop, the
 * device and the precision may change.
 */
final class ResumeCheck {
    private ResumeCheck() {}

    static void require(Checkpoint checkpoint, TrainingTask task, LearntFrom data) {
        CheckpointFacts facts = checkpoint.facts();
        if (!facts.identities().equals(data.identities())) {
            throw refuse(
                    checkpoint,
                    "its "
                            + facts.identities().size()
                            + " identities are not the "
                            + data.identities().size()
                            + " of "
                            + task.dataset().root());
        }
        if (!facts.childIdentities().equals(Arrays.stream(data.children()).boxed().toList())) {
            throw refuse(
                    checkpoint,
                    "it has "
                            + facts.childIdentities().size()
                            + " child identities, the dataset now "
                            + data.children().length);
        }
        if (!facts.ages().isEmpty()
                && !data.ages().isEmpty()
                && !facts.ages().equals(data.ages())) {
            throw refuse(
                    checkpoint,
                    "the ages of "
                            + task.dataset().root()
                            + " are not those that it learned from, though its child identities are"
                            + " the same");
        }
        TrainingConfiguration before = facts.configuration();
        TrainingConfiguration now = task.configuration();
        same(checkpoint, "backbone", before.backbone(), now.backbone());
        same(checkpoint, "margin head", before.head(), now.head());
        same(checkpoint, "λ", before.lambdaChild(), now.lambdaChild());
        same(checkpoint, "batch size", before.batchSize(), now.batchSize());
        same(checkpoint, "momentum", before.momentum(), now.momentum());
        same(checkpoint, "weight decay", before.weightDecay(), now.weightDecay());
        same(checkpoint, "dropout", before.dropout(), now.dropout());
        same(checkpoint, "flip", before.flip(), now.flip());
        same(
                checkpoint,
                "Inter-Prototype variant",
                before.refinements().interPrototype(),
                now.refinements().interPrototype());
        same(checkpoint, "seed", before.seed(), now.seed());
        same(
                checkpoint,
                "way of updating weights",
                before.refinements().update(),
                now.refinements().update());
        same(
                checkpoint,
                "augmentation",
                before.refinements().augmentation(),
                now.refinements().augmentation());
        same(
                checkpoint,
                "share of identities (Partial FC)",
                before.refinements().partialFc(),
                now.refinements().partialFc());
        same(checkpoint, "sampling", before.refinements().sampling(), now.refinements().sampling());
        same(
                checkpoint,
                "flip in evaluations",
                before.refinements().evaluationFlip(),
                now.refinements().evaluationFlip());
    }

    private static void same(Checkpoint checkpoint, String what, Object before, Object now) {
        if (!before.equals(now)) {
            throw refuse(checkpoint, "its " + what + " is " + before + ", now asked for is " + now);
        }
    }

    private static UserFacingException refuse(Checkpoint checkpoint, String difference) {
        return new UserFacingException(
                "The checkpoint "
                        + checkpoint.file()
                        + " is of another training: "
                        + difference
                        + ".",
                "Going on from it would give a result of neither.",
                "Resume with the dataset and settings it was begun with, or start a new run.");
    }
}
