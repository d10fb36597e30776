package dev.interproto.dataset.demo;

import dev.interproto.common.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Works through a list on several threads. */
final class Workers {
    private Workers() {}

    /**
     * Returns when all are done, or throws the first failure (cancellation included) when the
     * others have stopped.
     */
    static <T> void each(
            List<T> items, int threads, Consumer<T> work, Progress progress, String message) {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(
                        pool.submit(
                                () -> {
                                    try {
                                        int at;
                                        while ((at = next.getAndIncrement()) < items.size()) {
                                            progress.checkCancelled();
                                            work.accept(items.get(at));
                                            progress.report(
                                                    done.incrementAndGet() / (double) items.size(),
                                                    message);
                                        }
                                    } finally {
                                        // After a failure the others find nothing more to do.
                                        next.set(items.size());
                                    }
                                }));
            }
            join(workers);
        } finally {
            pool.shutdownNow();
        }
    }

    private static void join(List<Future<?>> workers) {
        RuntimeException failure = null;
        for (Future<?> worker : workers) {
            try {
                worker.get();
            } catch (ExecutionException e) {
                if (failure == null) {
                    failure =
                            e.getCause() instanceof RuntimeException cause
                                    ? cause
                                    : new IllegalStateException(e.getCause());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
