package dev.interproto.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    void everyTaskIsDoneOnceInEveryRound() {
        try (Workers workers = new Workers(3)) {
            for (int round = 0; round < 2000; round++) {
                AtomicIntegerArray done = new AtomicIntegerArray(round % 7);
                workers.run(done.length(), done::incrementAndGet);
                for (int i = 0; i < done.length(); i++) {
                    assertThat(done.get(i)).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void tasksRunSideBySide() {
        // Each of two tasks waits for the other: on one thread they would wait in vain. Tried
        // often,
        // since the first round may be begun before the second thread is.
        CyclicBarrier both = new CyclicBarrier(2);
        for (int i = 0; i < 200; i++) {
            try (Workers workers = new Workers(2)) {
                workers.run(2, task -> meet(both));
            }
        }
        assertThat(both.isBroken()).isFalse();
    }

    private static void meet(CyclicBarrier both) {
        try {
            both.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatATaskThrowsReachesTheCallerAndTheWorkersLiveOn() {
        try (Workers workers = new Workers(2)) {
            IllegalStateException failure = new IllegalStateException("on purpose");

            assertThatThrownBy(
                            () ->
                                    workers.run(
                                            50,
                                            task -> {
                                                if (task == 40) {
                                                    throw failure;
                                                }
                                            }))
                    .isSameAs(failure);

            AtomicIntegerArray done = new AtomicIntegerArray(10);
            workers.run(10, done::incrementAndGet);
            assertThat(done.toString()).isEqualTo("[1, 1, 1, 1, 1, 1, 1, 1, 1, 1]");
        }
    }
}
