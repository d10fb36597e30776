package dev.interproto.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    @Test
    void digitsCountByValueAndLeadingZerosOnlyBreakTies() {
        List<String> names = List.of("a10", "a2", "b1", "a02", "a", "10", "9", "a2b", "a2a");

        assertThat(names.stream().sorted(NaturalOrder.INSTANCE))
                .containsExactly("9", "10", "a", "a02", "a2", "a2a", "a2b", "a10", "b1");
    }

    @Test
    void numbersLongerThanAnyIntegerTypeAreCompared() {
        assertThat(
                        NaturalOrder.INSTANCE.compare(
                                "99999999999999999999998", "99999999999999999999999"))
                .isNegative();
    }
}
