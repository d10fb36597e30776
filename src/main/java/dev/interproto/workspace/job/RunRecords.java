package dev.interproto.workspace.job;

import dev.interproto.training.EarlyStop;
import dev.interproto.training.KeptPrototypes;
import dev.interproto.training.ScheduleOptions;
import dev.interproto.training.TrainingConfiguration;
import dev.interproto.workspace.ProcessStamp;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a run's record begins and goes on. */
final class RunRecords {
    private RunRecords() {}

    static RunRecord begun(
            TrainingRequest request,
            TrainingCheck check,
            RunRecord.DataReference data,
            Optional<EmbeddingModel> init) {
        return new RunRecord(
                RunRecord.FORMAT_VERSION,
                request.run(),
                request.configuration(),
                data,
                testSets(request, check),
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
                init.map(EmbeddingModel::startingPoint),
                environment());
    }

    static RunRecord continued(RunRecord before, TrainingRequest request, TrainingCheck check) {
        return new RunRecord(
                RunRecord.FORMAT_VERSION,
                request.run(),
                request.configuration(),
                before.data(),
                testSets(request, check),
                before.status(),
                before.failure(),
                before.created(),
                before.started(),
                before.ended(),
                before.trainingSeconds(),
                before.epochsDone(),
                before.step(),
                ProcessStamp.current(),
                before.best(),
                before.startedFrom(),
                environment());
    }

    /** Whether only what does not touch the steps already done differs. */
    static boolean canContinue(TrainingConfiguration before, TrainingConfiguration now) {
        return withoutSchedule(before).equals(withoutSchedule(now));
    }

    private static TrainingConfiguration withoutSchedule(TrainingConfiguration c) {
        // A cosine is laid over all epochs: with more of them, steps done would have had others.
        boolean cosine = c.refinements().schedule().shape() == ScheduleOptions.Shape.COSINE;
        return c.toBuilder()
                .epochs(cosine ? c.epochs() : 1)
                .milestones(List.of())
                .device("auto")
                .precision("auto")
                .refinements(
                        c.refinements()
                                .withEarlyStop(EarlyStop.NEVER)
                                .withKeptPrototypes(KeptPrototypes.USUAL))
                .build();
    }

    private static List<RunRecord.TestSetReference> testSets(
            TrainingRequest request, TrainingCheck check) {
        List<RunRecord.TestSetReference> references = new ArrayList<>();
        for (int i = 0; i < request.testSets().size(); i++) {
            references.add(
                    new RunRecord.TestSetReference(
                            check.testSets().get(i).name(),
                            absolute(request.testSets().get(i).pairs()),
                            absolute(request.testSets().get(i).images())));
        }
        return references;
    }

    private static String absolute(java.nio.file.Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put(
                "program",
                Optional.ofNullable(RunRecords.class.getPackage().getImplementationVersion())
                        .orElse("development"));
        environment.put(
                "java",
                System.getProperty("java.version") + " " + System.getProperty("java.vendor"));
        environment.put(
                "system",
                System.getProperty("os.name")
                        + " "
                        + System.getProperty("os.version")
                        + " "
                        + System.getProperty("os.arch"));
        environment.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        return environment;
    }
}
