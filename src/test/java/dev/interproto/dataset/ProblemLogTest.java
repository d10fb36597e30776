package dev.interproto.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemLogTest {
    @Test
    void problemsBeyondTheLimitAreCountedNotKept() {
        ProblemLog log = new ProblemLog();
        for (int i = 0; i < ProblemLog.LIMIT + 5; i++) {
            log.add("file " + i, "wrong");
        }

        List<Problem> listed = log.list("root");

        assertThat(listed).hasSize(ProblemLog.LIMIT + 1);
        assertThat(listed.get(ProblemLog.LIMIT))
                .isEqualTo(new Problem("root", "5 further problems are not listed."));
    }
}
