package dev.interproto.verification;

import dev.interproto.dataset.VerificationPair;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pairs that several networks all scored, in the order of the first. */
final class CommonPairs {
    private CommonPairs() {}

    /** A pair and which of its occurrences in a list: a list may hold a pair twice. */
    private record Occurrence(VerificationPair pair, int number) {}

    /**
     * @param networks each network's pairs; at least one network
     * @return for each of them the common pairs, all in the same order
     */
    static List<List<ScoredPair>> of(List<List<ScoredPair>> networks) {
        List<Map<Occurrence, ScoredPair>> byPair =
                networks.stream().map(CommonPairs::byPair).toList();
        Set<Occurrence> common = byPair.get(0).keySet();
        byPair.forEach(pairs -> common.retainAll(pairs.keySet()));
        return byPair.stream().map(pairs -> common.stream().map(pairs::get).toList()).toList();
    }

    private static Map<Occurrence, ScoredPair> byPair(List<ScoredPair> scored) {
        Map<VerificationPair, Integer> seen = new HashMap<>();
        Map<Occurrence, ScoredPair> found = new LinkedHashMap<>();
        for (ScoredPair one : scored) {
            int number = seen.merge(one.pair(), 1, Integer::sum);
            found.put(new Occurrence(one.pair(), number), one);
        }
        return found;
    }
}
