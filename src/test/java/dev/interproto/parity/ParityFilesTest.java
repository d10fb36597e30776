package dev.interproto.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ParityFilesTest {
    @Test
    void fillGivesTheFiveNumbersOfTheReadme() {
        assertThat(ParityFiles.fill(5, "example", 1))
                .containsExactly(
                        new float[] {0.7465547f, 0.7711450f, 0.4927740f, -0.2402630f, 0.0767546f},
                        within(1e-6f));
    }
}
