package dev.interproto.verification;

import dev.interproto.dataset.Problem;
import java.util.List;

/**
 * The similarities of a test set under one network.
 *
 * @param testSet name of the pair list
 * @param pairs those whose two images could be read, in the order of the list
 * @param foldOf the fold (from 0) of each of {@code pairs} where the list itself defines folds, as
 *     LFW's does; empty where it does not
 * @param missing one entry a pair that could not be scored, with the reason
 */
public record PairScores(
        String testSet, List<ScoredPair> pairs, List<Integer> foldOf, List<Problem> missing) {
    public PairScores {
        pairs = List.copyOf(pairs);
        foldOf = List.copyOf(foldOf);
        missing = List.copyOf(missing);
        if (!foldOf.isEmpty() && foldOf.size() != pairs.size()) {
            throw new IllegalArgumentException(
                    foldOf.size() + " fold numbers for " + pairs.size() + " pairs");
        }
    }

    /** How many pairs could not be scored. */
    public int missingPairs() {
        return missing.size();
    }
}
