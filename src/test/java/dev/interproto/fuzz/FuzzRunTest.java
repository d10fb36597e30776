package dev.interproto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interproto.common.UserFacingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FuzzRunTest {
    private static final List<byte[]> FILES =
            List.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, new byte[100]);

    private final FuzzRun fuzz = new FuzzRun(7, FILES);

    @Test
    void theSameSeedGivesTheSameDamage() {
        Mutations first = new Mutations(FILES, new Random(3));
        Mutations second = new Mutations(FILES, new Random(3));
        List<byte[]> seen = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            byte[] input = first.next();
            assertThat(second.next()).isEqualTo(input);
            seen.add(input);
        }
        assertThat(seen.stream().map(Arrays::toString).distinct().count()).isGreaterThan(80);
        assertThat(FILES.get(0)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void countsWhatWasReadAndWhatWasRefused() throws InterruptedException {
        FuzzRun.Tally tally =
                fuzz.check(
                        input -> {
                            if (input.length > 50) {
                                throw new UserFacingException("Too long.", "Why.", "Cut it.");
                            }
                            return true;
                        });
        assertThat(tally.values()).isPositive();
        assertThat(tally.refusals()).isPositive();
    }

    @Test
    void anyOtherExceptionIsAFaultWithItsNumber() {
        assertThatThrownBy(() -> fuzz.check(input -> input[1000] == 0))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Input 1 gives java.lang.ArrayIndexOutOfBounds");
    }

    @Test
    void memoryWithoutMeasureIsAFault() {
        assertThatThrownBy(() -> fuzz.check(input -> new byte[80 << 20].length > 0))
                .hasMessageContaining("bytes allocated");
    }
}
