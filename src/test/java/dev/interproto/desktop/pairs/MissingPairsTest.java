package dev.interproto.desktop.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.interproto.dataset.MissingReason;
import dev.interproto.dataset.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingPairsTest {

    @Test
    void reasonsOfTheSameCountAreAllNamed() {
        List<Problem> missing =
                List.of(
                        new Problem("list.txt line 1", MissingReason.ABSENT.words() + ": a.png"),
                        new Problem("list.txt line 2", MissingReason.AMBIGUOUS.words() + ": b.png"),
                        new Problem("list.txt line 3", MissingReason.ABSENT.words() + ": c.png"),
                        new Problem(
                                "list.txt line 4", MissingReason.ELSEWHERE.words() + ": d.png"));
        assertThat(MissingPairs.reasons(missing))
                .containsOnly(
                        entry(MissingReason.AMBIGUOUS.words(), "1"),
                        entry(MissingReason.ELSEWHERE.words(), "1"),
                        entry(MissingReason.ABSENT.words(), "2"));
    }
}
