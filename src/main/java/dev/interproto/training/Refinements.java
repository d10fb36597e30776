package dev.interproto.training;

/**
 * Where a training departs from the paper's. What a file does not have, because it was written
 * before there was a choice, is as in the paper.
 *
 * @param schedule shape of the learning rate
 * @param update from gradients to weights
 * @param interPrototype variant of the Inter-Prototype loss
 */
public record Refinements(
        ScheduleOptions schedule, UpdateOptions update, InterPrototypeOptions interPrototype) {
    /** Exactly the paper's training. */
    public static final Refinements NONE =
            new Refinements(
                    ScheduleOptions.PAPER, UpdateOptions.PAPER, InterPrototypeOptions.PAPER);

    public Refinements {
        schedule = schedule == null ? ScheduleOptions.PAPER : schedule;
        update = update == null ? UpdateOptions.PAPER : update;
        interPrototype = interPrototype == null ? InterPrototypeOptions.PAPER : interPrototype;
    }

    /** With the paper's Inter-Prototype loss. */
    public Refinements(ScheduleOptions schedule, UpdateOptions update) {
        this(schedule, update, InterPrototypeOptions.PAPER);
    }
}
