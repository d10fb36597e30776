package dev.interproto.command;

import dev.interproto.face.Preprocessing;
import dev.interproto.workspace.ShelfEntry;
import dev.interproto.workspace.job.ModelImport;
import dev.interproto.workspace.job.ModelImportJob;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interproto model import}: puts a model file on the shelf. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Bring a model: a PyTorch state dict (.pth, .pt), an MXNet model (*-symbol.json"
                        + " beside its *-0000.params) or an ONNX model (.onnx).")
final class ModelImportCommand implements Callable<Integer> {
    private final Console console;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the model file")
    private Path file;

    @Option(
            names = "--name",
            paramLabel = "N",
            description = "its name on the shelf (default: from the file's name)")
    private String name;

    @Option(
            names = "--head",
            paramLabel = "FILE",
            description = "PyTorch file with the prototypes that belong to the backbone")
    private Path head;

    @Option(
            names = "--colours",
            paramLabel = "ORDER",
            description = "colour order of its input: rgb or bgr")
    private Preprocessing.ColourOrder colours;

    @Option(
            names = "--mean",
            paramLabel = "M",
            description = "subtracted from the pixels, 0 to 255 (127.5)")
    private Double mean;

    @Option(
            names = "--scale",
            paramLabel = "S",
            description = "multiplied afterwards (0.00784 = 1/127.5)")
    private Double scale;

    @Option(
            names = "--size",
            paramLabel = "P",
            description = "width and height of its input in pixels (112)")
    private Integer size;

    @Option(names = "--replace", description = "move a model of the same name to the trash")
    private boolean replace;

    @Mixin private WorkspaceOption workspace;

    @Mixin private JsonOption json;

    ModelImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ShelfEntry.Model model =
                new ModelImportJob(
                                workspace.open(),
                                new ModelImport(
                                        file,
                                        Optional.ofNullable(name),
                                        Optional.ofNullable(head),
                                        preprocessing(),
                                        replace))
                        .run(console.progress());
        json.print(console, () -> ModelCommand.asJson(model), () -> print(model));
        return 0;
    }

    /** What was not given is the standard's; nothing given leaves it to the file. */
    private Optional<Preprocessing> preprocessing() {
        if (colours == null && mean == null && scale == null && size == null) {
            return Optional.empty();
        }
        Preprocessing standard = Preprocessing.STANDARD;
        try {
            return Optional.of(
                    new Preprocessing(
                            colours == null ? standard.colours() : colours,
                            mean == null ? standard.mean() : mean,
                            scale == null ? standard.scale() : scale,
                            size == null ? standard.size() : size));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "This is no preprocessing: " + e.getMessage(), e);
        }
    }

    private void print(ShelfEntry.Model model) {
        console.print(
                "%s: %s, %d numbers an embedding (%s)",
                model.name(),
                ModelCommand.kind(model.record()),
                model.record().embeddingSize(),
                model.record().format());
        console.note("Use it with --model \"" + model.name() + "\" wherever --run is taken.");
    }
}
