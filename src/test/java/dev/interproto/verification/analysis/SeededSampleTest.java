package dev.interproto.verification.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeededSampleTest {

    @Test
    void itIsTheSameInWhateverOrderAndAnotherByAnotherSeed() {
        int[] upwards = sample(10, 3, IntStream.range(0, 1000));
        int[] downwards = sample(10, 3, IntStream.range(0, 1000).map(i -> 999 - i));
        assertThat(upwards).isEqualTo(downwards).hasSize(10).isSorted().doesNotHaveDuplicates();
        assertThat(sample(10, 4, IntStream.range(0, 1000))).isNotEqualTo(upwards);
    }

    @Test
    void allAreTakenWhereThereAreFewer() {
        SeededSample sample = new SeededSample(5, 1);
        IntStream.of(7, 2, 4).forEach(sample::offer);
        assertThat(sample.sorted()).containsExactly(2, 4, 7);
        assertThat(sample.offered()).isEqualTo(3);
    }

    @Test
    void smallerSamplesAreWithinLargerOnesAndDrawnEvenly() {
        int[] large = sample(4000, 5, IntStream.range(0, 10_000));
        assertThat(large).contains(sample(50, 5, IntStream.range(0, 10_000)));
        // Half of the sample from either half: 2000 ± 6 standard deviations of 22.
        assertThat(Arrays.stream(large).filter(i -> i < 5000).count()).isBetween(1868L, 2132L);
    }

    private static int[] sample(int wanted, long seed, IntStream offered) {
        SeededSample sample = new SeededSample(wanted, seed);
        offered.forEach(sample::offer);
        return sample.sorted();
    }
}
