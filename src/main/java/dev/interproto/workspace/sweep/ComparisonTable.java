package dev.interproto.workspace.sweep;

import dev.interproto.verification.ComparedFigure;
import dev.interproto.verification.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A sweep's results: a line a method, a column a test set, mean ± standard deviation over the
 * seeds. All accuracies are shares, 0 to 1.
 *
 * @param sweep its name
 * @param columns test sets
 * @param rows own ones first, in the plan's order, then the published
 * @param notes what the figures are and what the marks mean, a sentence each
 */
public record ComparisonTable(
        String sweep, List<Column> columns, List<Row> rows, List<String> notes) {
    /** Below it, a cell differs from the best by more than the seeds would by chance. */
    public static final double SIGNIFICANT = 0.05;

    public static final double HIGHLY_SIGNIFICANT = 0.01;

    public ComparisonTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * @param testSet name
     * @param pairs how many were scored, such as {@code 3786}; a range where the runs differ, empty
     *     where it is not known yet
     */
    public record Column(String testSet, String pairs) {

        /** Name and pairs. */
        public String title() {
            return pairs.isEmpty() ? testSet : testSet + " (" + pairs + " pairs)";
        }
    }

    /**
     * @param group the dataset trained on; best and marks are found within it
     * @param title method and start
     * @param published whether from the paper
     * @param cells one a column
     */
    public record Row(String group, String title, boolean published, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * @param bestThreshold best-threshold accuracy (paper protocol) of the best checkpoint
     * @param kfold k-fold accuracy of that same checkpoint; absent where not measured
     * @param wanted seeds planned; fewer may be done
     * @param best whether no other in its group and column is better
     * @param p of the paired t-test against the best; absent for the best itself and where it
     *     cannot be tested
     * @param intervals of figures and differences; absent where a seed was not evaluated pair by
     *     pair
     * @param reason why seeds, or all of them, are missing; empty where none is
     */
    public record Cell(
            Optional<MeanStd> bestThreshold,
            Optional<MeanStd> kfold,
            int wanted,
            boolean best,
            OptionalDouble p,
            Optional<Intervals> intervals,
            String reason) {

        /** Of a line that cannot be tested. */
        Cell(Optional<MeanStd> bestThreshold, int wanted, String reason) {
            this(
                    bestThreshold,
                    Optional.empty(),
                    wanted,
                    false,
                    OptionalDouble.empty(),
                    Optional.empty(),
                    reason);
        }

        /** {@code **}, {@code *} or nothing. */
        public String mark() {
            double value = p.orElse(1);
            return value < HIGHLY_SIGNIFICANT ? "**" : value < SIGNIFICANT ? "*" : "";
        }

        /** How many seeds the figures are of. */
        public int seeds() {
            return bestThreshold.map(MeanStd::count).orElse(0);
        }
    }

    /**
     * 95 % bootstrap intervals: the test set's people are drawn anew, the seeds are not.
     *
     * @param bestThreshold of the mean over the seeds
     * @param kfold of the mean over the seeds; absent where the list has its own folds
     * @param difference from the baseline; absent for the baseline itself, and where they share no
     *     seed
     */
    public record Intervals(
            Optional<Interval> bestThreshold,
            Optional<Interval> kfold,
            Optional<Difference> difference) {}

    /**
     * A line less its baseline, on the same pairs, seeds and draws.
     *
     * @param baseline its title
     * @param seeds that both have
     * @param bestThreshold the means of the baseline (first) and of the line (second)
     * @param kfold the same; absent where the list has its own folds
     */
    public record Difference(
            String baseline,
            int seeds,
            ComparedFigure bestThreshold,
            Optional<ComparedFigure> kfold) {}
}
