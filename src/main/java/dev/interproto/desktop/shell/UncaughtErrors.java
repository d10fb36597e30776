package dev.interproto.desktop.shell;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Failures nobody caught: each is shown once, and one that repeats (in a timer, in a cell that is
 * drawn again and again) is counted instead of filling log and screen.
 */
public final class UncaughtErrors implements Thread.UncaughtExceptionHandler {
    private static final long QUIET_NANOS = 30_000_000_000L;

    private final Notifications notifications;
    private final String doing;
    private final LongSupplier nanoTime;
    private final Map<String, Long> lastShown = new HashMap<>();

    /**
     * @param doing the words shown with an unexpected error
     * @param nanoTime the clock
     */
    public UncaughtErrors(Notifications notifications, String doing, LongSupplier nanoTime) {
        this.notifications = notifications;
        this.doing = doing;
        this.nanoTime = nanoTime;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (isNew(failure)) {
            notifications.failure(doing, failure);
        }
    }

    private synchronized boolean isNew(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String place = failure.getClass().getName() + (trace.length == 0 ? "" : " " + trace[0]);
        long now = nanoTime.getAsLong();
        Long before = lastShown.put(place, now);
        return before == null || now - before > QUIET_NANOS;
    }
}
