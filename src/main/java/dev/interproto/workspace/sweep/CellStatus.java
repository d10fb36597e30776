package dev.interproto.workspace.sweep;

import dev.interproto.common.UserFacingException;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.Workspace;
import java.util.Optional;

/**
 * A cell as its run folder shows it.
 *
 * @param reason why it failed or is different; may be empty
 * @param run its run, where there is one
 * @param record the run's, where it can be read
 */
public record CellStatus(
        SweepCell cell,
        CellState state,
        String reason,
        Optional<RunFolder> run,
        Optional<RunRecord> record) {

    static CellStatus of(SweepCell cell, Workspace workspace, SweepQueue queue) {
        Optional<RunFolder> run = workspace.findRun(cell.name());
        if (run.isEmpty()) {
            RunRecord.Failure failure = queue.failures().get(cell.name());
            return failure == null
                    ? new CellStatus(
                            cell, CellState.NOT_BEGUN, "", Optional.empty(), Optional.empty())
                    : new CellStatus(
                            cell,
                            CellState.FAILED,
                            failure.text(),
                            Optional.empty(),
                            Optional.empty());
        }
        try {
            RunRecord record = run.get().record();
            return of(cell, run.get(), record, queue);
        } catch (UserFacingException e) {
            return new CellStatus(cell, CellState.FAILED, e.getMessage(), run, Optional.empty());
        }
    }

    private static CellStatus of(
            SweepCell cell, RunFolder run, RunRecord record, SweepQueue queue) {
        CellState state =
                switch (run.status()) {
                    case RUNNING, PAUSED -> CellState.RUNNING;
                    case FINISHED -> CellState.FINISHED;
                    case FAILED -> CellState.FAILED;
                    case PREPARED ->
                            run.isHeldElsewhere(record)
                                    ? CellState.RUNNING
                                    : unfinished(cell, queue);
                    case STOPPED, INTERRUPTED -> unfinished(cell, queue);
                };
        String reason =
                state == CellState.FAILED
                        ? Optional.ofNullable(queue.failures().get(cell.name()))
                                .or(record::failure)
                                .map(RunRecord.Failure::text)
                                .orElse("")
                        : "";
        if (!SweepConfigurations.same(record.configuration(), cell.request().configuration())) {
            state = CellState.DIFFERENT;
            reason =
                    "trained with "
                            + SweepConfigurations.difference(
                                    record.configuration(), cell.request().configuration());
        }
        return new CellStatus(cell, state, reason, Optional.of(run), Optional.of(record));
    }

    /** It may have been stopped once and unable to go on later. */
    private static CellState unfinished(SweepCell cell, SweepQueue queue) {
        return queue.failures().containsKey(cell.name()) ? CellState.FAILED : CellState.STOPPED;
    }

    /** Whether there is something left to train without being asked again. */
    boolean isOpen() {
        return state == CellState.NOT_BEGUN || state == CellState.STOPPED;
    }
}
