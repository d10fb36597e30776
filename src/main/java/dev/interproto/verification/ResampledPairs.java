package dev.interproto.verification;

import dev.interproto.dataset.ImageLocation;
import dev.interproto.dataset.SplitMix;
import dev.interproto.dataset.VerificationPair;
import dev.interproto.dataset.pairs.PairIdentities;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pairs with the units that the bootstrap draws.
 *
 * @param unit identities where names tell them, else the pairs
 * @param units how many
 * @param first the number of each pair's first unit
 * @param second of its second; the first's where a pair has one unit
 */
record ResampledPairs(BootstrapIntervals.Unit unit, int units, int[] first, int[] second) {

    static ResampledPairs of(List<VerificationPair> pairs) {
        Optional<PairIdentities> identities = PairIdentities.of(pairs);
        int[] first = new int[pairs.size()];
        int[] second = new int[pairs.size()];
        if (identities.isEmpty()) {
            for (int i = 0; i < first.length; i++) {
                first[i] = i;
                second[i] = i;
            }
            return new ResampledPairs(BootstrapIntervals.Unit.PAIR, first.length, first, second);
        }
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < first.length; i++) {
            first[i] = number(pairs.get(i).first(), identities.get(), numbers);
            second[i] = number(pairs.get(i).second(), identities.get(), numbers);
        }
        return new ResampledPairs(BootstrapIntervals.Unit.IDENTITY, numbers.size(), first, second);
    }

    /** The few images whose names do not follow the others' stand for themselves. */
    private static int number(
            ImageLocation image, PairIdentities identities, Map<String, Integer> numbers) {
        String name = identities.byImage().getOrDefault(image, image.toString());
        return numbers.computeIfAbsent(name, unknown -> numbers.size());
    }

    /**
     * How often each pair counts in a draw.
     *
     * @param seed of the bootstrap
     * @param draw its number: the same arguments give the same weights on every machine
     */
    int[] weights(long seed, int draw) {
        long state = SplitMix.mix(SplitMix.mix(seed) + draw);
        int[] counts = new int[units];
        for (int i = 0; i < units; i++) {
            counts[SplitMix.below(units, SplitMix.mix(state + i))]++;
        }
        int[] weights = new int[first.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] =
                    first[i] == second[i] ? counts[first[i]] : counts[first[i]] * counts[second[i]];
        }
        return weights;
    }
}
