package dev.interproto.command;

import dev.interproto.training.TrainingControl;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns Ctrl+C during a training into a stop after the batch; a second Ctrl+C ends the process at
 * once. A termination request (shutdown) also stops after the batch and waits for it.
 */
final class StopOnInterrupt implements AutoCloseable {
    /** Longer than a batch and a checkpoint take; systems kill soon after anyway. */
    private static final long PATIENCE_SECONDS = 60;

    private static final int INTERRUPTED = 130;

    private final TrainingControl control;
    private final Console console;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;
    private final Signal interrupt = new Signal("INT");
    private final SignalHandler before;

    StopOnInterrupt(TrainingControl control, Console console) {
        this.control = control;
        this.console = console;
        this.hook = new Thread(this::stopAndWait, "stop-training");
        Runtime.getRuntime().addShutdownHook(hook);
        this.before = Signal.handle(interrupt, signal -> interrupted());
    }

    private void interrupted() {
        if (control.isStopping()) {
            Runtime.getRuntime().halt(INTERRUPTED);
        }
        control.stop();
        console.note("Stopping after this batch; Ctrl+C again ends at once.");
    }

    private void stopAndWait() {
        control.stop();
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                console.note("The batch did not end in time; its epoch's last checkpoint stays.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        Signal.handle(interrupt, before);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is going down already, and the hook is what waited for this.
            Thread.currentThread().setName("training-ended");
        }
    }
}
