package dev.interproto.desktop.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interproto.training.TrainingEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventBufferTest {
    @Test
    void eventsComeInOrderOnce() {
        EventBuffer buffer = new EventBuffer(10);
        buffer.on(step(1));
        buffer.on(step(2));
        assertThat(buffer.drain()).containsExactly(step(1), step(2));
        assertThat(buffer.drain()).isEmpty();
    }

    @Test
    void aFullBufferThinsStepsAndNothingElse() {
        EventBuffer buffer = new EventBuffer(8);
        for (int i = 1; i <= 6; i++) {
            buffer.on(step(i));
        }
        buffer.on(new TrainingEvent.Paused(6));
        buffer.on(new TrainingEvent.Resumed(6));
        buffer.on(step(7));
        assertThat(buffer.drain())
                .isEqualTo(
                        List.of(
                                step(1),
                                step(3),
                                step(5),
                                new TrainingEvent.Paused(6),
                                new TrainingEvent.Resumed(6),
                                step(7)));
    }

    private static TrainingEvent step(long step) {
        return new TrainingEvent.StepDone(step, 0, 1, 1, 0, 0.5, 0.1, 100);
    }
}
