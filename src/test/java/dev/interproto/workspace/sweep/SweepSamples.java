package dev.interproto.workspace.sweep;

import dev.interproto.workspace.ProcessStamp;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.SampleRuns;
import dev.interproto.workspace.job.TrainingRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sweeps and their runs made by hand. */
public final class SweepSamples {
    private SweepSamples() {}

    public static SweepPlan.Dataset dataset(Path folder) {
        return new SweepPlan.Dataset(
                Optional.empty(), folder.toString(), Optional.empty(), List.of());
    }

    public static ProcessStamp deadProcess() {
        return SampleRuns.deadProcess();
    }

    /** What a training of a request leaves. */
    public static RunRecord record(
            TrainingRequest request,
            RunStatus status,
            ProcessStamp process,
            Map<String, RunRecord.BestResult> best) {
        RunRecord sample = SampleRuns.record(request.run(), status, process);
        return new RunRecord(
                RunRecord.FORMAT_VERSION,
                request.run(),
                request.configuration(),
                sample.data(),
                sample.testSets(),
                status,
                Optional.empty(),
                sample.created(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                process,
                best,
                Optional.empty(),
                Map.of());
    }
}
