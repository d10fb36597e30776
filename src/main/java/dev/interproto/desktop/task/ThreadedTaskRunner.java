package dev.interproto.desktop.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * Runs tasks on daemon threads of its own, as many at once as there are tasks: the heavy work
 * behind them has its own pools. Outcomes are handed to the callback executor (the FX thread in the
 * workbench).
 */
public final class ThreadedTaskRunner implements TaskRunner {
    /** How many ended tasks the list still shows. */
    private static final int ENDED_KEPT = 8;

    private final Executor callbacks;
    private final BiConsumer<BackgroundTask<?>, Throwable> unhandled;
    private final ExecutorService threads;
    private final List<BackgroundTask<?>> tasks = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * @param callbacks where onSuccess and onFailure are called
     * @param unhandled shows the failure of a task without onFailure; called there too
     */
    public ThreadedTaskRunner(
            Executor callbacks, BiConsumer<BackgroundTask<?>, Throwable> unhandled) {
        this.callbacks = callbacks;
        this.unhandled = unhandled;
        AtomicInteger number = new AtomicInteger();
        this.threads =
                Executors.newCachedThreadPool(
                        work -> {
                            Thread thread = new Thread(work, "task-" + number.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    @Override
    public <T> BackgroundTask<T> run(BackgroundTask<T> task) {
        synchronized (tasks) {
            tasks.add(task);
        }
        changed();
        threads.execute(
                () -> {
                    task.execute(callbacks, failure -> unhandled.accept(task, failure));
                    forgetOldest();
                    changed();
                });
        return task;
    }

    @Override
    public List<BackgroundTask<?>> tasks() {
        synchronized (tasks) {
            List<BackgroundTask<?>> sorted = new ArrayList<>();
            tasks.stream().filter(t -> !t.state().isOver()).forEach(sorted::add);
            tasks.stream().filter(t -> t.state().isOver()).forEach(sorted::add);
            return sorted;
        }
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        tasks().forEach(BackgroundTask::cancel);
        threads.shutdownNow();
    }

    private void forgetOldest() {
        synchronized (tasks) {
            List<BackgroundTask<?>> ended = tasks.stream().filter(t -> t.state().isOver()).toList();
            if (ended.size() > ENDED_KEPT) {
                tasks.removeAll(ended.subList(0, ended.size() - ENDED_KEPT));
            }
        }
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }
}
