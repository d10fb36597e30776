package dev.interproto.verification;

import dev.interproto.common.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Draws a test set's identities again and again; seeded, and the same on any number of threads. */
final class Bootstrap {
    /** Draws between two looks at whether the work is still wanted. */
    private static final int BLOCK = 50;

    /** With fewer, the 2.5 percentile hangs on single draws. */
    private static final int FEWEST_DRAWS = 200;

    /** Pairs weighed in all; about two seconds of one core, whatever the size of the list. */
    private static final long MOST_WEIGHED = 200_000_000;

    private Bootstrap() {}

    /** As many draws as asked for; fewer on lists of hundreds of thousands of pairs. */
    static int draws(int wanted, int pairs) {
        long affordable = Math.max(FEWEST_DRAWS, MOST_WEIGHED / Math.max(1, pairs));
        return (int) Math.min(wanted, affordable);
    }

    /**
     * Makes draws on all cores, each told its number.
     *
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    static void run(int draws, Progress progress, IntConsumer draw) {
        for (int from = 0; from < draws; from += BLOCK) {
            progress.checkCancelled();
            progress.report((double) from / draws, "Drawing the pairs anew: " + from + " times");
            IntStream.range(from, Math.min(draws, from + BLOCK)).parallel().forEach(draw);
        }
    }

    static BootstrapIntervals intervals(
            List<ScoredPair> scored,
            FoldAssignment folds,
            VerificationOptions options,
            Progress progress) {
        ResampledPairs pairs = ResampledPairs.of(scored.stream().map(ScoredPair::pair).toList());
        WeightedScores scores = WeightedScores.of(scored, folds, options.fars());
        WeightedScores.Figures[] drawn =
                new WeightedScores.Figures[draws(options.draws(), scored.size())];
        run(
                drawn.length,
                progress,
                draw -> drawn[draw] = scores.figures(pairs.weights(options.seed(), draw)));
        return new BootstrapIntervals(
                pairs.unit(),
                pairs.units(),
                drawn.length,
                true,
                interval(drawn, WeightedScores.Figures::best),
                interval(drawn, WeightedScores.Figures::kfold),
                interval(drawn, WeightedScores.Figures::auc),
                interval(drawn, WeightedScores.Figures::eer),
                IntStream.range(0, options.fars().size())
                        .mapToObj(far -> interval(drawn, figures -> figures.tar()[far]))
                        .toList());
    }

    private static Optional<Interval> interval(
            WeightedScores.Figures[] drawn, ToDoubleFunction<WeightedScores.Figures> figure) {
        return Interval.of(Arrays.stream(drawn).mapToDouble(figure).toArray());
    }
}
