package dev.interproto.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AgeTaskTest {
    private static final double STEP = 1e-5;
    private static final int UNKNOWN = -1;

    @Test
    void aLengthThatTellsAgesWrongCostsTheMeanSquareOfItsErrors() {
        // Errors of 2 and −4 years: (4 + 16) / 2 = 10; the face without an age does not count.
        double[][] readings = {{32}, {1}, {999}};
        double[][] gradient = new double[3][1];

        AgeStep step = new LengthAge(0.001).learn(readings, new int[] {30, 5, UNKNOWN}, gradient);

        assertThat(step.loss()).isEqualTo(10);
        assertThat(step.added()).isEqualTo(0.01);
        assertThat(gradient[0][0]).isCloseTo(0.002, within(1e-15)); // 0.001 · 2 · 2 / 2
        assertThat(gradient[1][0]).isCloseTo(-0.004, within(1e-15));
        assertThat(gradient[2][0]).isZero();
    }

    @Test
    void aBatchWithoutAnyAgeAddsNothing() {
        int[] none = {UNKNOWN, UNKNOWN};
        for (AgeTask task : new AgeTask[] {new LengthAge(1), new AttentionAge(1, 1)}) {
            double[][] gradient = filled(task, 2);
            AgeStep step = task.learn(filled(task, 2), none, gradient);
            assertThat(step.loss()).isNaN();
            assertThat(step.added()).isZero();
            for (double[] row : gradient) {
                assertThat(row).containsOnly(0);
            }
        }
    }

    private static double[][] filled(AgeTask task, int rows) {
        double[][] values = new double[rows][task.branch().readings()];
        Arrays.stream(values).forEach(row -> Arrays.fill(row, 7));
        return values;
    }

    @Test
    void agesFallIntoTheGroupsOfTheirPapers() {
        assertThat(Stream.of(0, 12, 13, 18, 25, 26, 65, 66, 100, -1))
                .extracting(DecorrelatedAge.GROUPS::of)
                .containsExactly(0, 0, 1, 1, 2, 3, 6, 7, 7, -1);
        assertThat(Stream.of(0, 10, 11, 20, 21, 60, 61, 99, -1))
                .extracting(AttentionAge.GROUPS::of)
                .containsExactly(0, 0, 1, 1, 2, 5, 6, 6, -1);
    }

    @Test
    void correlationOfTheCanonicalVariablesIsTheBatchs() {
        // u = 1, 2, 3 and v = 2, 1, 3: covariance 1/3, variances 2/3, so ρ = 1/2 and ρ² = 1/4.
        double[][] readings = new double[3][10];
        double[] u = {1, 2, 3};
        double[] v = {2, 1, 3};
        for (int i = 0; i < 3; i++) {
            readings[i][8] = u[i];
            readings[i][9] = v[i];
        }
        double[][] gradient = new double[3][10];

        AgeStep step =
                new DecorrelatedAge(0.1, 0.1, 20, 50)
                        .learn(readings, new int[] {5, UNKNOWN, 40}, gradient);

        // Eight equal logits: ln 8 nats whatever the group.
        assertThat(step.loss()).isCloseTo(Math.log(8), within(1e-12));
        assertThat(step.added()).isCloseTo(0.1 * Math.log(8) + 0.1 / 4, within(1e-6));
        // Of the first face, known to be of group 0 and one of two: 0.1 / 2 · (1/8 − 1).
        assertThat(gradient[0][0]).isCloseTo(0.05 * (0.125 - 1), within(1e-12));
        assertThat(gradient[1]).startsWith(0, 0, 0, 0, 0, 0, 0, 0);
        // ∂ρ²/∂u₁ = 2c/(ab)·(v₁ − v̄)/3 − 2ρ²/a·(u₁ − ū)/3, where v₁ = v̄: 0.1 · 0.75 · 1/3.
        assertThat(gradient[0][8]).isCloseTo(0.025, within(1e-6));
    }

    @Test
    void scaleAndShiftOfACanonicalVariableDoNotMatter() {
        Random random = new Random(1);
        double[][] readings = readings(new DecorrelatedAge(0, 1, 1, 1), random, 6);
        int[] ages = new int[6];
        AgeTask task = new DecorrelatedAge(0, 1, 1, 1);
        double before = task.learn(readings, ages, new double[6][10]).added();
        for (double[] row : readings) {
            row[8] = -3 * row[8] + 11;
        }
        double after = task.learn(readings, ages, new double[6][10]).added();
        assertThat(after).isCloseTo(before, within(1e-5)).isBetween(0.0, 1.0);
    }

    @Test
    void theProjectionsAndTheRestTakeTurns() {
        AgeTask task = new DecorrelatedAge(0.1, 0.1, 20, 50);
        assertThat(Stream.of(0L, 19L, 20L, 69L, 70L, 89L, 90L).map(task::turn))
                .containsExactly(
                        Turn.ADVERSARY,
                        Turn.ADVERSARY,
                        Turn.OTHERS,
                        Turn.OTHERS,
                        Turn.ADVERSARY,
                        Turn.ADVERSARY,
                        Turn.OTHERS);
        assertThat(new LengthAge(1).turn(0)).isEqualTo(Turn.ALL);
    }

    @Test
    void theExpectedAgeOfEqualLogitsIsFifty() {
        // Equal shares of 0 to 100 years: expected 50; ln 7 nats for the groups.
        AttentionAge task = new AttentionAge(0.001, 0.002);
        double[][] readings = new double[1][216];
        double[][] gradient = new double[1][216];

        AgeStep step = task.learn(readings, new int[] {40}, gradient);

        double ageLoss = 100 + Math.log(7);
        assertThat(step.loss()).isCloseTo(ageLoss, within(1e-9));
        assertThat(step.added()).isCloseTo(0.003 * ageLoss, within(1e-9));
        // 0.001 · 2 · 10 · 1/101 · (100 − 50) for the logit of 100 years, twice that reversed.
        assertThat(gradient[0][100]).isCloseTo(0.001 * 20 * 50 / 101, within(1e-12));
        assertThat(gradient[0][108 + 100]).isCloseTo(0.002 * 20 * 50 / 101, within(1e-12));
    }

    static Stream<AgeTask> tasks() {
        return Stream.of(
                new LengthAge(0.3),
                new DecorrelatedAge(0.4, 0.7, 2, 3),
                new AttentionAge(0.2, 0.5));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void derivativesAgreeWithFiniteDifferences(AgeTask task) {
        int[] ages = {3, UNKNOWN, 17, 45, 80};
        double[][] readings = readings(task, new Random(5), ages.length);
        double[][] gradient = new double[ages.length][task.branch().readings()];
        task.learn(readings, ages, gradient);
        double[][] scrap = new double[ages.length][task.branch().readings()];
        for (int row = 0; row < ages.length; row++) {
            for (int i = 0; i < readings[row].length; i++) {
                double value = readings[row][i];
                readings[row][i] = value + STEP;
                double above = task.learn(readings, ages, scrap).added();
                readings[row][i] = value - STEP;
                double below = task.learn(readings, ages, scrap).added();
                readings[row][i] = value;
                assertThat(gradient[row][i])
                        .as("row %d, reading %d", row, i)
                        .isCloseTo((above - below) / (2 * STEP), within(1e-6));
            }
        }
    }

    private static double[][] readings(AgeTask task, Random random, int rows) {
        double[][] readings = new double[rows][task.branch().readings()];
        for (double[] row : readings) {
            Arrays.setAll(row, i -> random.nextGaussian());
        }
        return readings;
    }

    @Test
    void aHeadWithAnAgeTaskIsCosFaceToIdentitiesAndStoredByItsNumbers() {
        MarginHead head = HeadKind.DAL.with(java.util.Map.of("minimising", 7.0));
        assertThat(head.row(0.6, 1, new double[0])).isEqualTo(CosFace.PUBLISHED.row(0.6, 1, null));
        assertThat(head.options())
                .containsExactly(
                        java.util.Map.entry("scale", 64.0),
                        java.util.Map.entry("margin", 0.35),
                        java.util.Map.entry("age-weight", 0.1),
                        java.util.Map.entry("correlation-weight", 0.1),
                        java.util.Map.entry("maximising", 20.0),
                        java.util.Map.entry("minimising", 7.0));
        assertThat(MarginHead.named(head.name(), head.options())).isEqualTo(head);
    }
}
