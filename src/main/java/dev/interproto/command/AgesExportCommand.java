package dev.interproto.command;

import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.DatasetOpening;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code interproto dataset ages export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Write the ages that were set or estimated here to a file for others: for ages"
                        + " import, or as --age-labels.")
final class AgesExportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "DIR", description = "the dataset")
    private Path data;

    @Parameters(index = "1", paramLabel = "FILE", description = "the file to write")
    private Path file;

    @Mixin private WorkspaceOption workspace;

    AgesExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Workspace known = workspace.open();
        // An archive's ages lie under the folder it was unpacked to.
        Path root = new DatasetOpening(known).located(data, console.progress());
        known.ages(root).export(file);
        console.print("%s", file.toAbsolutePath().normalize());
        return 0;
    }
}
