package dev.interproto.workspace;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when a workspace's runs change, whoever changes them: the catalogue is asked once a second.
 * Asking costs one file time a run, works on network disks too, and notices what a file watch
 * cannot: a process that died.
 */
public final class RunWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunWatcher.class);

    private final RunCatalogue catalogue;
    private final Consumer<List<RunSummary>> listener;
    private final ScheduledExecutorService timer;
    private List<RunSummary> last;

    /**
     * Starts watching.
     *
     * @param listener gets all runs, newest first, at once and after each change, on the watcher's
     *     thread
     */
    public RunWatcher(Workspace workspace, Consumer<List<RunSummary>> listener) {
        this(workspace, listener, Duration.ofSeconds(1));
    }

    RunWatcher(Workspace workspace, Consumer<List<RunSummary>> listener, Duration every) {
        this.catalogue = RunCatalogue.open(workspace);
        this.listener = listener;
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            Thread thread = new Thread(work, "run-watcher");
                            thread.setDaemon(true);
                            return thread;
                        });
        timer.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks now instead of at the next tick, as after a deletion. */
    public void lookNow() {
        timer.execute(this::look);
    }

    private void look() {
        try {
            List<RunSummary> now = catalogue.runs();
            if (!now.equals(last)) {
                last = now;
                listener.accept(now);
            }
        } catch (RuntimeException e) {
            // A folder vanishing between two looks must not end the watching.
            LOG.debug("Looking at the runs failed; tried again in a moment", e);
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        catalogue.close();
    }
}
