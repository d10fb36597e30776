package dev.interproto.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairedTTestTest {
    @Test
    void theDistributionIsThatOfTheTables() {
        // Two-sided 5 % and 1 % points of Student's t.
        assertThat(PairedTTest.twoSided(12.706, 1)).isCloseTo(0.05, within(1e-5));
        assertThat(PairedTTest.twoSided(4.3027, 2)).isCloseTo(0.05, within(1e-5));
        assertThat(PairedTTest.twoSided(5.8409, 3)).isCloseTo(0.01, within(1e-5));
        assertThat(PairedTTest.twoSided(2.7764, 4)).isCloseTo(0.05, within(1e-5));
        assertThat(PairedTTest.twoSided(2.5706, 5)).isCloseTo(0.05, within(1e-5));
        assertThat(PairedTTest.twoSided(2.2281, 10)).isCloseTo(0.05, within(1e-5));
        assertThat(PairedTTest.twoSided(0, 7)).isCloseTo(1, within(1e-12));
    }

    @Test
    void differencesOfOneTwoAndThreeGiveTOfTwiceTheRootOfThree() {
        PairedTTest test =
                PairedTTest.of(new double[] {2, 4, 6}, new double[] {1, 2, 3}).orElseThrow();
        assertThat(test.meanDifference()).isEqualTo(2);
        // Mean 2, standard deviation 1, over √3.
        assertThat(test.t()).isCloseTo(2 * Math.sqrt(3), within(1e-12));
        // 1 − t/√(2 + t²) = 1 − √(12/14).
        assertThat(test.p()).isCloseTo(1 - Math.sqrt(12.0 / 14), within(1e-12));
    }

    @Test
    void nothingIsSaidWithoutTwoPairsOrWithoutAnyScatter() {
        assertThat(PairedTTest.of(new double[] {1}, new double[] {2})).isEmpty();
        assertThat(PairedTTest.of(new double[] {0.3, 0.4}, new double[] {0.2, 0.3})).isEmpty();
    }
}
