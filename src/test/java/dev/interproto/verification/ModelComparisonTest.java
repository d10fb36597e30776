package dev.interproto.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.VerificationPair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class ModelComparisonTest {

    /** Fifty people with a genuine and an impostor pair; similarities 0.9 and 0.1 where right. */
    private static ScoredNetwork side(int people, IntPredicate right) {
        List<ScoredPair> pairs = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            pairs.add(pair(true, i, i, right.test(i) ? 0.9 : 0.05));
            pairs.add(pair(false, i, (i + 1) % 50, 0.1));
        }
        return new ScoredNetwork(pairs, 0.5);
    }

    private static ScoredPair pair(boolean same, int first, int second, double similarity) {
        return new ScoredPair(
                new VerificationPair(
                        same, Path.of("p" + first + "/1.png"), Path.of("p" + second + "/2.png")),
                similarity);
    }

    private static ModelComparison compare(ScoredNetwork first, ScoredNetwork second) {
        return ModelComparison.of(
                "hand", first, second, true, VerificationOptions.DEFAULT, Progress.NONE);
    }

    @Test
    void mcNemarIsTheExactBinomialTest() {
        // 2 · (1 + 13 + 78 + 286) / 2^13.
        assertThat(McNemar.of(3, 10).pValue()).isCloseTo(0.09228515625, within(1e-15));
        assertThat(McNemar.of(10, 3).pValue()).isEqualTo(McNemar.of(3, 10).pValue());
        assertThat(McNemar.of(5, 0).pValue()).isCloseTo(0.0625, within(1e-15));
        assertThat(McNemar.of(7, 7).pValue()).isEqualTo(1);
        assertThat(McNemar.of(0, 0).pValue()).isEqualTo(1);
        // scipy 1.10 binomtest.
        assertThat(McNemar.of(400, 520).pValue()).isCloseTo(8.54917092388378e-05, within(1e-15));
        assertThat(McNemar.of(0, 2000).pValue()).isZero();
    }

    @Test
    void aModelDoesNotDifferFromItself() {
        ModelComparison comparison = compare(side(50, i -> i % 3 > 0), side(50, i -> i % 3 > 0));

        assertThat(comparison.mcNemar()).isEqualTo(new McNemar(0, 0, 1));
        assertThat(comparison.figures())
                .allSatisfy(
                        figure -> {
                            assertThat(figure.first()).isEqualTo(figure.second());
                            assertThat(figure.difference()).isEmpty();
                            assertThat(figure.differs()).isFalse();
                        });
        assertThat(comparison.unit()).isEqualTo(BootstrapIntervals.Unit.IDENTITY);
        assertThat(comparison.units()).isEqualTo(50);
        assertThat(comparison.pairs()).isEqualTo(100);
        assertThat(comparison.genuinePairs()).isEqualTo(50);
    }

    @Test
    void whatOnlyOneModelKnowsMakesTheDifference() {
        // The first misses people 0, 5 … 45; the second one of them, and person 1.
        ModelComparison comparison =
                compare(side(50, i -> i % 5 > 0), side(50, i -> i != 5 && i != 1));

        assertThat(comparison.mcNemar().onlyFirst()).isEqualTo(1);
        assertThat(comparison.mcNemar().onlySecond()).isEqualTo(9);
        assertThat(comparison.figures())
                .extracting(ComparedFigure::kind)
                .containsExactly(
                        ComparedFigure.Kind.OWN_THRESHOLD,
                        ComparedFigure.Kind.BEST_THRESHOLD,
                        ComparedFigure.Kind.KFOLD,
                        ComparedFigure.Kind.AUC,
                        ComparedFigure.Kind.EER,
                        ComparedFigure.Kind.TAR,
                        ComparedFigure.Kind.TAR,
                        ComparedFigure.Kind.TAR);
        ComparedFigure own = comparison.ownThreshold();
        assertThat(own.kind()).isEqualTo(ComparedFigure.Kind.OWN_THRESHOLD);
        assertThat(own.first()).isEqualTo(0.9);
        assertThat(own.second()).isEqualTo(0.98);
        assertThat(own.differs()).isTrue();
        Interval back =
                compare(side(50, i -> i != 5 && i != 1), side(50, i -> i % 5 > 0))
                        .ownThreshold()
                        .difference()
                        .orElseThrow();
        assertThat(back.low()).isCloseTo(-own.difference().orElseThrow().high(), within(1e-12));
    }

    @Test
    void pairsThatOnlyOneScoredAreLeftOutAndCounted() {
        ModelComparison comparison = compare(side(50, i -> true), side(40, i -> true));

        assertThat(comparison.pairs()).isEqualTo(80);
        assertThat(comparison.unmatchedPairs()).isEqualTo(20);
    }

    @Test
    void withoutPairsInCommonThereIsNoComparison() {
        ScoredNetwork other = new ScoredNetwork(List.of(pair(true, 98, 99, 0.1)), 0.5);
        assertThatThrownBy(() -> compare(side(50, i -> true), other))
                .isInstanceOf(UserFacingException.class)
                .hasMessageContaining("share 0 genuine and 0 impostor pairs");
    }
}
