package dev.interproto.workspace.sweep;

import dev.interproto.verification.BootstrapIntervals;
import dev.interproto.verification.ComparedFigure;
import dev.interproto.verification.PairedDraws;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The intervals of one test set's figures, read from draws that all its runs share. */
final class ColumnIntervals {
    private final String testSet;
    private final Optional<PairedDraws> draws;

    /** By run. */
    private final Map<String, Integer> networks;

    private ColumnIntervals(
            String testSet, Optional<PairedDraws> draws, Map<String, Integer> networks) {
        this.testSet = testSet;
        this.draws = draws;
        this.networks = networks;
    }

    static ColumnIntervals of(String testSet, Collection<CellStatus> statuses, SweepDraws source) {
        Map<String, Integer> networks = new HashMap<>();
        List<BestEvaluations.Found> found = new ArrayList<>();
        for (CellStatus status : statuses) {
            BestEvaluations.of(status, testSet)
                    .ifPresent(
                            one -> {
                                networks.put(status.cell().name(), found.size());
                                found.add(one);
                            });
        }
        return new ColumnIntervals(testSet, source.get(testSet, found), networks);
    }

    /** One line's runs on the test set, by seed. */
    record Line(String title, Map<Long, String> runs) {}

    /**
     * @param baseline compared with; the line itself where it is the baseline
     * @return empty unless every run of the line was evaluated pair by pair
     */
    Optional<ComparisonTable.Intervals> of(Line own, Line baseline) {
        if (draws.isEmpty()
                || own.runs().isEmpty()
                || !networks.keySet().containsAll(own.runs().values())) {
            return Optional.empty();
        }
        List<Integer> all = own.runs().values().stream().map(networks::get).toList();
        return Optional.of(
                new ComparisonTable.Intervals(
                        draws.get().interval(all, ComparedFigure.Kind.BEST_THRESHOLD),
                        draws.get().interval(all, ComparedFigure.Kind.KFOLD),
                        own.title().equals(baseline.title())
                                ? Optional.empty()
                                : difference(own, baseline)));
    }

    /** Over the seeds that both have, so that only the method differs. */
    private Optional<ComparisonTable.Difference> difference(Line own, Line baseline) {
        List<Long> seeds =
                own.runs().keySet().stream()
                        .filter(baseline.runs()::containsKey)
                        .filter(seed -> networks.containsKey(baseline.runs().get(seed)))
                        .toList();
        if (seeds.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> first =
                seeds.stream().map(seed -> networks.get(baseline.runs().get(seed))).toList();
        List<Integer> second =
                seeds.stream().map(seed -> networks.get(own.runs().get(seed))).toList();
        return draws.get()
                .compare(first, second, ComparedFigure.Kind.BEST_THRESHOLD)
                .map(
                        best ->
                                new ComparisonTable.Difference(
                                        baseline.title(),
                                        seeds.size(),
                                        best,
                                        draws.get()
                                                .compare(
                                                        first, second, ComparedFigure.Kind.KFOLD)));
    }

    /** What was drawn, such as {@code c20: 478 pairs of 21 identities}. */
    Optional<String> drawn() {
        return draws.map(
                made ->
                        testSet
                                + ": "
                                + made.pairs()
                                + " pairs"
                                + (made.unit() == BootstrapIntervals.Unit.PAIR
                                        ? ", drawn themselves, since names do not tell their"
                                                + " identities: too narrow where pairs share a"
                                                + " person"
                                        : " of "
                                                + made.units()
                                                + " identities"
                                                + (made.units() < BootstrapIntervals.FEWEST_UNITS
                                                        ? ", too few to trust the ends"
                                                        : ""))
                                + ", "
                                + made.draws()
                                + " draws");
    }
}
