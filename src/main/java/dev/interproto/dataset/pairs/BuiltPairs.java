package dev.interproto.dataset.pairs;

import dev.interproto.dataset.FaceDataset;
import java.util.List;

/** Pairs of a dataset's samples, none twice; whether a pair is genuine follows from its samples. */
public final class BuiltPairs {
    private final FaceDataset dataset;
    private final PairRule rule;
    private final long seed;
    private final long[] pairs;
    private final List<Integer> foldSizes;
    private final List<String> warnings;

    BuiltPairs(
            FaceDataset dataset,
            PairRule rule,
            long seed,
            long[] pairs,
            List<Integer> foldSizes,
            List<String> warnings) {
        this.dataset = dataset;
        this.rule = rule;
        this.seed = seed;
        this.pairs = pairs;
        this.foldSizes = List.copyOf(foldSizes);
        this.warnings = List.copyOf(warnings);
    }

    public FaceDataset dataset() {
        return dataset;
    }

    public PairRule rule() {
        return rule;
    }

    public long seed() {
        return seed;
    }

    public int size() {
        return pairs.length;
    }

    /** A sample; in child-adult pairs the child's. */
    public int first(int pair) {
        return PairDraw.first(pairs[pair]);
    }

    public int second(int pair) {
        return PairDraw.second(pairs[pair]);
    }

    /** Whether both samples are of one identity. */
    public boolean same(int pair) {
        return dataset.identityOf(first(pair)) == dataset.identityOf(second(pair));
    }

    /** How many pairs are of one identity. */
    public int genuine() {
        int count = 0;
        for (int i = 0; i < pairs.length; i++) {
            count += same(i) ? 1 : 0;
        }
        return count;
    }

    /** Pairs in each fold, which follow one another; empty where there are no folds. */
    public List<Integer> foldSizes() {
        return foldSizes;
    }

    /** What a person should know about them, a sentence each. */
    public List<String> warnings() {
        return warnings;
    }
}
