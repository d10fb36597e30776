package dev.interproto.workspace.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RangeTest {

    @Test
    void ticksAreRoundNumbersWithinTheRange() {
        Range range = new Range(0.13, 0.92);
        assertThat(range.ticks(5).stream().map(tick -> range.label(tick, 5)))
                .containsExactly("0.2", "0.4", "0.6", "0.8");
    }

    @Test
    void ticksOfCountsAreWhole() {
        Range range = new Range(1, 3).ofWhole();
        assertThat(range.ticks(6).stream().map(tick -> range.label(tick, 6)))
                .containsExactly("1", "2", "3");
    }

    @Test
    void valuesThatAreNoNumbersDoNotWidenARange() {
        assertThat(Range.of(List.of(new double[] {2, Double.NaN, 5}))).isEqualTo(new Range(2, 5));
        assertThat(Range.of(List.of(new double[0]))).isEqualTo(new Range(0, 1));
        assertThat(Range.of(List.of(new double[] {3}))).isEqualTo(new Range(2.5, 3.5));
    }
}
