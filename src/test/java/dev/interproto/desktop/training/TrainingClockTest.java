package dev.interproto.desktop.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrainingClockTest {
    private long now = 1_000;
    private final TrainingClock clock = new TrainingClock(() -> now);

    @Test
    void timeIsCountedWhileItRunsAndNotWhileItIsStopped() {
        clock.start();
        now += 5;
        clock.stop();
        now += 100;
        assertThat(clock.time()).isEqualTo(Duration.ofNanos(5));
        clock.start();
        now += 2;
        clock.start();
        now += 1;
        assertThat(clock.time())
                .as("a second start changes nothing")
                .isEqualTo(Duration.ofNanos(8));
    }

    @Test
    void aRunningClockGoesOnFromTheTimeItIsSetTo() {
        clock.reset(TrainingClock.seconds(2e-9));
        assertThat(clock.time()).isEqualTo(Duration.ofNanos(2));
        clock.start();
        now += 50;
        clock.reset(Duration.ofNanos(10));
        now += 1;
        assertThat(clock.time()).isEqualTo(Duration.ofNanos(11));
    }
}
