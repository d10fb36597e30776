package dev.interproto.workspace;

import dev.interproto.training.TrainingEvent;
import dev.interproto.verification.VerificationReport;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How a run's record follows from its events. Holds no files; not thread-safe. */
final class RunProgress {
    private final RunRecord begun;
    private final Map<String, RunRecord.BestResult> best;
    private final Map<String, String> environment;
    private RunStatus status;
    private Optional<RunRecord.Failure> failure = Optional.empty();
    private Optional<String> ending = Optional.empty();
    private Optional<Instant> started;
    private Optional<Instant> ended = Optional.empty();
    private RunRecord.DataReference data;
    private double seconds;
    private int epochsDone;
    private long step;
    private long lastNanos;
    private boolean counting;

    RunProgress(RunRecord begun) {
        this.begun = begun;
        this.best = new LinkedHashMap<>(begun.best());
        this.environment = new LinkedHashMap<>(begun.environment());
        this.status = begun.status();
        this.started = begun.started();
        this.data = begun.data();
        this.seconds = begun.trainingSeconds();
        this.epochsDone = begun.epochsDone();
        this.step = begun.step();
    }

    /** Whether the training goes on, paused or not. */
    boolean isLive() {
        return status == RunStatus.RUNNING || status == RunStatus.PAUSED;
    }

    /** Time spent training up to the last event, all sessions together, pauses left out. */
    double trainingSeconds() {
        return seconds;
    }

    /**
     * Takes one event in.
     *
     * @param nanos when it happened, as {@link System#nanoTime}
     * @return whether it is worth writing {@code run.json} at once
     */
    boolean take(TrainingEvent event, long nanos) {
        if (counting) {
            seconds += (nanos - lastNanos) / 1e9;
        }
        lastNanos = nanos;
        step = event.step();
        if (event instanceof TrainingEvent.StepDone
                || event instanceof TrainingEvent.Warning
                || event instanceof TrainingEvent.Note) {
            return false;
        }
        if (event instanceof TrainingEvent.Started begin) {
            begin(begin);
        } else if (event instanceof TrainingEvent.EpochDone done) {
            epochsDone = done.epoch() + 1;
        } else if (event instanceof TrainingEvent.Evaluated evaluated) {
            note(evaluated);
        } else if (event instanceof TrainingEvent.Paused) {
            status = RunStatus.PAUSED;
            counting = false;
        } else if (event instanceof TrainingEvent.Resumed) {
            status = RunStatus.RUNNING;
            counting = true;
        } else if (event instanceof TrainingEvent.StoppedEarly early) {
            ending = Optional.of(LogLines.early(early));
        } else if (event instanceof TrainingEvent.Finished finished) {
            end(finished.complete() ? RunStatus.FINISHED : RunStatus.STOPPED, Optional.empty());
        } else if (event instanceof TrainingEvent.Failed failed) {
            end(
                    RunStatus.FAILED,
                    Optional.of(
                            new RunRecord.Failure(
                                    failed.what(), failed.meaning(), failed.remedy())));
        }
        return true;
    }

    private void begin(TrainingEvent.Started begin) {
        status = RunStatus.RUNNING;
        started = started.or(() -> Optional.of(Instant.now()));
        ended = Optional.empty();
        epochsDone = begin.epoch();
        environment.put("device", begin.arithmetic().device());
        environment.put("precision", begin.arithmetic().precision().id());
        environment.put("kernels", begin.arithmetic().description());
        data =
                new RunRecord.DataReference(
                        data.name(),
                        data.root(),
                        data.ageLabels(),
                        data.fingerprint(),
                        begin.images(),
                        begin.identities(),
                        begin.childIdentities(),
                        data.leftOut(),
                        data.editedAges(),
                        data.estimatedAges(),
                        data.identityList());
        counting = true;
    }

    private void note(TrainingEvent.Evaluated evaluated) {
        VerificationReport report = evaluated.report();
        RunRecord.BestResult before = best.get(report.testSet());
        if (before == null || report.bestThresholdAccuracy() > before.accuracy()) {
            best.put(
                    report.testSet(),
                    new RunRecord.BestResult(
                            report.bestThresholdAccuracy(), report.pairs(), evaluated.epoch()));
        }
    }

    private void end(RunStatus how, Optional<RunRecord.Failure> why) {
        status = how;
        failure = why;
        ended = Optional.of(Instant.now());
        counting = false;
    }

    RunRecord record() {
        return new RunRecord(
                begun.formatVersion(),
                begun.name(),
                begun.configuration(),
                data,
                begun.testSets(),
                status,
                failure,
                begun.created(),
                started,
                ended,
                seconds,
                epochsDone,
                step,
                begun.process(),
                best,
                begun.startedFrom(),
                environment,
                ending);
    }
}
