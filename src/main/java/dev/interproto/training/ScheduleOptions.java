package dev.interproto.training;

/**
 * The shape of the learning rate over a run, beside its height and its milestones.
 *
 * @param shape how it falls; {@code MILESTONES} where a file has none
 * @param warmUpEpochs epochs, whole or not, over which the rate rises linearly to its full height;
 *     0 for none
 * @param finalRate where a cosine ends; 0 or more, below the learning rate
 */
public record ScheduleOptions(Shape shape, double warmUpEpochs, double finalRate) {
    /** The paper's: milestones, at full height from the first step. */
    public static final ScheduleOptions PAPER = new ScheduleOptions(Shape.MILESTONES, 0, 0);

    /** How the learning rate falls. */
    public enum Shape {
        /** Divided by 10 at each milestone. */
        MILESTONES,
        /** Half a cosine from the end of the warm-up to the end of the run, step by step. */
        COSINE
    }

    public ScheduleOptions {
        shape = shape == null ? Shape.MILESTONES : shape;
    }
}
