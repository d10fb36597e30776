package dev.interproto.training;

/**
 * A person's hand on a running training: pause, go on, stop after the current batch. Thread-safe;
 * the trainer asks between batches.
 */
public final class TrainingControl {
    private boolean paused;
    private boolean stopping;

    public synchronized void pause() {
        paused = true;
    }

    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    /** Ends the run after the current batch; its state is saved so that it can be resumed. */
    public synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    public synchronized boolean isPaused() {
        return paused && !stopping;
    }

    public synchronized boolean isStopping() {
        return stopping;
    }

    /**
     * Called by the trainer between batches: waits while paused.
     *
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    public synchronized void awaitRunning() throws InterruptedException {
        while (paused && !stopping) {
            wait();
        }
    }
}
