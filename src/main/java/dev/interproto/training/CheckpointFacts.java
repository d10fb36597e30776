package dev.interproto.training;

import java.util.List;
import java.util.Map;

/**
 * What a checkpoint says about itself and its run: {@code checkpoint.json} within it. Random
 * numbers need no state of their own: order, flips and dropout are functions of the seed, the epoch
 * and the step.
 *
 * @param formatVersion 1
 * @param configuration of the run, its precision settled (not {@code auto})
 * @param identities names, in the order of the prototypes
 * @param childIdentities which of them are child identities, ascending
 * @param ages fingerprint of the images' ages, as {@link LearntFrom} has it; empty in files of the
 *     first versions
 * @param epoch the epoch to go on with, from 0; equal to the configuration's epochs when all are
 *     done
 * @param stepInEpoch the step of that epoch to go on with, from 0
 * @param step steps done in all
 * @param totals sums over the steps of that epoch done so far
 * @param headMemory what the margin head remembers from step to step, as {@link
 *     dev.interproto.loss.PrototypeOutput#headMemory()}; empty for most heads
 * @param best best accuracy (paper protocol, 0 to 1) so far per test set
 * @param bestEpochs of those, from 0; none in files of the first versions
 */
public record CheckpointFacts(
        int formatVersion,
        TrainingConfiguration configuration,
        List<String> identities,
        List<Integer> childIdentities,
        String ages,
        int epoch,
        int stepInEpoch,
        long step,
        EpochTotals totals,
        List<Double> headMemory,
        Map<String, Double> best,
        Map<String, Integer> bestEpochs) {
    /** The only version there is. */
    public static final int FORMAT_VERSION = 1;

    public CheckpointFacts {
        identities = List.copyOf(identities);
        childIdentities = List.copyOf(childIdentities);
        ages = ages == null ? "" : ages;
        // Files of before there were heads that remember have none.
        headMemory = headMemory == null ? List.of() : List.copyOf(headMemory);
        best = Map.copyOf(best);
        bestEpochs = bestEpochs == null ? Map.of() : Map.copyOf(bestEpochs);
    }

    /**
     * Sums over an epoch's steps.
     *
     * @param steps how many
     * @param lossSum of their total losses
     * @param correct images whose nearest prototype was their own
     * @param images seen
     * @param seconds spent, pauses left out
     */
    public record EpochTotals(
            int steps, double lossSum, long correct, long images, double seconds) {
        /** Before the first step. */
        public static final EpochTotals NONE = new EpochTotals(0, 0, 0, 0, 0);
    }
}
