package dev.interproto.workspace;

/** Where a run stands, as its {@code run.json} says. */
public enum RunStatus {
    /** Set up, not yet training. */
    PREPARED,
    /** A live process trains it (its process id and heartbeat are in {@code run.json}). */
    RUNNING,
    PAUSED,
    /** Stopped by the person before its last epoch; can be resumed. */
    STOPPED,
    /** All epochs done. */
    FINISHED,
    /** Broke with a message; can be resumed from its last checkpoint where there is one. */
    FAILED,
    /**
     * Was running when its process vanished; can be resumed. Never written: told from a dead
     * process.
     */
    INTERRUPTED
}
