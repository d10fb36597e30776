package dev.interproto.workspace.sweep;

import dev.interproto.common.CancelledException;
import dev.interproto.common.UserFacingException;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.TrainingRequest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a sweep's cells one after another. It asks the folders before each cell what is next, so
 * that a change of order, a pause, or another process at work on the same sweep counts at once. A
 * cell that fails is noted and left; the next one begins.
 */
public final class SweepRunner {
    private static final Logger LOG = LoggerFactory.getLogger(SweepRunner.class);

    private final SweepFolder sweep;
    private final CellTrainer trainer;
    private final BooleanSupplier stopping;
    private final Listener listener;

    /** Why a pass ended. */
    public enum End {
        /** No cell is left to train. */
        NOTHING_LEFT,
        /** As many cells as asked for were trained. */
        ENOUGH,
        /** The sweep is paused. */
        PAUSED,
        /** The person stopped it; the cell in training goes on from there next time. */
        STOPPED
    }

    /**
     * @param trained cells begun or gone on with
     * @param failed of them
     */
    public record Outcome(End end, int trained, int failed) {}

    /** Hears of the cells. */
    public interface Listener {
        /** Hears nothing. */
        Listener NONE =
                new Listener() {
                    @Override
                    public void begins(SweepCell cell, int place, int of) {}

                    @Override
                    public void ended(CellStatus cell) {}
                };

        /**
         * @param place of the cell in the queue, from 1
         * @param of all cells
         */
        void begins(SweepCell cell, int place, int of);

        /** What became of it. */
        void ended(CellStatus cell);
    }

    /**
     * @param stopping whether the person wants no more, asked between cells
     */
    public SweepRunner(
            SweepFolder sweep, CellTrainer trainer, BooleanSupplier stopping, Listener listener) {
        this.sweep = sweep;
        this.trainer = trainer;
        this.stopping = stopping;
        this.listener = listener;
    }

    /**
     * Trains what is left.
     *
     * @param most cells to train at most
     * @param retryFailed whether cells that failed before are tried once more
     * @throws UserFacingException where the sweep's own files cannot be read or written
     * @throws InterruptedException when the calling thread is interrupted while it waits
     */
    public Outcome run(int most, boolean retryFailed) throws InterruptedException {
        Set<String> tried = new HashSet<>();
        int failed = 0;
        while (true) {
            if (stopping.getAsBoolean()) {
                return new Outcome(End.STOPPED, tried.size(), failed);
            }
            if (sweep.queue().paused()) {
                return new Outcome(End.PAUSED, tried.size(), failed);
            }
            if (tried.size() >= most) {
                return new Outcome(End.ENOUGH, tried.size(), failed);
            }
            Optional<CellStatus> next = next(tried, retryFailed);
            if (next.isEmpty()) {
                return new Outcome(End.NOTHING_LEFT, tried.size(), failed);
            }
            tried.add(next.get().cell().name());
            CellStatus after = train(next.get());
            failed += after.state() == CellState.FAILED ? 1 : 0;
            if (after.isOpen()) {
                // Stopped by hand, here or on the training page: nothing more is begun.
                return new Outcome(End.STOPPED, tried.size(), failed);
            }
        }
    }

    private Optional<CellStatus> next(Set<String> tried, boolean retryFailed) {
        return sweep.statuses().stream()
                .filter(
                        status ->
                                status.isOpen()
                                        || retryFailed && status.state() == CellState.FAILED)
                .filter(status -> !tried.contains(status.cell().name()))
                .findFirst();
    }

    private CellStatus train(CellStatus before) throws InterruptedException {
        SweepCell cell = before.cell();
        var all = sweep.statuses();
        int place = 1 + all.stream().map(one -> one.cell().name()).toList().indexOf(cell.name());
        listener.begins(cell, place, all.size());
        sweep.begins(cell.name());
        try {
            trainer.train(before.run().isPresent() ? resumed(cell.request()) : cell.request());
        } catch (CancelledException e) {
            LOG.debug("Stopped before {} began", cell.name(), e);
        } catch (UserFacingException e) {
            LOG.warn("The cell {} failed", cell.name(), e);
            failed(cell, new RunRecord.Failure(e.what(), e.meaning(), e.remedy()));
        } catch (RuntimeException e) {
            LOG.error("The cell {} broke", cell.name(), e);
            failed(cell, new RunRecord.Failure("The training broke: " + e + ".", "", ""));
        }
        CellStatus after = status(cell);
        listener.ended(after);
        return after;
    }

    private static TrainingRequest resumed(TrainingRequest request) {
        return new TrainingRequest(
                request.run(),
                request.configuration(),
                request.data(),
                request.ageLabels(),
                request.testSets(),
                true,
                request.init(),
                request.identities());
    }

    /** A run that another process took in between did not fail. */
    private void failed(SweepCell cell, RunRecord.Failure failure) {
        if (status(cell).state() != CellState.RUNNING) {
            sweep.failed(cell.name(), failure);
        }
    }

    private CellStatus status(SweepCell cell) {
        Workspace workspace = sweep.workspace();
        return CellStatus.of(cell, workspace, sweep.queue());
    }
}
