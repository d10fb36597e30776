package dev.interproto.dataset.pairs;

import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;
import java.util.Arrays;

/**
 * All child-adult pairs among some samples, numbered without being listed: with the samples sorted
 * by age, the children are a prefix and the adults of each child a suffix. Memory is that of the
 * samples, however many pairs there are.
 */
final class AgeGapCandidates {
    /** Sorted by age; equal ages in the dataset's order. */
    private final int[] byAge;

    /** Where the adults of each child begin in {@link #byAge}. */
    private final int[] firstAdult;

    /** Pairs of the children before each one, and of all at the end. */
    private final long[] pairsBefore;

    /**
     * @param from first sample
     * @param to one after the last
     */
    AgeGapCandidates(FaceDataset dataset, int from, int to, PairRule.ChildAdult rule) {
        int[] start = new int[AgeLabels.OLDEST + 2];
        for (int sample = from; sample < to; sample++) {
            dataset.age(sample).ifPresent(age -> start[age + 1]++);
        }
        for (int age = 0; age <= AgeLabels.OLDEST; age++) {
            start[age + 1] += start[age];
        }
        byAge = new int[start[AgeLabels.OLDEST + 1]];
        int[] next = start.clone();
        for (int sample = from; sample < to; sample++) {
            int found = sample;
            dataset.age(sample).ifPresent(age -> byAge[next[age]++] = found);
        }
        int children = start[Math.min(rule.childAge(), AgeLabels.OLDEST + 1)];
        firstAdult = new int[children];
        pairsBefore = new long[children + 1];
        for (int i = 0; i < children; i++) {
            int youngest =
                    Math.max(rule.childAge(), dataset.age(byAge[i]).orElseThrow() + rule.gap());
            firstAdult[i] = start[Math.min(youngest, AgeLabels.OLDEST + 1)];
            pairsBefore[i + 1] = pairsBefore[i] + byAge.length - firstAdult[i];
        }
    }

    /** How many pairs there are. */
    long count() {
        return pairsBefore[firstAdult.length];
    }

    /** How many samples are a child's. */
    int children() {
        return firstAdult.length;
    }

    /**
     * One of the pairs, as {@link PairDraw#pair}.
     *
     * @param index 0 to count − 1: by the child's age, then by the adult's
     */
    long pair(long index) {
        int found = Arrays.binarySearch(pairsBefore, index);
        int child = found >= 0 ? found : -found - 2;
        // Of children without a partner several begin at the same number: the last one has it.
        while (pairsBefore[child + 1] == index) {
            child++;
        }
        int adult = firstAdult[child] + (int) (index - pairsBefore[child]);
        return PairDraw.pair(byAge[child], byAge[adult]);
    }
}
