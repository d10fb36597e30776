package dev.interproto.command;

import dev.interproto.workspace.sweep.ComparisonMarkdown;
import dev.interproto.workspace.sweep.ComparisonOptions;
import dev.interproto.workspace.sweep.ComparisonTable;
import dev.interproto.workspace.sweep.ComparisonTables;
import dev.interproto.workspace.sweep.ComparisonText;
import dev.interproto.workspace.sweep.PublishedResults;
import dev.interproto.workspace.sweep.SweepDraws;
import dev.interproto.workspace.sweep.SweepFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interproto sweep table}: what a sweep found, as one table. */
@Command(
        name = "table",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Compare a sweep's methods on its test sets: mean and standard deviation over the"
                        + " seeds, the best in bold, marks where a paired t-test tells the others"
                        + " from it. After sweep evaluate also 95 %% bootstrap intervals, and"
                        + " differences from a baseline on the same pairs. Cells without a figure"
                        + " say why.")
final class SweepTableCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private SweepCommand.Which which;

    @Option(
            names = "--published",
            paramLabel = "ID",
            description =
                    "add the paper's numbers: ${COMPLETION-CANDIDATES}, by what was trained on")
    private Published published;

    @Option(
            names = "--baseline",
            paramLabel = "METHOD",
            description =
                    "the method that others are compared with pair by pair, as the table calls it"
                            + " (default: the plan's first)")
    private String baseline;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "write the table as .csv, .tex, .md, .png or .svg; may be repeated")
    private List<Path> out = new ArrayList<>();

    @Mixin private JsonOption json;

    SweepTableCommand(Console console) {
        this.console = console;
    }

    enum Published {
        CASIA,
        MS1M
    }

    @Override
    public Integer call() {
        SweepFolder sweep = which.open();
        Optional<PublishedResults.Table> rows =
                Optional.ofNullable(published)
                        .flatMap(
                                id ->
                                        PublishedResults.load()
                                                .table(id.name().toLowerCase(Locale.ROOT)));
        ComparisonOptions options = new ComparisonOptions(rows, Optional.ofNullable(baseline));
        SweepDraws draws = new SweepDraws();
        ComparisonTable table = ComparisonTables.of(sweep, sweep.statuses(), options, draws);
        if (draws.hasWanted()) {
            draws.makeWanted(console.progress());
            table = ComparisonTables.of(sweep, sweep.statuses(), options, draws);
        }
        write(table);
        return 0;
    }

    private void write(ComparisonTable table) {
        out.forEach(file -> ComparisonText.write(table, file));
        json.print(console, () -> table, () -> console.print(ComparisonMarkdown.of(table).strip()));
        out.forEach(file -> console.note("Written to " + file + "."));
    }
}
