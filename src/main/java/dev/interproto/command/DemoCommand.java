package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.CancelledException;
import dev.interproto.common.Json;
import dev.interproto.training.TrainingControl;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.DemoJob;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interproto demo}: the whole path on generated faces. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Draw demo faces, train with and without the Inter-Prototype loss, evaluate both"
                        + " and write a report; then open the desktop on it.")
final class DemoCommand implements Callable<Integer> {
    private final Console console;
    private final Commands.Desktop desktop;

    @Option(names = "--no-desktop", description = "end after the report")
    private boolean noDesktop;

    @Option(
            names = "--precision",
            paramLabel = "ID",
            defaultValue = "auto",
            description = "auto, float32 or bfloat16 (default: auto)")
    private String precision;

    @Option(names = "--quick", description = "fewer images and epochs")
    private boolean quick;

    @Mixin private WorkspaceOption workspace;

    @Mixin private JsonOption json;

    DemoCommand(Console console, Commands.Desktop desktop) {
        this.console = console;
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        Workspace opened = workspace.open();
        TrainingControl control = new TrainingControl();
        DemoJob.Result result;
        try (StopOnInterrupt interrupt = new StopOnInterrupt(control, console)) {
            result =
                    new DemoJob(opened, quick, precision)
                            .run(
                                    control,
                                    (name, check) -> {
                                        console.note("Run " + name + ":");
                                        return new TrainingPrinter(console, check);
                                    },
                                    console.progress());
        } catch (CancelledException e) {
            console.note("Stopped with its state saved; the same command goes on.");
            return 1;
        }
        json.print(console, () -> asJson(result), () -> print(result));
        if (!noDesktop && desktop.isPossible()) {
            desktop.open(opened.root());
        }
        return 0;
    }

    private static ObjectNode asJson(DemoJob.Result result) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("report", result.report().toString());
        ArrayNode runs = node.putArray("runs");
        for (RunFolder run : result.runs()) {
            ObjectNode one = runs.addObject().put("run", run.name());
            ArrayNode sets = one.putArray("test_sets");
            run.evaluations().forEach(stored -> sets.add(EvaluationPrinter.asJson(stored)));
        }
        return node;
    }

    private void print(DemoJob.Result result) {
        for (RunFolder run : result.runs()) {
            List<StoredEvaluation> evaluations = run.evaluations();
            evaluations.forEach(stored -> EvaluationPrinter.print(console, stored));
        }
        console.print("The report: %s", result.report());
    }
}
