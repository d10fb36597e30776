package dev.interproto.training;

import dev.interproto.loss.LossStep;
import dev.interproto.training.CheckpointFacts.EpochTotals;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** How far a run has come: what a checkpoint keeps beside the weights. One thread's. */
final class RunState {
    private int epoch;
    private int stepInEpoch;
    private long step;
    private EpochTotals totals = EpochTotals.NONE;
    private final Map<String, Double> best = new HashMap<>();
    private final Map<String, Integer> bestEpochs = new HashMap<>();

    /** The beginning. */
    RunState() {}

    /** Where a checkpoint stood. */
    RunState(CheckpointFacts facts) {
        epoch = facts.epoch();
        stepInEpoch = facts.stepInEpoch();
        step = facts.step();
        totals = facts.totals();
        best.putAll(facts.best());
        bestEpochs.putAll(facts.bestEpochs());
    }

    int epoch() {
        return epoch;
    }

    int stepInEpoch() {
        return stepInEpoch;
    }

    long step() {
        return step;
    }

    EpochTotals totals() {
        return totals;
    }

    Map<String, Double> best() {
        return best;
    }

    Map<String, Integer> bestEpochs() {
        return bestEpochs;
    }

    /** The epoch of a test set's best accuracy, from 0; empty before it was evaluated. */
    OptionalInt bestEpoch(String testSet) {
        Integer known = bestEpochs.get(testSet);
        return known == null ? OptionalInt.empty() : OptionalInt.of(known);
    }

    void stepDone(LossStep loss, double seconds) {
        step++;
        stepInEpoch++;
        totals =
                new EpochTotals(
                        totals.steps() + 1,
                        totals.lossSum() + loss.total(),
                        totals.correct() + loss.correct(),
                        totals.images() + loss.batch(),
                        totals.seconds() + seconds);
    }

    void epochDone() {
        epoch++;
        stepInEpoch = 0;
        totals = EpochTotals.NONE;
    }

    /** Remembers an accuracy; whether it is the best so far of its test set. */
    boolean isBest(String testSet, double accuracy, int ofEpoch) {
        Double before = best.get(testSet);
        if (before != null && before >= accuracy) {
            return false;
        }
        best.put(testSet, accuracy);
        bestEpochs.put(testSet, ofEpoch);
        return true;
    }
}
