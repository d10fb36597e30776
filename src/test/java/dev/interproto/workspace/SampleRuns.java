package dev.interproto.workspace;

import dev.interproto.dataset.VerificationPair;
import dev.interproto.loss.PrototypeMatrix;
import dev.interproto.network.Precision;
import dev.interproto.training.Arithmetic;
import dev.interproto.training.PrototypeSnapshot;
import dev.interproto.training.TrainingEvent;
import dev.interproto.training.TrainingPreset;
import dev.interproto.verification.PairScores;
import dev.interproto.verification.ScoredPair;
import dev.interproto.verification.VerificationOptions;
import dev.interproto.verification.VerificationReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs and results made by hand. */
public final class SampleRuns {
    private SampleRuns() {}

    public static RunRecord record(String name, RunStatus status, ProcessStamp process) {
        return new RunRecord(
                RunRecord.FORMAT_VERSION,
                name,
                TrainingPreset.DEMO.configuration(),
                new RunRecord.DataReference("faces", "/data/faces", "", "abc", 320, 16, 6),
                List.of(new RunRecord.TestSetReference("c20", "/data/c20.txt", "/data")),
                status,
                Optional.empty(),
                Instant.parse("2026-01-02T03:04:05Z"),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                process,
                Map.of(),
                Optional.empty(),
                Map.of("java", "17"));
    }

    public static RunFolder write(Workspace workspace, String name, RunStatus status) {
        return write(workspace, name, status, ProcessStamp.current());
    }

    public static RunFolder write(
            Workspace workspace, String name, RunStatus status, ProcessStamp process) {
        RunFolder run = workspace.createRun(name);
        try {
            run.write(record(name, status, process));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return run;
    }

    /** A stamp of this machine whose process cannot live: its number is beyond any. */
    public static ProcessStamp deadProcess() {
        return new ProcessStamp(ProcessStamp.current().host(), Integer.MAX_VALUE, Optional.empty());
    }

    public static TrainingEvent.Started started(long step, int epoch) {
        return new TrainingEvent.Started(
                step,
                epoch,
                320,
                16,
                6,
                10,
                1000,
                new Arithmetic(
                        "CPU",
                        Precision.FLOAT32,
                        "ND4J operations, float32",
                        "the only one there is"));
    }

    public static TrainingEvent.StepDone step(long step, int epoch, double loss) {
        return new TrainingEvent.StepDone(step, epoch, loss, loss - 0.5, 0.5, 0.25, 0.1, 80);
    }

    /** Three prototypes, the first two of child identities; the first is (1, {@code at}). */
    public static TrainingEvent.PrototypesSeen prototypesSeen(int epoch, float at) {
        return new TrainingEvent.PrototypesSeen(
                10L * epoch,
                new PrototypeSnapshot(
                        new PrototypeSnapshot.Facts(
                                epoch,
                                10L * epoch,
                                List.of("Ada", "Bea", "Cid"),
                                new boolean[] {true, true, false},
                                16,
                                6),
                        new PrototypeMatrix(3, 2, new float[] {1, at, 1, 0, 0, 1})));
    }

    /** Twenty pairs, all told apart rightly but {@code wrong} impostor pairs. */
    public static PairScores scores(String testSet, int wrong) {
        List<ScoredPair> pairs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            boolean same = i % 2 == 0;
            boolean high = same || i / 2 < wrong;
            pairs.add(
                    new ScoredPair(
                            new VerificationPair(
                                    same, Path.of("a" + i + ".jpg"), Path.of("b" + i + ".jpg")),
                            (high ? 0.7 : 0.1) + 0.001 * i));
        }
        return new PairScores(testSet, pairs, List.of(), List.of());
    }

    /** The event of a test set's evaluation, of which {@code wrong} verdicts are wrong. */
    public static TrainingEvent.Evaluated evaluated(
            long step, int epoch, String testSet, int wrong) {
        return new TrainingEvent.Evaluated(
                step, epoch, report(testSet, wrong), scores(testSet, wrong));
    }

    public static VerificationReport report(String testSet, int wrong) {
        return VerificationReport.of(scores(testSet, wrong), VerificationOptions.DEFAULT);
    }
}
