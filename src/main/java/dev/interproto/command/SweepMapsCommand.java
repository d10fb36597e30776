package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.projection.TsneOptions;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunSummary;
import dev.interproto.workspace.sweep.SweepFolder;
import dev.interproto.workspace.sweep.SweepMaps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interproto sweep maps}: prototype maps side by side. */
@Command(
        name = "maps",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Draw the prototype maps of a sweep's methods side by side, laid out with the same"
                        + " settings, each with the mean child-child cosine and the share of"
                        + " children among a child's ten nearest prototypes.")
final class SweepMapsCommand implements Callable<Integer> {
    private final Console console;

    @Spec private CommandSpec spec;

    @Mixin private SweepCommand.Which which;

    @Option(
            names = "--runs",
            paramLabel = "a,b",
            hideParamSyntax = true,
            split = ",",
            description = "these runs (default: of each method the first finished seed)")
    private List<String> runs = new ArrayList<>();

    @Option(
            names = "--cell-seed",
            paramLabel = "S",
            description = "the cells of this seed (default: of each method the first finished)")
    private Long cellSeed;

    @Option(
            names = "--out",
            paramLabel = "FILE.png",
            required = true,
            description = "picture, PNG or SVG")
    private Path out;

    @Mixin private LayoutOptions layout = new LayoutOptions();

    @Mixin private JsonOption json;

    SweepMapsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TsneOptions options = layout.options();
        if (cellSeed != null && !runs.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--cell-seed and --runs both choose the runs: name one");
        }
        SweepFolder sweep = which.open();
        List<SweepMaps.Panel> panels = SweepMaps.panels(chosen(sweep), options, console.progress());
        try {
            SweepMaps.figure(panels, options).save(out);
        } catch (IOException e) {
            throw new UserFacingException(
                    out + " cannot be written (" + e.getMessage() + ").",
                    "The picture is lost; the maps are kept in the runs' folders.",
                    "Check the rights of the folder and the space on its disk.",
                    e);
        }
        print(panels);
        console.note("Written to " + out + ".");
        return 0;
    }

    private Map<RunFolder, String> chosen(SweepFolder sweep) {
        Map<RunFolder, String> titles = new LinkedHashMap<>();
        if (runs.isEmpty()) {
            SweepMaps.ofEachLine(
                            sweep,
                            cellSeed == null ? OptionalLong.empty() : OptionalLong.of(cellSeed))
                    .forEach(
                            status ->
                                    titles.put(
                                            status.run().orElseThrow(),
                                            status.cell().row().title()));
        }
        for (String name : runs) {
            RunFolder run = sweep.workspace().run(name);
            titles.put(run, RunSummary.method(run.record().configuration()));
        }
        return titles;
    }

    private void print(List<SweepMaps.Panel> panels) {
        json.print(
                console,
                () -> asJson(panels),
                () ->
                        panels.forEach(
                                panel -> console.print("%s: %s", panel.run(), panel.numbers())));
    }

    private static ArrayNode asJson(List<SweepMaps.Panel> panels) {
        ArrayNode array = Json.mapper().createArrayNode();
        for (SweepMaps.Panel panel : panels) {
            ObjectNode node = array.addObject().put("run", panel.run());
            node.put("method", panel.title());
            node.put("points", panel.map().points().size());
            node.setAll((ObjectNode) Json.mapper().valueToTree(panel.quality()));
        }
        return array;
    }
}
