package dev.interproto.training;

/**
 * When a training ends before all its epochs, because a test set's best-threshold accuracy (paper
 * protocol) no longer rises. Which epoch is best is then chosen on that test set: its figure is not
 * an honest one any more, and another set should be reported.
 *
 * @param testSet its name; empty for the first of the training's
 * @param patience epochs without a new best after which training ends; 0 for never
 */
public record EarlyStop(String testSet, int patience) {
    /** The paper's: all epochs. */
    public static final EarlyStop NEVER = new EarlyStop("", 0);

    public EarlyStop {
        testSet = testSet == null ? "" : testSet;
    }
}
