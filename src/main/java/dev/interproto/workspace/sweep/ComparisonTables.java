package dev.interproto.workspace.sweep;

import dev.interproto.common.UserFacingException;
import dev.interproto.verification.PairedTTest;
import dev.interproto.workspace.EpochAccuracy;
import dev.interproto.workspace.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the comparison table of a sweep from its run folders. Only finished cells count. */
public final class ComparisonTables {
    private static final Logger LOG = LoggerFactory.getLogger(ComparisonTables.class);

    /** Means closer than this are the same but for the order of summing. */
    private static final double SAME = 1e-9;

    private ComparisonTables() {}

    /** What one run gave on one test set. */
    private record Result(double bestThreshold, OptionalDouble kfold, int pairs) {}

    /** The runs of one line, by seed. */
    private record Line(SweepCell.Row row, Map<Long, CellStatus> bySeed) {

        boolean isOf(String method) {
            return row.method().equals(method);
        }

        /** Whether the two differ by the method only. */
        boolean isBeside(Line other) {
            return row.dataset().equals(other.row.dataset())
                    && row.start().equals(other.row.start());
        }

        Set<String> testSets() {
            Set<String> names = new LinkedHashSet<>();
            bySeed.values()
                    .forEach(
                            status ->
                                    status.cell().request().testSets().stream()
                                            .map(set -> nameOf(set.pairs()))
                                            .forEach(names::add));
            return names;
        }
    }

    /**
     * @param statuses the sweep's cells, in any order
     * @param options what stands beside, and what is compared with
     * @param draws behind the intervals; those that are not made yet are missing in the table
     * @throws UserFacingException where a run's tables cannot be read, or no line has the method
     *     that is to be the baseline
     */
    public static ComparisonTable of(
            SweepFolder sweep,
            List<CellStatus> statuses,
            ComparisonOptions options,
            SweepDraws draws) {
        Optional<PublishedResults.Table> published = options.published();
        PublishedResults paper = PublishedResults.load();
        Collection<Line> lines = lines(sweep, statuses);
        Map<Line, Line> baselines = baselines(lines, options);
        List<String> testSets = testSets(lines, published.map(table -> paper));
        List<ComparisonTable.Column> columns = new ArrayList<>();
        List<Map<Line, Map<Long, Result>>> results = new ArrayList<>();
        List<ColumnIntervals> intervals = new ArrayList<>();
        for (String testSet : testSets) {
            Map<Line, Map<Long, Result>> column = new LinkedHashMap<>();
            lines.forEach(line -> column.put(line, results(line, testSet)));
            results.add(column);
            intervals.add(
                    ColumnIntervals.of(
                            testSet,
                            lines.stream()
                                    .flatMap(line -> line.bySeed().values().stream())
                                    .toList(),
                            draws));
            columns.add(
                    new ComparisonTable.Column(testSet, pairs(column, testSet, paper, published)));
        }
        List<ComparisonTable.Row> rows = new ArrayList<>();
        for (Line line : lines) {
            List<ComparisonTable.Cell> cells = new ArrayList<>();
            for (int i = 0; i < testSets.size(); i++) {
                Map<Line, Map<Long, Result>> column = results.get(i);
                Line baseline = baselines.get(line);
                cells.add(
                        cell(
                                line,
                                testSets.get(i),
                                column,
                                intervals
                                        .get(i)
                                        .of(
                                                runs(line, column.get(line)),
                                                runs(baseline, column.get(baseline)))));
            }
            rows.add(
                    new ComparisonTable.Row(
                            line.row().dataset(), line.row().title(), false, cells));
        }
        UntrainedRow.of(statuses, testSets, draws).ifPresent(rows::add);
        published.ifPresent(table -> rows.addAll(PublishedRows.of(table, paper, testSets)));
        return new ComparisonTable(
                sweep.name(),
                columns,
                rows,
                ComparisonNotes.of(rows, intervals, options.baseline(), published));
    }

    /** Each line's baseline: the chosen method, or the plan's first, on that dataset and start. */
    private static Map<Line, Line> baselines(Collection<Line> lines, ComparisonOptions options) {
        options.baseline()
                .filter(method -> lines.stream().noneMatch(line -> line.isOf(method)))
                .ifPresent(
                        method -> {
                            throw new UserFacingException(
                                    "The sweep has no method \"" + method + "\".",
                                    "It cannot be the baseline of the table.",
                                    "Name one of: "
                                            + lines.stream()
                                                    .map(line -> line.row().method())
                                                    .distinct()
                                                    .collect(Collectors.joining("; "))
                                            + ".");
                        });
        Map<Line, Line> baselines = new LinkedHashMap<>();
        for (Line line : lines) {
            baselines.put(
                    line,
                    lines.stream()
                            .filter(other -> other.isBeside(line))
                            .filter(other -> options.baseline().map(other::isOf).orElse(true))
                            .findFirst()
                            .orElse(line));
        }
        return baselines;
    }

    private static ColumnIntervals.Line runs(Line line, Map<Long, Result> results) {
        Map<Long, String> runs = new TreeMap<>();
        results.keySet().forEach(seed -> runs.put(seed, line.bySeed().get(seed).cell().name()));
        return new ColumnIntervals.Line(line.row().title(), runs);
    }

    /** What a pair list is called in tables. */
    static String nameOf(Path pairs) {
        return pairs.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }

    private static Collection<Line> lines(SweepFolder sweep, List<CellStatus> statuses) {
        Map<String, CellStatus> byName =
                statuses.stream().collect(Collectors.toMap(status -> status.cell().name(), s -> s));
        Map<SweepCell.Row, Line> lines = new LinkedHashMap<>();
        // In the plan's order, whatever the queue's.
        for (SweepCell cell : sweep.cells()) {
            CellStatus status = byName.get(cell.name());
            if (status != null) {
                lines.computeIfAbsent(cell.row(), row -> new Line(row, new TreeMap<>()))
                        .bySeed()
                        .put(cell.seed(), status);
            }
        }
        return lines.values();
    }

    private static List<String> testSets(
            Collection<Line> lines, Optional<PublishedResults> published) {
        Set<String> names = new LinkedHashSet<>();
        lines.forEach(line -> names.addAll(line.testSets()));
        published.ifPresent(
                paper ->
                        paper.testSets().stream()
                                .filter(set -> names.stream().noneMatch(set::isNamed))
                                .map(PublishedResults.TestSet::name)
                                .toList()
                                .forEach(names::add));
        return List.copyOf(names);
    }

    private static Map<Long, Result> results(Line line, String testSet) {
        Map<Long, Result> results = new TreeMap<>();
        line.bySeed()
                .forEach(
                        (seed, status) ->
                                result(status, testSet)
                                        .ifPresent(result -> results.put(seed, result)));
        return results;
    }

    private static Optional<Result> result(CellStatus status, String testSet) {
        if (status.state() != CellState.FINISHED) {
            return Optional.empty();
        }
        RunRecord.BestResult best = status.record().orElseThrow().best().get(testSet);
        if (best == null) {
            return Optional.empty();
        }
        return Optional.of(new Result(best.accuracy(), kfold(status, testSet, best), best.pairs()));
    }

    /** Of the very checkpoint that was kept as the best. */
    private static OptionalDouble kfold(
            CellStatus status, String testSet, RunRecord.BestResult best) {
        try {
            return status.run().orElseThrow().accuracies().stream()
                    .filter(row -> row.testSet().equals(testSet) && row.epoch() == best.epoch())
                    .mapToDouble(EpochAccuracy::kfoldAccuracyMean)
                    .filter(Double::isFinite)
                    .findFirst();
        } catch (IOException e) {
            LOG.warn("The accuracies of {} cannot be read", status.cell().name(), e);
            return OptionalDouble.empty();
        }
    }

    private static String pairs(
            Map<Line, Map<Long, Result>> column,
            String testSet,
            PublishedResults paper,
            Optional<PublishedResults.Table> published) {
        TreeSet<Integer> counts = new TreeSet<>();
        column.values().forEach(row -> row.values().forEach(result -> counts.add(result.pairs())));
        if (counts.isEmpty() && published.isPresent()) {
            paper.testSets().stream()
                    .filter(set -> set.isNamed(testSet))
                    .forEach(set -> counts.add(set.pairs()));
        }
        return counts.isEmpty()
                ? ""
                : counts.size() == 1
                        ? counts.first().toString()
                        : counts.first() + "–" + counts.last();
    }

    private static ComparisonTable.Cell cell(
            Line line,
            String testSet,
            Map<Line, Map<Long, Result>> column,
            Optional<ComparisonTable.Intervals> intervals) {
        Map<Long, Result> own = column.get(line);
        int wanted = line.bySeed().size();
        if (own.isEmpty()) {
            return new ComparisonTable.Cell(
                    Optional.empty(), wanted, missing(line, testSet, own.keySet()));
        }
        Map<Long, Result> best = best(line.row().dataset(), column);
        double[] kfold =
                own.values().stream()
                        .filter(result -> result.kfold().isPresent())
                        .mapToDouble(result -> result.kfold().getAsDouble())
                        .toArray();
        boolean isBest = own.size() >= best.size() && mean(own) > mean(best) - SAME;
        return new ComparisonTable.Cell(
                Optional.of(MeanStd.of(values(own))),
                kfold.length == own.size() ? Optional.of(MeanStd.of(kfold)) : Optional.empty(),
                wanted,
                isBest,
                isBest ? OptionalDouble.empty() : p(own, best),
                intervals,
                own.size() == wanted ? "" : missing(line, testSet, own.keySet()));
    }

    /** The highest mean among those with the most seeds: one lucky seed is no best method. */
    private static Map<Long, Result> best(String dataset, Map<Line, Map<Long, Result>> column) {
        Map<Long, Result> best = Map.of();
        for (Map.Entry<Line, Map<Long, Result>> entry : column.entrySet()) {
            Map<Long, Result> other = entry.getValue();
            boolean better =
                    other.size() > best.size()
                            || other.size() == best.size()
                                    && !other.isEmpty()
                                    && mean(other) > mean(best);
            if (entry.getKey().row().dataset().equals(dataset) && better) {
                best = other;
            }
        }
        return best;
    }

    private static double[] values(Map<Long, Result> results) {
        return results.values().stream().mapToDouble(Result::bestThreshold).toArray();
    }

    private static double mean(Map<Long, Result> results) {
        return MeanStd.of(values(results)).mean();
    }

    private static OptionalDouble p(Map<Long, Result> own, Map<Long, Result> best) {
        List<Long> common = own.keySet().stream().filter(best::containsKey).toList();
        return PairedTTest.of(
                        common.stream().mapToDouble(s -> own.get(s).bestThreshold()).toArray(),
                        common.stream().mapToDouble(s -> best.get(s).bestThreshold()).toArray())
                .map(test -> OptionalDouble.of(test.p()))
                .orElse(OptionalDouble.empty());
    }

    private static String missing(Line line, String testSet, Set<Long> present) {
        return line.testSets().contains(testSet)
                ? MissingSeeds.reasons(line.bySeed(), present)
                : "not a test set here";
    }
}
