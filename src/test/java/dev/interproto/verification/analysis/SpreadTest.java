package dev.interproto.verification.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.common.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void meanStdAndBarsAreThoseOfTheNumbers() {
        Spread.Sum sum = new Spread.Sum(0, 4, 4);
        for (double value : new double[] {1, 2, 3, Double.NaN}) {
            sum.add(value);
        }
        Spread spread = sum.spread();
        assertThat(spread.count()).isEqualTo(3);
        assertThat(spread.mean()).hasValue(2);
        assertThat(spread.std()).hasValue(1);
        assertThat(spread.bars()).containsExactly(0L, 1L, 1L, 1L);
        assertThat(spread.barWidth()).isEqualTo(1);
        assertThat(spread.shares()[1]).isEqualTo(100.0 / 3);
    }

    @Test
    void theLastBarHoldsItsEndAndRoundingBeyondIt() {
        Spread.Sum sum = new Spread.Sum(-1, 1, 2);
        for (double value : new double[] {-1.0000001, -1, 0, 1, 1.0000001}) {
            sum.add(value);
        }
        assertThat(sum.spread().bars()).containsExactly(2L, 3L);
    }

    @Test
    void barsAreAsWideAsTheBestKnownGroupAsksFor() {
        // Eight numbers, std 1 exactly: 3.49 / 2 = 1.745, so 1.0 of the widths 0.2, 0.4, 1, 2.
        Spread.Sum many = new Spread.Sum(0, 10, 50);
        double off = Math.sqrt(7.0 / 8);
        for (int i = 0; i < 8; i++) {
            many.add(5 + (i % 2 == 0 ? off : -off));
        }
        Spread.Sum few = new Spread.Sum(0, 10, 50);
        few.add(1);
        List<Spread> readable = Spread.readable(List.of(many.spread(), few.spread()));
        assertThat(readable).allMatch(spread -> spread.bars().size() == 10);
        assertThat(readable.get(0).bars()).containsExactly(0L, 0L, 0L, 0L, 4L, 4L, 0L, 0L, 0L, 0L);
        assertThat(readable.get(0).mean()).isEqualTo(many.spread().mean());
    }

    @Test
    void nothingHasNoMeanAndOneNumberNoSpread() throws Exception {
        Spread.Sum sum = new Spread.Sum(0, 180, 90);
        assertThat(sum.spread().mean()).isEmpty();
        assertThat(sum.spread().shares()).containsOnly(0);
        sum.add(30);
        assertThat(sum.spread().mean()).hasValue(30);
        assertThat(sum.spread().std()).isEmpty();
        String json = Json.mapper().writeValueAsString(sum.spread());
        assertThat(json).doesNotContain("NaN");
        assertThat(Json.mapper().readValue(json, Spread.class)).isEqualTo(sum.spread());
    }
}
