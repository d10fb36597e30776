package dev.interproto.projection;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Runs numbered tasks on a fixed number of threads, the caller's among them. Which thread takes
 * which task is left open: a task must write only what is its own, so that results do not depend on
 * it. A thread without work looks out for more for some moments before it sleeps: an iteration of a
 * small map is over sooner than a sleeping thread wakes.
 */
final class Workers implements AutoCloseable {
    /**
     * How long a thread looks out for work, in nanoseconds: longer than the one-threaded part of an
     * iteration on some thousand points.
     */
    private static final long LOOK_OUT = 50_000;

    private final Thread[] others;
    private volatile Round current = new Round(0, task -> {}, null);
    private volatile boolean closed;

    /**
     * @param threads at least 1
     */
    Workers(int threads) {
        others = new Thread[threads - 1];
        for (int i = 0; i < others.length; i++) {
            others[i] = new Thread(this::help, "projection");
            others[i].setDaemon(true);
            others[i].start();
        }
    }

    /** Tasks that are begun together and waited for together. */
    private static final class Round {
        private final int tasks;
        private final IntConsumer task;
        private final Thread caller;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger finished = new AtomicInteger();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Round(int tasks, IntConsumer task, Thread caller) {
            this.tasks = tasks;
            this.task = task;
            this.caller = caller;
        }

        /** Takes tasks until none is left; after a failure without doing them. */
        void work() {
            for (int t = next.getAndIncrement(); t < tasks; t = next.getAndIncrement()) {
                try {
                    if (failure.get() == null) {
                        task.accept(t);
                    }
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
                if (finished.incrementAndGet() == tasks) {
                    LockSupport.unpark(caller);
                }
            }
        }

        boolean isFinished() {
            return finished.get() == tasks;
        }
    }

    /**
     * Runs tasks 0 … tasks − 1 and returns when all are done. What one of them throws is thrown
     * here; of several, one's.
     */
    void run(int tasks, IntConsumer task) {
        Round round = new Round(tasks, task, Thread.currentThread());
        if (tasks > 1) {
            current = round;
            for (Thread other : others) {
                LockSupport.unpark(other);
            }
        }
        round.work();
        await(round::isFinished);
        Throwable failure = round.failure.get();
        if (failure instanceof Error error) {
            throw error;
        } else if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    private void help() {
        // Not the current round: that may be one which was begun before this thread was.
        Round done = null;
        while (!closed) {
            Round last = done;
            await(() -> current != last || closed);
            done = current;
            done.work();
        }
    }

    private static void await(BooleanSupplier come) {
        long since = System.nanoTime();
        while (!come.getAsBoolean()) {
            if (System.nanoTime() - since < LOOK_OUT) {
                Thread.onSpinWait();
            } else {
                LockSupport.park();
            }
        }
    }

    /** Lets the threads go; no tasks may be running. */
    @Override
    public void close() {
        closed = true;
        for (Thread other : others) {
            LockSupport.unpark(other);
        }
    }
}
