package dev.interproto.desktop.training;

import dev.interproto.common.CancelledException;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.training.TrainingEvent;
import dev.interproto.training.TrainingListener;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.TrainingRequest;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that trains, kept for all trainings of this window: the network's memory is tied
 * to the thread that made it. It is no daemon, so that a window closed while it trains still lets
 * it save its state.
 */
public final class TrainingThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingThread.class);

    /** How long closing the window waits for the state to be saved before it goes on alone. */
    private static final long PATIENCE_MILLIS = 10_000;

    /** How often one that waits for its turn looks whether it is still wanted. */
    private static final long TURN_MILLIS = 250;

    private final Learning learning;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "training"));
    private Optional<TrainingSession> current = Optional.empty();

    TrainingThread(Learning learning) {
        this.learning = learning;
    }

    /** For one window, which closes it. */
    public static TrainingThread into(Workspace workspace) {
        return new TrainingThread(Learning.into(workspace));
    }

    /**
     * Trains when it is its turn, and waits for the end. The training is the window's, as one begun
     * by hand: it can be watched, paused and stopped on the training page.
     *
     * @param progress share of the training; cancelling stops it with its state saved
     * @throws UserFacingException where the training broke or could not begin
     * @throws CancelledException where it did not begin
     * @throws InterruptedException when the waiting thread is interrupted; training goes on
     */
    public void train(TrainingRequest request, Progress progress) throws InterruptedException {
        TrainingSession session = startInTurn(request, progress);
        session.accompany(progress);
        Optional<TrainingEvent.Failed> failure = session.failure();
        if (failure.isPresent()) {
            throw new UserFacingException(
                    failure.get().what(), failure.get().meaning(), failure.get().remedy());
        }
    }

    private TrainingSession startInTurn(TrainingRequest request, Progress progress)
            throws InterruptedException {
        while (true) {
            Optional<TrainingSession> before;
            synchronized (this) {
                before = running();
                if (thread.isShutdown()) {
                    throw new CancelledException();
                }
                if (before.isEmpty()) {
                    return start(request);
                }
            }
            progress.checkCancelled();
            before.get().awaitEnd(TURN_MILLIS);
        }
    }

    /**
     * Begins a training.
     *
     * @throws IllegalStateException while another one goes on
     */
    synchronized TrainingSession start(TrainingRequest request) {
        if (running().isPresent()) {
            throw new IllegalStateException("one training at a time");
        }
        TrainingSession session = new TrainingSession(request);
        current = Optional.of(session);
        thread.execute(() -> train(session));
        return session;
    }

    /** Does something else with networks on this thread, after what goes on now, and waits. */
    public <T> T call(Callable<T> work) throws Exception {
        try {
            return thread.submit(work).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** The training going on now. */
    synchronized Optional<TrainingSession> running() {
        return current.filter(session -> !session.isOver());
    }

    private void train(TrainingSession session) {
        boolean[] ended = {false};
        long[] step = {0};
        TrainingListener listener =
                event -> {
                    step[0] = event.step();
                    ended[0] |=
                            event instanceof TrainingEvent.Failed
                                    || event instanceof TrainingEvent.Finished;
                    session.publish(event);
                };
        try {
            learning.train(session.request(), session.control(), listener, session.preparation());
        } catch (CancelledException e) {
            if (!ended[0]) {
                session.publish(new TrainingEvent.Finished(step[0], false));
            }
        } catch (UserFacingException e) {
            LOG.warn("The training of {} failed", session.run(), e);
            if (!ended[0]) {
                session.publish(
                        new TrainingEvent.Failed(step[0], e.what(), e.meaning(), e.remedy()));
            }
        } catch (Throwable e) {
            LOG.error("The training of {} broke", session.run(), e);
            if (!ended[0]) {
                session.publish(
                        new TrainingEvent.Failed(
                                step[0],
                                "The training broke: " + e + ".",
                                "What was learned since the last checkpoint is lost.",
                                "Resume the run; the details are in the log."));
            }
        } finally {
            session.end();
        }
    }

    /** Stops after the current batch and waits a while for the state to be saved. */
    @Override
    public void close() {
        Optional<TrainingSession> going = running();
        going.ifPresent(session -> session.control().stop());
        thread.shutdown();
        if (going.isPresent()) {
            try {
                going.get().awaitEnd(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
