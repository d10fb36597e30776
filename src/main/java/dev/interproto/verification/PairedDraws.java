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
    private final List<Double> fars;
    private final int pairs;
    private final ResampledPairs resampled;

    /** On all pairs, one a network. */
    private final WeightedScores.Figures[] figures;

    /** [draw][network]. */
    private final WeightedScores.Figures[][] drawn;

    private PairedDraws(
            List<Double> fars,
            int pairs,
            ResampledPairs resampled,
            WeightedScores.Figures[] figures,
            WeightedScores.Figures[][] drawn) {
        this.fars = fars;
        this.pairs = pairs;
        this.resampled = resampled;
        this.figures = figures;
        this.drawn = drawn;
    }

    /**
     * Makes the draws; seconds where networks and pairs are many.
     *
     * @param networks they are numbered from 0 in this order
     * @param folds whether the k-fold accuracy is worked out too: in seeded folds, so not where the
     *     list has its own
     * @return empty where the pairs that all of them scored are not of both kinds
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public static Optional<PairedDraws> of(
            List<ScoredNetwork> networks,
            boolean folds,
            VerificationOptions options,
            Progress progress) {
        if (networks.isEmpty()) {
            return Optional.empty();
        }
        List<List<ScoredPair>> common =
                CommonPairs.of(networks.stream().map(ScoredNetwork::pairs).toList());
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
                IntStream.range(0, networks.size())
                        .mapToObj(
                                i -> new ScoredNetwork(common.get(i), networks.get(i).threshold()))
                        .map(network -> new WeightedScores(network, assignment, options.fars()))
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
        return Optional.of(
                new PairedDraws(
                        options.fars(), first.size(), resampled, figures(scores, once), drawn));
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
        ToDoubleFunction<WeightedScores.Figures> figure = figure(kind, OptionalDouble.empty());
        return Interval.of(
                Arrays.stream(drawn).mapToDouble(draw -> mean(draw, networks, figure)).toArray());
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
        return compare(first, second, kind, OptionalDouble.empty());
    }

    /**
     * As above.
     *
     * @param far of a TAR: at which of the options' false accept rates
     */
    Optional<ComparedFigure> compare(
            Collection<Integer> first,
            Collection<Integer> second,
            ComparedFigure.Kind kind,
            OptionalDouble far) {
        ToDoubleFunction<WeightedScores.Figures> figure = figure(kind, far);
        double one = mean(figures, first, figure);
        double other = mean(figures, second, figure);
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return Optional.empty();
        }
        double[] differences =
                IntStream.range(0, drawn.length)
                        .mapToDouble(
                                i -> mean(drawn[i], second, figure) - mean(drawn[i], first, figure))
                        .toArray();
        return Optional.of(new ComparedFigure(kind, far, one, other, Interval.of(differences)));
    }

    private ToDoubleFunction<WeightedScores.Figures> figure(
            ComparedFigure.Kind kind, OptionalDouble far) {
        return switch (kind) {
            case OWN_THRESHOLD -> WeightedScores.Figures::own;
            case BEST_THRESHOLD -> WeightedScores.Figures::best;
            case KFOLD -> WeightedScores.Figures::kfold;
            case AUC -> WeightedScores.Figures::auc;
            case EER -> WeightedScores.Figures::eer;
            case TAR -> {
                int place = fars.indexOf(far.orElseThrow());
                yield figures -> figures.tar()[place];
            }
        };
    }

    private static double mean(
            WeightedScores.Figures[] figures,
            Collection<Integer> networks,
            ToDoubleFunction<WeightedScores.Figures> figure) {
        return networks.stream()
                .mapToDouble(network -> figure.applyAsDouble(figures[network]))
                .average()
                .orElse(Double.NaN);
    }
}
