package dev.interproto.desktop.task;

import java.util.function.BooleanSupplier;

/**
 * Holds work that asks it from time to time: on the screen's thread it is switched, on the work's
 * thread it waits.
 */
public final class PauseSwitch {
    /** How soon a cancel is noticed while the work is held. */
    private static final long CANCEL_MILLIS = 50;

    private boolean paused;

    public synchronized void set(boolean pause) {
        paused = pause;
        notifyAll();
    }

    public synchronized boolean isPaused() {
        return paused;
    }

    /**
     * Returns when the work may go on.
     *
     * @param cancelled asked while waiting; held work that is cancelled goes on to its end
     */
    public synchronized void await(BooleanSupplier cancelled) {
        while (paused && !cancelled.getAsBoolean()) {
            try {
                wait(CANCEL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
