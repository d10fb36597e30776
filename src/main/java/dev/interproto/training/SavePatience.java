package dev.interproto.training;

import java.time.Duration;
import java.util.Locale;

/**
 * How long a trained state waits in memory for a disk to take it.
 *
 * @param pause between attempts
 * @param attempts after the first
 */
record SavePatience(Duration pause, int attempts) {
    /** Ten minutes: time to notice, and to free some space. */
    static final SavePatience DEFAULT = new SavePatience(Duration.ofSeconds(10), 60);

    String promise() {
        return String.format(
                Locale.ROOT,
                "The trained weights are kept in memory and saving is tried again for %d minutes.",
                pause.multipliedBy(attempts).toMinutes());
    }

    /** Waits for the next attempt; an interrupt ends the wait at once. */
    void await() {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
