package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.ModelShelf;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.ModelExportJob;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interproto model export}: writes a model or a run's network as ONNX. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Write a model, or a run's network, as ONNX with its preprocessing recorded; the"
                        + " file is run to see that its embeddings are the same.")
final class ModelExportCommand implements Callable<Integer> {
    private final Console console;

    @Spec private CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Which which;

    @Option(
            names = "--checkpoint",
            paramLabel = "NAME",
            description = "of the run: last, best-<test set> or a file name (default: last)")
    private String checkpoint;

    @Option(
            names = "--out",
            paramLabel = "FILE.onnx",
            required = true,
            description = "the file to write")
    private Path out;

    @Mixin private WorkspaceOption workspace;

    @Mixin private JsonOption json;

    ModelExportCommand(Console console) {
        this.console = console;
    }

    /** A model of the shelf, or a run. */
    static final class Which {
        @Parameters(paramLabel = "NAME", description = "a model of the shelf")
        private String model;

        @Option(names = "--run", paramLabel = "NAME", description = "a run's network")
        private String run;

        ModelHome home(Workspace opened) {
            return run != null ? opened.run(run) : new ModelShelf(opened).folder(model);
        }
    }

    @Override
    public Integer call() {
        if (checkpoint != null && which.run == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--checkpoint is for --run: a model has none");
        }
        OptionalDouble difference =
                new ModelExportJob(
                                which.home(workspace.open()),
                                checkpoint == null ? "last" : checkpoint,
                                out)
                        .run(console.progress());
        json.print(console, () -> asJson(difference), () -> print(difference));
        return 0;
    }

    private ObjectNode asJson(OptionalDouble difference) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("file", out.toString());
        difference.ifPresent(value -> node.put("largest_difference", value));
        return node;
    }

    private void print(OptionalDouble difference) {
        console.print("Written to %s", out);
        difference.ifPresent(
                value ->
                        console.note(
                                "Run once: its embeddings differ from ours by "
                                        + String.format(Locale.ROOT, "%.1e", value)
                                        + " at most."));
    }
}
