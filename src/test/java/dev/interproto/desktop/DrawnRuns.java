package dev.interproto.desktop;

import dev.interproto.loss.PrototypeSimilarities;
import dev.interproto.network.Precision;
import dev.interproto.training.Arithmetic;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.training.TrainingEvent;
import dev.interproto.workspace.ProcessStamp;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.RunRecorder;
import dev.interproto.workspace.RunStatus;
import dev.interproto.workspace.SampleRuns;
import dev.interproto.workspace.Workspace;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Run folders whose tables look like those of real trainings, for screens. */
public final class DrawnRuns {
    /** Steps an epoch: 320 images in batches of 32. */
    private static final int STEPS = 10;

    private DrawnRuns() {}

    /** Writes a run's files as the recorder does, up to an epoch; without an end it still runs. */
    public static RunFolder write(
            Workspace workspace,
            String name,
            TrainingConfiguration configuration,
            int epochs,
            Optional<TrainingEvent> end)
            throws Exception {
        RunFolder run = workspace.createRun(name);
        RunRecord sample = SampleRuns.record(name, RunStatus.PREPARED, ProcessStamp.current());
        RunRecord record =
                new RunRecord(
                        RunRecord.FORMAT_VERSION,
                        name,
                        configuration,
                        sample.data(),
                        sample.testSets(),
                        RunStatus.PREPARED,
                        Optional.empty(),
                        Instant.now(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0,
                        0,
                        ProcessStamp.current(),
                        Map.of(),
                        Optional.empty(),
                        Map.of("program", "1.0.0", "java", "17.0.12", "system", "Linux amd64"));
        Files.createDirectories(run.checkpoints());
        Files.write(run.checkpoints().resolve("last.npz"), new byte[] {1});
        run.write(record);
        try (RunRecorder recorder = new RunRecorder(run, record)) {
            events(configuration, epochs).forEach(recorder::on);
            end.ifPresent(recorder::on);
        }
        return run;
    }

    /** The events of a training of some epochs, reproducibly noisy. */
    public static List<TrainingEvent> events(TrainingConfiguration configuration, int epochs) {
        Random noise = new Random(configuration.seed());
        List<TrainingEvent> events = new java.util.ArrayList<>();
        events.add(
                new TrainingEvent.Started(
                        0,
                        0,
                        320,
                        16,
                        6,
                        STEPS,
                        1_240_000,
                        new Arithmetic(
                                "CPU, 2 cores",
                                Precision.FLOAT32,
                                "ND4J operations, float32",
                                "the only precision there is")));
        double lambda = configuration.lambdaChild();
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int i = 1; i <= STEPS; i++) {
                long step = (long) epoch * STEPS + i;
                double margin = 14 * Math.exp(-step / 60.0) + 0.8 + 0.6 * noise.nextGaussian() / 2;
                double pushed = lambda > 0 ? 0.18 * Math.exp(-step / 40.0) + 0.01 : 0.2;
                double accuracy = Math.min(1, Math.max(0, 1 - Math.exp(-step / 70.0)));
                events.add(
                        new TrainingEvent.StepDone(
                                step,
                                epoch,
                                margin + lambda * pushed,
                                margin,
                                pushed,
                                Math.max(0, Math.min(1, accuracy + 0.06 * noise.nextGaussian())),
                                epoch < 7 ? 0.05 : 0.005,
                                142 + 6 * noise.nextGaussian()));
            }
            long step = (long) (epoch + 1) * STEPS;
            PrototypeSimilarities similarities =
                    new PrototypeSimilarities(
                            lambda > 0 ? 0.3 * Math.exp(-epoch) : 0.3,
                            0.05 * Math.exp(-epoch),
                            -0.02);
            events.add(new TrainingEvent.SimilaritiesMeasured(step, epoch, similarities));
            events.add(
                    new TrainingEvent.EpochDone(
                            step,
                            epoch,
                            4,
                            1 - Math.exp(-step / 70.0),
                            similarities,
                            Duration.ofMillis(2300)));
            int wrong = Math.max(lambda > 0 ? 1 : 2, 8 - epoch);
            events.add(SampleRuns.evaluated(step, epoch, "c20", wrong));
        }
        return events;
    }
}
