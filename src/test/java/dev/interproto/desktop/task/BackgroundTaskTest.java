package dev.interproto.desktop.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundTaskTest {
    private final List<String> heard = new ArrayList<>();
    private final SameThreadTaskRunner runner =
            new SameThreadTaskRunner(failure -> heard.add("unhandled " + failure.getMessage()));

    @Test
    void successIsToldBeforeTheEnd() {
        BackgroundTask<Integer> task =
                runner.run(
                        new BackgroundTask<>(
                                        "count",
                                        progress -> {
                                            progress.report(0.5, "half");
                                            return 42;
                                        })
                                .onSuccess(n -> heard.add("got " + n))
                                .onEnd(() -> heard.add("end")));
        assertThat(heard).containsExactly("got 42", "end");
        assertThat(task.state()).isEqualTo(BackgroundTask.State.SUCCEEDED);
        assertThat(task.report().message()).isEqualTo("half");
    }

    @Test
    void aFailureGoesToItsHandlerElseToTheRunners() {
        BackgroundTask.Work<Void> broken =
                progress -> {
                    throw new IllegalStateException("broken");
                };
        runner.run(
                new BackgroundTask<>("a", broken)
                        .onFailure(f -> heard.add("own " + f.getMessage())));
        runner.run(new BackgroundTask<>("b", broken));
        assertThat(heard).containsExactly("own broken", "unhandled broken");
    }

    @Test
    void aCancelledTaskEndsWithoutSuccessOrFailure() {
        BackgroundTask<Integer> task =
                new BackgroundTask<>(
                                "c",
                                progress -> {
                                    progress.checkCancelled();
                                    return 1;
                                })
                        .onSuccess(n -> heard.add("success"))
                        .onFailure(f -> heard.add("failure"))
                        .onEnd(() -> heard.add("end"));
        task.cancel();
        runner.run(task);
        assertThat(task.state()).isEqualTo(BackgroundTask.State.CANCELLED);
        assertThat(heard).containsExactly("end");
    }

    @Test
    void theThreadedRunnerListsRunningTasksFirstAndCancelsOnClose() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (ThreadedTaskRunner threaded =
                new ThreadedTaskRunner(Runnable::run, (task, failure) -> {})) {
            CountDownLatch first = new CountDownLatch(1);
            threaded.run(new BackgroundTask<>("quick", p -> 1).onEnd(first::countDown));
            assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
            threaded.run(
                    new BackgroundTask<>(
                                    "long",
                                    progress -> {
                                        started.countDown();
                                        while (!progress.isCancelled()) {
                                            Thread.onSpinWait();
                                        }
                                        progress.checkCancelled();
                                        return 1;
                                    })
                            .onEnd(ended::countDown));
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(threaded.tasks())
                    .extracting(BackgroundTask::title)
                    .containsExactly("long", "quick");
        }
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
