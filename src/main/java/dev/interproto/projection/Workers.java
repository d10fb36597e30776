package dev.interproto.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Runs numbered tasks on a fixed number of threads, the caller's among them. Which thread takes
 * which task is left open: a task must write only what is its own, so that results do not depend on
 * it.
 */
final class Workers implements AutoCloseable {
    private final int threads;
    private final ExecutorService others;

    Workers(int threads) {
        this.threads = threads;
        this.others =
                Executors.newFixedThreadPool(
                        Math.max(1, threads - 1),
                        work -> {
                            Thread thread = new Thread(work, "projection");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** Runs tasks 0 … tasks − 1 and returns when all are done. */
    void run(int tasks, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        Runnable drain =
                () -> {
                    for (int t = next.getAndIncrement(); t < tasks; t = next.getAndIncrement()) {
                        task.accept(t);
                    }
                };
        List<Future<?>> running = new ArrayList<>(threads);
        for (int i = 1; i < Math.min(threads, tasks); i++) {
            running.add(others.submit(drain));
        }
        drain.run();
        for (Future<?> future : running) {
            try {
                future.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while projecting", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a projection task failed", e.getCause());
            }
        }
    }

    @Override
    public void close() {
        others.shutdownNow();
    }
}
