package dev.interproto.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.interproto.common.Json;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.sweep.SweepFolder;
import dev.interproto.workspace.sweep.SweepPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interproto sweep create}: a plan from a file, or from options. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Make a sweep from a file, or from options. Nothing is trained yet. More than one"
                        + " dataset, heads with options, and exclusions need a file.")
final class SweepCreateCommand implements Callable<Integer> {
    private final Console console;

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "the plan as JSON, as sweep create writes it")
    private Path file;

    @Option(names = "--name", paramLabel = "NAME", description = "the sweep's name")
    private String name;

    @Mixin private WorkspaceOption workspace;

    @Option(names = "--preset", paramLabel = "NAME", description = "base configuration")
    private String preset;

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE",
            description =
                    "a field of the base configuration by its name in run.json, such as epochs=10"
                            + " or milestones=[6,8]; may be repeated")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--heads",
            paramLabel = "a,b",
            hideParamSyntax = true,
            split = ",",
            description = "margin heads to compare, such as arcface,cosface")
    private List<String> heads = new ArrayList<>();

    @Option(
            names = "--lambda-child",
            paramLabel = "a,b",
            hideParamSyntax = true,
            split = ",",
            description = "weights of the Inter-Prototype loss to compare, such as 0,1")
    private List<Double> lambdas = new ArrayList<>();

    @Option(
            names = "--seeds",
            paramLabel = "a,b,c",
            hideParamSyntax = true,
            split = ",",
            description = "each combination is trained with each; the paper's: 4885,1234,5678")
    private List<Long> seeds = new ArrayList<>();

    @Option(names = "--data", paramLabel = "DIR", description = "folder to train on")
    private Path data;

    @Option(names = "--age-labels", paramLabel = "FILE", description = "MTLFace list or CSV")
    private Path ageLabels;

    @ArgGroup(
            exclusive = false,
            multiplicity = "0..*",
            heading =
                    "Test sets, a column of the table each; give the two options once for each:%n")
    private List<TestSetOptions> testSets = new ArrayList<>();

    @Option(
            names = "--init",
            paramLabel = "MODEL",
            split = ",",
            description = "start from this model of the shelf; the word scratch is a fresh start")
    private List<String> models = new ArrayList<>();

    @Mixin private JsonOption json;

    SweepCreateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if ((file == null) == (data == null)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Give a FILE, or --data and the other options");
        }
        Workspace opened = workspace.open();
        Path here = Path.of("").toAbsolutePath();
        SweepFolder sweep =
                file == null
                        ? SweepFolder.create(opened, ofOptions(), here)
                        : SweepFolder.create(opened, ofFile(), file.toAbsolutePath().getParent());
        List<String> cells = sweep.cells().stream().map(cell -> cell.name()).toList();
        json.print(console, () -> cells, () -> cells.forEach(console::print));
        console.note(cells.size() + " cells, planned in " + sweep.planFile() + ".");
        console.note("Train them with: interproto sweep run \"" + sweep.name() + "\"");
        return 0;
    }

    private SweepPlan ofFile() {
        SweepPlan plan = SweepPlan.read(file);
        return name == null ? plan : plan.withName(name);
    }

    private SweepPlan ofOptions() {
        if (name == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Missing required option: '--name=NAME'");
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        settings.forEach((field, value) -> fields.put(field, value(value)));
        return new SweepPlan(
                name,
                preset,
                fields,
                heads.stream().map(SweepPlan.Method::of).toList(),
                lambdas,
                seeds,
                List.of(dataset()),
                models.stream().map(SweepCreateCommand::start).toList(),
                List.of());
    }

    private static SweepPlan.Start start(String model) {
        return model.equals("scratch")
                ? SweepPlan.Start.FRESH
                : new SweepPlan.Start(Optional.of(model), Optional.empty(), Optional.empty());
    }

    private SweepPlan.Dataset dataset() {
        List<SweepPlan.TestSet> sets = new ArrayList<>();
        for (TestSetOptions options : testSets) {
            TestSetRequest set = options.request(spec);
            sets.add(
                    new SweepPlan.TestSet(
                            absolute(set.pairs()), Optional.of(absolute(set.images()))));
        }
        return new SweepPlan.Dataset(
                Optional.empty(),
                absolute(data),
                Optional.ofNullable(ageLabels).map(SweepCreateCommand::absolute),
                sets);
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private static JsonNode value(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            // A word, such as a backbone's name: no need to quote it for the shell.
            return TextNode.valueOf(text);
        }
    }
}
