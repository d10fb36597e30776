package dev.interproto.verification.analysis;

import dev.interproto.dataset.SplitMix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A sample of what is offered one by one: those with the smallest hashes of the seed and their
 * number. It needs no second pass and memory for the sample alone, is the same in whatever order
 * the candidates come, and samples by one seed overlap where their candidates do. All are taken
 * where there are no more than wanted. Not thread-safe.
 */
public final class SeededSample {
    private record Drawn(int candidate, long hash) {}

    private final int wanted;
    private final long seed;
    private final PriorityQueue<Drawn> drawn =
            new PriorityQueue<>(
                    Comparator.comparingLong(Drawn::hash)
                            .thenComparingInt(Drawn::candidate)
                            .reversed());
    private int offered;

    /**
     * @param wanted at most as many are taken
     */
    public SeededSample(int wanted, long seed) {
        this.wanted = wanted;
        this.seed = seed;
    }

    /**
     * @param candidate a number that is offered once
     */
    public void offer(int candidate) {
        offered++;
        drawn.add(new Drawn(candidate, SplitMix.hash(seed, candidate, 0, 0)));
        if (drawn.size() > wanted) {
            drawn.remove();
        }
    }

    /** How many were offered. */
    public int offered() {
        return offered;
    }

    /** Those drawn, ascending. */
    public int[] sorted() {
        int[] candidates = drawn.stream().mapToInt(Drawn::candidate).toArray();
        Arrays.sort(candidates);
        return candidates;
    }
}
