package dev.interproto.command;

import dev.interproto.dataset.FaceDataset;
import dev.interproto.workspace.DatasetAges;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interproto dataset ages import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Take in ages that somebody else set or estimated and exported.")
final class AgesImportCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private AgesDataset dataset;

    @Parameters(index = "1", paramLabel = "FILE", description = "a file of ages export")
    private Path file;

    @Option(names = "--replace", description = "drop what was set here before")
    private boolean replace;

    AgesImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        FaceDataset before = dataset.open(console.progress());
        DatasetAges.Import report =
                dataset.ages(before).take(before, file, replace, console.progress());
        console.print(
                "%d ages taken in, %d of them in place of others",
                report.images(), report.replaced());
        if (report.elsewhere() + report.wrong() > 0) {
            console.note(
                    report.elsewhere()
                            + " lines name images that are not here, "
                            + report.wrong()
                            + " cannot be understood.");
        }
        console.print(
                "with age          %d%s",
                report.dataset().agedCount(), AgesText.bySource(report.dataset()));
        return 0;
    }
}
