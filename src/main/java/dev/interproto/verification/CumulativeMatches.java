package dev.interproto.verification;

import dev.interproto.common.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The ranks of the true identities, counted up: the cumulative match characteristic (Phillips,
 * Moon, Rizvi and Rauss, "The FERET evaluation methodology for face-recognition algorithms", PAMI
 * 22(10), 2000).
 */
final class CumulativeMatches {
    private final int[] ranks;
    private final int[] choices;
    private final int[] people;
    private final int peopleCount;

    /**
     * @param ranks of each query's true identity, from 1
     * @param choices how many identities counted for each query
     * @param identities whose each query is
     */
    CumulativeMatches(int[] ranks, int[] choices, int[] identities) {
        this.ranks = ranks;
        this.choices = choices;
        Map<Integer, Integer> numbers = new HashMap<>();
        this.people =
                IntStream.of(identities)
                        .map(one -> numbers.computeIfAbsent(one, none -> numbers.size()))
                        .toArray();
        this.peopleCount = numbers.size();
    }

    /** How many people the queries are of. */
    int people() {
        return peopleCount;
    }

    /** The rate at each rank from 1 to the last. */
    List<Double> curve(int last) {
        int[] count = new int[last + 1];
        for (int rank : ranks) {
            if (rank <= last) {
                count[rank]++;
            }
        }
        List<Double> curve = new ArrayList<>(last);
        int found = 0;
        for (int rank = 1; rank <= last; rank++) {
            found += count[rank];
            curve.add((double) found / ranks.length);
        }
        return curve;
    }

    /** The rates at {@link IdentificationReport#RANKS} with their intervals. */
    List<RankRate> rates(VerificationOptions options, Progress progress) {
        ResampledPairs drawn =
                new ResampledPairs(BootstrapIntervals.Unit.IDENTITY, peopleCount, people, people);
        double[][] shares = new double[IdentificationReport.RANKS.size()][options.draws()];
        Bootstrap.run(
                options.draws(),
                progress,
                draw -> {
                    int[] weights = drawn.weights(options.seed(), draw);
                    for (int i = 0; i < shares.length; i++) {
                        shares[i][draw] = share(IdentificationReport.RANKS.get(i), weights);
                    }
                });
        int[] once = new int[ranks.length];
        Arrays.fill(once, 1);
        List<RankRate> rates = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            int rank = IdentificationReport.RANKS.get(i);
            rates.add(new RankRate(rank, share(rank, once), Interval.of(shares[i]), chance(rank)));
        }
        return rates;
    }

    private double share(int rank, int[] weights) {
        long found = 0;
        long all = 0;
        for (int i = 0; i < ranks.length; i++) {
            all += weights[i];
            found += ranks[i] <= rank ? weights[i] : 0;
        }
        return (double) found / all;
    }

    /** What guessing would find at each rank from 1 to the last. */
    List<Double> chances(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(this::chance).toList();
    }

    /** What drawing that many different identities at random would find. */
    private double chance(int rank) {
        return IntStream.of(choices)
                .mapToDouble(many -> Math.min(1, (double) rank / many))
                .average()
                .orElse(Double.NaN);
    }
}
