package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.verification.VerificationReport;
import dev.interproto.workspace.RunCatalogue;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.RunSummary;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code interproto runs}: what the desktop's Runs page shows. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "List the workspace's runs, show one, or compare two on a test set.",
        subcommands = {
            RunsCommand.ListRuns.class,
            RunsCommand.Show.class,
            RunsCompareCommand.class
        })
final class RunsCommand implements Callable<Integer> {
    private final Console console;
    @Mixin private WorkspaceOption workspace;

    @Mixin private JsonOption json;

    RunsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return list(console, workspace.open(), json);
    }

    private static int list(Console console, Workspace workspace, JsonOption json) {
        List<RunSummary> runs = runs(workspace);
        json.print(
                console,
                () -> runs.stream().map(RunsCommand::asJson).toList(),
                () -> print(console, workspace, runs));
        return 0;
    }

    private static List<RunSummary> runs(Workspace workspace) {
        try (RunCatalogue catalogue = RunCatalogue.open(workspace)) {
            return catalogue.runs();
        }
    }

    private static void print(Console console, Workspace workspace, List<RunSummary> runs) {
        if (runs.isEmpty()) {
            console.print("No runs in %s yet.", workspace.root());
            return;
        }
        console.print(
                "%-24s %-12s %-34s %-14s %-16s %8s  %s",
                "run",
                "status",
                "method",
                "backbone",
                "dataset",
                "epochs",
                VerificationReport.BEST_THRESHOLD_NAME + ", best checkpoint");
        runs.forEach(run -> console.print("%s", line(run)));
    }

    private static String line(RunSummary run) {
        RunRecord record = run.record();
        String best =
                record.best().entrySet().stream()
                        .map(
                                entry ->
                                        String.format(
                                                Locale.ROOT,
                                                "%s %.2f %% of %d pairs",
                                                entry.getKey(),
                                                100 * entry.getValue().accuracy(),
                                                entry.getValue().pairs()))
                        .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%-24s %-12s %-34s %-14s %-16s %8s  %s",
                run.name(),
                run.status().name().toLowerCase(Locale.ROOT),
                run.method(),
                record.configuration().backbone(),
                record.data().name(),
                record.epochsDone() + "/" + record.configuration().epochs(),
                best);
    }

    private static ObjectNode asJson(RunSummary run) {
        return asJson(run.folder(), run.record(), run.status().name());
    }

    private static ObjectNode asJson(RunFolder folder, RunRecord record, String status) {
        ObjectNode node = Json.mapper().valueToTree(record);
        node.put("name", folder.name());
        node.put("status", status);
        node.put("folder", folder.path().toString());
        return node;
    }

    /** {@code interproto runs list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the workspace's runs, newest first.")
    static final class ListRuns implements Callable<Integer> {
        private final Console console;
        @Mixin private WorkspaceOption workspace;

        @Mixin private JsonOption json;

        ListRuns(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            return list(console, workspace.open(), json);
        }
    }

    /** {@code interproto runs show}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show a run: configuration, status, results.")
    static final class Show implements Callable<Integer> {
        private final Console console;

        @Parameters(paramLabel = "NAME", description = "the run's name")
        private String name;

        @Mixin private WorkspaceOption workspace;

        @Mixin private JsonOption json;

        Show(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            RunFolder folder = workspace.open().run(name);
            RunRecord record = folder.record();
            List<StoredEvaluation> evaluations = folder.evaluations();
            json.print(
                    console,
                    () ->
                            EvaluationPrinter.withEvaluations(
                                    asJson(folder, record, folder.status().name()), evaluations),
                    () -> print(folder, record, evaluations));
            return 0;
        }

        private void print(RunFolder folder, RunRecord record, List<StoredEvaluation> evaluations) {
            var c = record.configuration();
            console.print("run            %s", folder.name());
            console.print("folder         %s", folder.path());
            console.print("status         %s", folder.status().name().toLowerCase(Locale.ROOT));
            record.failure()
                    .ifPresent(failure -> console.print("failure        %s", failure.text()));
            console.print(
                    "method         %s, backbone %s",
                    new RunSummary(folder, record, folder.status()).method(), c.backbone());
            console.print(
                    "data           %s: %d images, %d identities, %d child identities",
                    record.data().name(),
                    record.data().images(),
                    record.data().identities(),
                    record.data().childIdentities());
            if (record.data().editedAges() + record.data().estimatedAges() > 0) {
                console.print(
                        "ages           %d set in the workbench, %d estimated by a model",
                        record.data().editedAges(), record.data().estimatedAges());
            }
            console.print(
                    "schedule       %d of %d epochs, milestones %s, batch %d, learning rate %s,"
                            + " seed %d",
                    record.epochsDone(),
                    c.epochs(),
                    c.milestones(),
                    c.batchSize(),
                    c.learningRate(),
                    c.seed());
            record.startedFrom().ifPresent(from -> console.print("started from   %s", from.text()));
            console.print("steps          %d in %.1f s", record.step(), record.trainingSeconds());
            record.environment().forEach((key, value) -> console.print("%-14s %s", key, value));
            record.best()
                    .forEach(
                            (set, best) ->
                                    console.print(
                                            "best           %s: %s %.2f %% of %d pairs, epoch"
                                                    + " %d (picked on this test set)",
                                            set,
                                            VerificationReport.BEST_THRESHOLD_NAME,
                                            100 * best.accuracy(),
                                            best.pairs(),
                                            best.epoch() + 1));
            EvaluationPrinter.print(console, evaluations);
        }
    }
}
