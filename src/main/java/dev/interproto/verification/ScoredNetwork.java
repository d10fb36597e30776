package dev.interproto.verification;

import java.util.List;

/**
 * A network's similarities of pairs.
 *
 * @param pairs with their similarities
 * @param threshold at which its verdicts are taken, chosen before these pairs were drawn anew
 */
public record ScoredNetwork(List<ScoredPair> pairs, double threshold) {
    public ScoredNetwork {
        pairs = List.copyOf(pairs);
    }
}
