package dev.interproto.training;

import dev.interproto.dataset.Augmentation;
import dev.interproto.dataset.Sampling;
import dev.interproto.loss.PartialFc;
import java.util.function.Consumer;

/**
 * Where a training departs from the paper's. What a file does not have, because it was written
 * before there was a choice, is as in the paper.
 *
 * @param schedule shape of the learning rate
 * @param update from gradients to weights
 * @param interPrototype variant of the Inter-Prototype loss
 * @param augmentation of images, beside the mirroring
 * @param sampling how often images are shown
 * @param earlyStop when it ends before its epochs
 * @param partialFc share of the identities that a step's softmax is over, above 0 to 1, as {@link
 *     PartialFc} has it; 1, all of them, where a file has none
 * @param evaluationFlip whether the evaluations while training embed the mirror images too (flip
 *     test-time augmentation)
 * @param keptPrototypes what is kept of each epoch; alone of these without effect on the result
 */
public record Refinements(
        ScheduleOptions schedule,
        UpdateOptions update,
        InterPrototypeOptions interPrototype,
        Augmentation augmentation,
        Sampling sampling,
        EarlyStop earlyStop,
        Double partialFc,
        boolean evaluationFlip,
        KeptPrototypes keptPrototypes) {
    /** Exactly the paper's training. */
    public static final Refinements NONE =
            new Refinements(null, null, null, null, null, null, null, false, null);

    public Refinements {
        schedule = schedule == null ? ScheduleOptions.PAPER : schedule;
        update = update == null ? UpdateOptions.PAPER : update;
        interPrototype = interPrototype == null ? InterPrototypeOptions.PAPER : interPrototype;
        augmentation = augmentation == null ? Augmentation.NONE : augmentation;
        sampling = sampling == null ? Sampling.UNIFORM : sampling;
        earlyStop = earlyStop == null ? EarlyStop.NEVER : earlyStop;
        partialFc = partialFc == null ? 1 : partialFc;
        keptPrototypes = keptPrototypes == null ? KeptPrototypes.USUAL : keptPrototypes;
    }

    public Refinements withSchedule(ScheduleOptions other) {
        return changed(draft -> draft.schedule = other);
    }

    public Refinements withUpdate(UpdateOptions other) {
        return changed(draft -> draft.update = other);
    }

    public Refinements withInterPrototype(InterPrototypeOptions other) {
        return changed(draft -> draft.interPrototype = other);
    }

    public Refinements withAugmentation(Augmentation other) {
        return changed(draft -> draft.augmentation = other);
    }

    public Refinements withSampling(Sampling other) {
        return changed(draft -> draft.sampling = other);
    }

    public Refinements withEarlyStop(EarlyStop other) {
        return changed(draft -> draft.earlyStop = other);
    }

    public Refinements withPartialFc(double other) {
        return changed(draft -> draft.partialFc = other);
    }

    public Refinements withEvaluationFlip(boolean other) {
        return changed(draft -> draft.evaluationFlip = other);
    }

    public Refinements withKeptPrototypes(KeptPrototypes other) {
        return changed(draft -> draft.keptPrototypes = other);
    }

    private Refinements changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.done();
    }

    /** The same numbers, for one of them to be changed. */
    private static final class Draft {
        private ScheduleOptions schedule;
        private UpdateOptions update;
        private InterPrototypeOptions interPrototype;
        private Augmentation augmentation;
        private Sampling sampling;
        private EarlyStop earlyStop;
        private Double partialFc;
        private boolean evaluationFlip;
        private KeptPrototypes keptPrototypes;

        Draft(Refinements from) {
            schedule = from.schedule;
            update = from.update;
            interPrototype = from.interPrototype;
            augmentation = from.augmentation;
            sampling = from.sampling;
            earlyStop = from.earlyStop;
            partialFc = from.partialFc;
            evaluationFlip = from.evaluationFlip;
            keptPrototypes = from.keptPrototypes;
        }

        Refinements done() {
            return new Refinements(
                    schedule,
                    update,
                    interPrototype,
                    augmentation,
                    sampling,
                    earlyStop,
                    partialFc,
                    evaluationFlip,
                    keptPrototypes);
        }
    }
}
