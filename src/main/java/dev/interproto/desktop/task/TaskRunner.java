package dev.interproto.desktop.task;

import java.util.List;

/** Runs background tasks and knows which are under way. */
public interface TaskRunner extends AutoCloseable {

    /** Takes a task over; returns at once (the same-thread twin: when the task is over). */
    <T> BackgroundTask<T> run(BackgroundTask<T> task);

    /** Waiting and running tasks, oldest first, then the few that ended last. A copy. */
    List<BackgroundTask<?>> tasks();

    /** Starts and ends of tasks; called from any thread, so only to wake something up. */
    default void onChange(Runnable listener) {}

    /** Cancels everything and takes no more. */
    @Override
    void close();
}
