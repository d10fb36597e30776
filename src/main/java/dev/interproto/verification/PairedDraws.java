package dev.interproto.verification;

import dev.interproto.common.Progress;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Several networks on the same pairs, all in the same bootstrap draws of people: what intervals of
 * a method's mean over its seeds, and of two methods' difference, are read from. A draw takes the
 * test set's identities anew (see {@link BootstrapIntervals}) and gives every network's figures at
 * thresholds chosen anew; the networks stay as they are. So the intervals tell how a figure would
 * wander with other people in the test set, not how it wanders with the seed of the training.
 */
public final class PairedDraws {
    private final int pairs;
    private final ResampledPairs resampled;

    /** On all pairs, one a network. */
    private final WeightedScores.Figures[] figures;

    /** [draw][network]. */
    private final WeightedScores.Figures[][] drawn;

    private PairedDraws(
            int pairs,
            ResampledPairs resampled,
            WeightedScores.Figures[] figures,
            WeightedScores.Figures[][] drawn) {
        this.pairs = pairs;
        this.resampled = resampled;
        this.figures = figures;
        this.drawn = drawn;
    }

    /**
     * Makes the draws; seconds where networks and pairs are many.
     *
     * @param networks each network's scored pairs; they are numbered from 0 in this order
     * @param folds whether the k-fold accuracy is worked out too: in seeded folds, so not where the
     *     list has its own
     * @return empty where the pairs that all of them scored are not of both kinds
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public static Optional<PairedDraws> of(
            List<List<ScoredPair>> networks,
            boolean folds,
            VerificationOptions options,
            Progress progress) {
        if (networks.isEmpty()) {
            return Optional.empty();
        }
        List<List<ScoredPair>> common = CommonPairs.of(networks);
        List<ScoredPair> first = common.get(0);
        long genuine = first.stream().filter(scored -> scored.pair().same()).count();
        if (genuine == 0 || genuine == first.size()) {
            return Optional.empty();
        }
        FoldAssignment assignment =
                folds
                        ? FoldAssignment.of(
                                new PairScores("", first, List.of(), List.of()), options)
                        : new FoldAssignment(0, new int[first.size()]);
        List<WeightedScores> scores =
                common.stream()
                        .map(scored -> new WeightedScores(scored, assignment, List.of()))
                        .toList();
        ResampledPairs resampled = ResampledPairs.of(first.stream().map(ScoredPair::pair).toList());
        int[] once = new int[first.size()];
        Arrays.fill(once, 1);
        WeightedScores.Figures[][] drawn =
                new WeightedScores.Figures[Bootstrap.draws(options.draws(), first.size())][];
        Bootstrap.run(
                drawn.length,
                progress,
                draw -> drawn[draw] = figures(scores, resampled.weights(options.seed(), draw)));
        return Optional.of(new PairedDraws(first.size(), resampled, figures(scores, once), drawn));
    }

    private static WeightedScores.Figures[] figures(List<WeightedScores> scores, int[] weights) {
        return scores.stream()
                .map(one -> one.figures(weights))
                .toArray(WeightedScores.Figures[]::new);
    }

    /** How many pairs all networks scored. */
    public int pairs() {
        return pairs;
    }

    /** What was drawn. */
    public BootstrapIntervals.Unit unit() {
        return resampled.unit();
    }

    /** How many of them there are. */
    public int units() {
        return resampled.units();
    }

    /** How many draws were made. */
    public int draws() {
        return drawn.length;
    }

    /**
     * The 95 % interval of the mean of some networks' figure, such as a method's seeds.
     *
     * @param networks their numbers; at least one
     * @return empty where the figure was not worked out
     */
    public Optional<Interval> interval(Collection<Integer> networks, ComparedFigure.Kind kind) {
        return Interval.of(
                Arrays.stream(drawn).mapToDouble(draw -> mean(draw, networks, kind)).toArray());
    }

    /**
     * The means of two methods' networks, and the 95 % interval of second less first.
     *
     * @param first numbers of the first method's networks
     * @param second of the second's, with the same seeds
     * @return empty where the figure was not worked out
     */
    public Optional<ComparedFigure> compare(
            Collection<Integer> first, Collection<Integer> second, ComparedFigure.Kind kind) {
        double one = mean(figures, first, kind);
        double other = mean(figures, second, kind);
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return Optional.empty();
        }
        double[] differences =
                IntStream.range(0, drawn.length)
                        .mapToDouble(
                                i -> mean(drawn[i], second, kind) - mean(drawn[i], first, kind))
                        .toArray();
        return Optional.of(
                new ComparedFigure(
                        kind, OptionalDouble.empty(), one, other, Interval.of(differences)));
    }

    private static double mean(
            WeightedScores.Figures[] figures,
            Collection<Integer> networks,
            ComparedFigure.Kind kind) {
        ToDoubleFunction<WeightedScores.Figures> figure =
                switch (kind) {
                    case BEST_THRESHOLD -> WeightedScores.Figures::best;
                    case KFOLD -> WeightedScores.Figures::kfold;
                    case AUC -> WeightedScores.Figures::auc;
                    case EER -> WeightedScores.Figures::eer;
                    case OWN_THRESHOLD, TAR ->
                            throw new IllegalArgumentException(kind + " is not worked out");
                };
        return networks.stream()
                .mapToDouble(network -> figure.applyAsDouble(figures[network]))
                .average()
                .orElse(Double.NaN);
    }
}
