package dev.interproto.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeededSubsetTest {
    @Test
    void aSampleIsAscendingAndTheSameForTheSameSeed() {
        int[] drawn = SeededSubset.draw(1000, 30, 5);
        assertThat(drawn).hasSize(30).isSorted().doesNotHaveDuplicates();
        assertThat(drawn[29]).isLessThan(1000);
        assertThat(SeededSubset.draw(1000, 30, 5)).isEqualTo(drawn);
        assertThat(SeededSubset.draw(1000, 30, 6)).isNotEqualTo(drawn);
    }

    @Test
    void fewAreAllDrawn() {
        assertThat(SeededSubset.draw(3, 5, 0)).containsExactly(0, 1, 2);
        assertThat(SeededSubset.draw(0, 5, 0)).isEmpty();
        assertThat(SeededSubset.draw(5, 0, 0)).isEmpty();
    }

    /** 3 of 10: each drawn with a probability of 0.3, within five standard deviations. */
    @Test
    void eachIsAsLikely() {
        int[] times = new int[10];
        for (int seed = 0; seed < 10_000; seed++) {
            for (int i : SeededSubset.draw(10, 3, seed)) {
                times[i]++;
            }
        }
        for (int each : times) {
            assertThat(each).isBetween(2770, 3230);
        }
    }
}
