package dev.interproto.verification;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Computes a {@link ModelComparison}. */
final class PairedEvaluation {
    private static final List<Integer> FIRST = List.of(0);
    private static final List<Integer> SECOND = List.of(1);

    private final String testSet;
    private final ScoredNetwork one;
    private final ScoredNetwork other;
    private final boolean folds;
    private final VerificationOptions options;
    private final List<ScoredPair> first;
    private final List<ScoredPair> second;

    PairedEvaluation(
            String testSet,
            ScoredNetwork one,
            ScoredNetwork other,
            boolean folds,
            VerificationOptions options) {
        this.testSet = testSet;
        this.one = one;
        this.other = other;
        this.folds = folds;
        this.options = options;
        List<List<ScoredPair>> common = CommonPairs.of(List.of(one.pairs(), other.pairs()));
        first = common.get(0);
        second = common.get(1);
    }

    ModelComparison compare(Progress progress) {
        int genuine = (int) first.stream().filter(scored -> scored.pair().same()).count();
        PairedDraws draws =
                PairedDraws.of(List.of(one, other), folds, options, progress)
                        .orElseThrow(() -> nothingToCompare(genuine));
        return new ModelComparison(
                testSet,
                first.size(),
                genuine,
                one.pairs().size() + other.pairs().size() - 2 * first.size(),
                one.threshold(),
                other.threshold(),
                mcNemar(),
                figures(draws),
                draws.unit(),
                draws.units(),
                draws.draws());
    }

    private UserFacingException nothingToCompare(int genuine) {
        return new UserFacingException(
                "The two evaluations cannot be compared: they share "
                        + genuine
                        + " genuine and "
                        + (first.size() - genuine)
                        + " impostor pairs.",
                "A comparison needs the same pairs, of both kinds, scored by both models.",
                "Evaluate both models on the same pair list and images.");
    }

    private McNemar mcNemar() {
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int i = 0; i < first.size(); i++) {
            boolean oneRight = first.get(i).rightAt(one.threshold());
            boolean otherRight = second.get(i).rightAt(other.threshold());
            onlyFirst += oneRight && !otherRight ? 1 : 0;
            onlySecond += otherRight && !oneRight ? 1 : 0;
        }
        return McNemar.of(onlyFirst, onlySecond);
    }

    private List<ComparedFigure> figures(PairedDraws draws) {
        List<ComparedFigure> found = new ArrayList<>();
        Stream.of(ComparedFigure.Kind.values())
                .filter(kind -> kind != ComparedFigure.Kind.TAR)
                .map(kind -> draws.compare(FIRST, SECOND, kind))
                .flatMap(Optional::stream)
                .forEach(found::add);
        for (double far : options.fars()) {
            draws.compare(FIRST, SECOND, ComparedFigure.Kind.TAR, OptionalDouble.of(far))
                    .ifPresent(found::add);
        }
        return found;
    }
}
