package dev.interproto.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void twoValuesAreFittedExactlyToPlattsTargets() {
        // One genuine pair at 0.6, one impostor at 0.2: targets (1+1)/(1+2) = 2/3 and 1/(1+2).
        Calibration calibration = Calibration.fit(new double[] {0.6}, new double[] {0.2});

        assertThat(calibration.probability(0.6)).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(calibration.probability(0.2)).isCloseTo(1 / 3.0, within(1e-9));
        // logit(2/3) = ln 2 at 0.6 and −ln 2 at 0.2: slope 2 ln 2 / 0.4.
        assertThat(calibration.slope()).isCloseTo(5 * Math.log(2), within(1e-6));
        assertThat(calibration.probability(0.4)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void separatedSetsKeepAFiniteSlope() {
        double[] genuine = {0.8, 0.82, 0.85, 0.9};
        double[] impostor = {-0.1, 0.0, 0.05, 0.1};

        Calibration calibration = Calibration.fit(genuine, impostor);

        assertThat(calibration.slope()).isFinite().isPositive();
        assertThat(calibration.probability(1)).isBetween(0.8, 1.0);
        assertThat(calibration.probability(-1)).isBetween(0.0, 0.2);
    }

    @Test
    void equalSimilaritiesGiveTheShareOfGenuinePairs() {
        Calibration calibration =
                Calibration.fit(new double[] {0.3, 0.3, 0.3}, new double[] {0.3, 0.3, 0.3});

        assertThat(calibration.probability(0.3)).isCloseTo(0.5, within(1e-9));
    }
}
