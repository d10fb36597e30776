package dev.interproto.workspace;

import dev.interproto.common.UserFacingException;
import dev.interproto.training.TrainingEvent;
import dev.interproto.training.TrainingListener;
import java.io.IOException;

/**
 * One process's hold on a run folder while it trains: the lock against a second training, and the
 * recorder.
 */
public final class RunSession implements TrainingListener, AutoCloseable {
    private final RunFolder run;
    private final RunLock lock;
    private final RunRecorder recorder;

    private RunSession(RunFolder run, RunLock lock, RunRecorder recorder) {
        this.run = run;
        this.lock = lock;
        this.recorder = recorder;
    }

    /**
     * Takes hold of a run and writes its record.
     *
     * @throws UserFacingException when another training holds it or the folder cannot be written
     */
    public static RunSession begin(RunFolder run, RunRecord record) {
        RunLock lock = null;
        try {
            lock = RunLock.take(run.path());
            run.write(record);
            return new RunSession(run, lock, new RunRecorder(run, record));
        } catch (IOException e) {
            closeQuietly(lock, e);
            throw new UserFacingException(
                    "The run folder " + run.path() + " cannot be written (" + e.getMessage() + ").",
                    "The training was not started.",
                    "Check its rights and the space on its disk.",
                    e);
        }
    }

    private static void closeQuietly(RunLock lock, IOException because) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                because.addSuppressed(e);
            }
        }
    }

    @Override
    public void on(TrainingEvent event) {
        recorder.on(event);
    }

    /**
     * Returns when everything is on disk.
     *
     * @throws UserFacingException when some of it could not be written
     */
    @Override
    public void close() {
        recorder.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        recorder.failure()
                .ifPresent(
                        e -> {
                            throw new UserFacingException(
                                    "Not everything could be written to "
                                            + run.path()
                                            + " ("
                                            + e.getMessage()
                                            + ").",
                                    "The run's tables or its record may lack their last lines; its"
                                            + " checkpoints are whole.",
                                    "Make room on the disk and resume the run.",
                                    e);
                        });
    }
}
