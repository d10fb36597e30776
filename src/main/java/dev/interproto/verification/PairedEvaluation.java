package dev.interproto.verification;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Computes a {@link ModelComparison}. */
final class PairedEvaluation {
    private final String testSet;
    private final boolean folds;
    private final VerificationOptions options;
    private final double firstThreshold;
    private final double secondThreshold;
    private final List<ScoredPair> first;
    private final List<ScoredPair> second;
    private final int unmatched;

    PairedEvaluation(
            String testSet,
            ModelComparison.Side one,
            ModelComparison.Side other,
            boolean folds,
            VerificationOptions options) {
        this.testSet = testSet;
        this.folds = folds;
        this.options = options;
        this.firstThreshold = one.threshold();
        this.secondThreshold = other.threshold();
        List<List<ScoredPair>> common = CommonPairs.of(List.of(one.pairs(), other.pairs()));
        first = common.get(0);
        second = common.get(1);
        unmatched = one.pairs().size() + other.pairs().size() - 2 * first.size();
    }

    /** What a draw gives: the figures of both and their accuracies at their own thresholds. */
    private record Draw(
            WeightedScores.Figures first,
            WeightedScores.Figures second,
            double firstOwn,
            double secondOwn) {}

    ModelComparison compare(Progress progress) {
        int genuine = (int) first.stream().filter(scored -> scored.pair().same()).count();
        if (genuine == 0 || genuine == first.size()) {
            throw new UserFacingException(
                    "The two evaluations cannot be compared: they share "
                            + genuine
                            + " genuine and "
                            + (first.size() - genuine)
                            + " impostor pairs.",
                    "A comparison needs the same pairs, of both kinds, scored by both models.",
                    "Evaluate both models on the same pair list and images.");
        }
        FoldAssignment assignment =
                folds
                        ? FoldAssignment.of(
                                new PairScores(testSet, first, List.of(), List.of()), options)
                        : new FoldAssignment(0, new int[first.size()]);
        WeightedScores firstScores = new WeightedScores(first, assignment, options.fars());
        WeightedScores secondScores = new WeightedScores(second, assignment, options.fars());
        ResampledPairs pairs = ResampledPairs.of(first.stream().map(ScoredPair::pair).toList());
        Draw[] draws = new Draw[Bootstrap.draws(options.draws(), first.size())];
        Bootstrap.run(
                draws.length,
                progress,
                draw ->
                        draws[draw] =
                                draw(
                                        firstScores,
                                        secondScores,
                                        pairs.weights(options.seed(), draw)));
        int[] once = new int[first.size()];
        java.util.Arrays.fill(once, 1);
        return new ModelComparison(
                testSet,
                first.size(),
                genuine,
                unmatched,
                firstThreshold,
                secondThreshold,
                mcNemar(),
                figures(draw(firstScores, secondScores, once), draws),
                pairs.unit(),
                pairs.units(),
                draws.length);
    }

    private Draw draw(WeightedScores firstScores, WeightedScores secondScores, int[] weights) {
        return new Draw(
                firstScores.figures(weights),
                secondScores.figures(weights),
                accuracy(first, firstThreshold, weights),
                accuracy(second, secondThreshold, weights));
    }

    private static double accuracy(List<ScoredPair> pairs, double threshold, int[] weights) {
        long right = 0;
        long all = 0;
        for (int i = 0; i < weights.length; i++) {
            all += weights[i];
            right += pairs.get(i).rightAt(threshold) ? weights[i] : 0;
        }
        return (double) right / all;
    }

    private McNemar mcNemar() {
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int i = 0; i < first.size(); i++) {
            boolean one = first.get(i).rightAt(firstThreshold);
            boolean other = second.get(i).rightAt(secondThreshold);
            onlyFirst += one && !other ? 1 : 0;
            onlySecond += other && !one ? 1 : 0;
        }
        return McNemar.of(onlyFirst, onlySecond);
    }

    private List<ComparedFigure> figures(Draw all, Draw[] draws) {
        List<ComparedFigure> found = new ArrayList<>();
        OptionalDouble none = OptionalDouble.empty();
        found.add(
                compared(
                        ComparedFigure.Kind.OWN_THRESHOLD,
                        none,
                        all,
                        draws,
                        Draw::firstOwn,
                        Draw::secondOwn));
        found.add(
                of(
                        ComparedFigure.Kind.BEST_THRESHOLD,
                        none,
                        all,
                        draws,
                        figures -> figures.best()));
        if (!Double.isNaN(all.first().kfold())) {
            found.add(of(ComparedFigure.Kind.KFOLD, none, all, draws, figures -> figures.kfold()));
        }
        found.add(of(ComparedFigure.Kind.AUC, none, all, draws, figures -> figures.auc()));
        found.add(of(ComparedFigure.Kind.EER, none, all, draws, figures -> figures.eer()));
        for (int i = 0; i < options.fars().size(); i++) {
            int place = i;
            OptionalDouble far = OptionalDouble.of(options.fars().get(i));
            found.add(
                    of(ComparedFigure.Kind.TAR, far, all, draws, figures -> figures.tar()[place]));
        }
        return found;
    }

    private static ComparedFigure of(
            ComparedFigure.Kind kind,
            OptionalDouble far,
            Draw all,
            Draw[] draws,
            ToDoubleFunction<WeightedScores.Figures> figure) {
        return compared(
                kind,
                far,
                all,
                draws,
                draw -> figure.applyAsDouble(draw.first()),
                draw -> figure.applyAsDouble(draw.second()));
    }

    private static ComparedFigure compared(
            ComparedFigure.Kind kind,
            OptionalDouble far,
            Draw all,
            Draw[] draws,
            ToDoubleFunction<Draw> first,
            ToDoubleFunction<Draw> second) {
        double[] differences =
                IntStream.range(0, draws.length)
                        .mapToDouble(
                                i -> second.applyAsDouble(draws[i]) - first.applyAsDouble(draws[i]))
                        .toArray();
        return new ComparedFigure(
                kind,
                far,
                first.applyAsDouble(all),
                second.applyAsDouble(all),
                Interval.of(differences));
    }
}
