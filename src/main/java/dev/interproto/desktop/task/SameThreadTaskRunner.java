package dev.interproto.desktop.task;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs each task to its end on the calling thread: for tests of view models. */
public final class SameThreadTaskRunner implements TaskRunner {
    private final Consumer<Throwable> unhandled;
    private final List<BackgroundTask<?>> tasks = new ArrayList<>();

    /**
     * @param unhandled gets failures of tasks without onFailure
     */
    public SameThreadTaskRunner(Consumer<Throwable> unhandled) {
        this.unhandled = unhandled;
    }

    @Override
    public <T> BackgroundTask<T> run(BackgroundTask<T> task) {
        tasks.add(task);
        task.execute(Runnable::run, unhandled);
        return task;
    }

    @Override
    public List<BackgroundTask<?>> tasks() {
        return List.copyOf(tasks);
    }

    @Override
    public void close() {}
}
