package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.ChildRuleTable;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.dataset.FaceDataset;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interproto dataset ages}: where ages come from, and what child identities they give. */
@Command(
        name = "ages",
        mixinStandardHelpOptions = true,
        description =
                "Show the ages of a dataset, and how many child identities each choice of child age"
                        + " and child filter gives; or change the ages (the dataset's own files"
                        + " stay as they are).",
        subcommands = {
            AgesSetCommand.class,
            AgesUndoCommand.class,
            AgesImportCommand.class,
            AgesExportCommand.class,
            AgesEstimateCommand.class,
        })
final class DatasetAgesCommand implements Callable<Integer> {
    private static final int FROM_AGE = 6;
    private static final int TO_AGE = 18;
    private static final int MOST_IMAGES = 20;
    private static final int DECADE = 10;

    /** Columns of the printed table; --json has all. */
    private static final int[] PRINTED = {1, 2, 3, 5, 8, 10, 12, 15, 20};

    private final Console console;

    @Spec private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", description = "the dataset")
    private Path data;

    @Option(
            names = "--age-labels",
            paramLabel = "FILE",
            description =
                    "MTLFace list, or CSV with path and age, path, birth_year and photo_year, or"
                            + " identity and birth_year (default: those it is known with)")
    private Path ageLabels;

    @Mixin private WorkspaceOption workspace;

    @Mixin private JsonOption json;

    DatasetAgesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (data == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "Name a dataset, or what to do: "
                            + String.join(", ", spec.commandLine().getSubcommands().keySet())
                            + ".");
        }
        FaceDataset dataset =
                AgesDataset.open(
                        workspace.open(), data, Optional.ofNullable(ageLabels), console.progress());
        ChildRuleTable table = ChildRuleTable.of(dataset, FROM_AGE, TO_AGE, MOST_IMAGES);
        int[] decades = decades(new DatasetSummary(dataset).ageHistogram());
        json.print(
                console,
                () -> asJson(dataset, decades, table),
                () -> print(dataset, decades, table));
        return 0;
    }

    private static int[] decades(int[] histogram) {
        int[] decades = new int[(histogram.length + DECADE - 1) / DECADE];
        for (int age = 0; age < histogram.length; age++) {
            decades[age / DECADE] += histogram[age];
        }
        return decades;
    }

    private static ObjectNode asJson(FaceDataset dataset, int[] decades, ChildRuleTable table) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("name", dataset.name());
        node.put("root", dataset.root().toString());
        node.put("images", dataset.size());
        node.put("images_with_age", dataset.agedCount());
        ObjectNode sources = node.putObject("ages_by_source");
        dataset.ageCounts().forEach((source, count) -> sources.put(AgesText.key(source), count));
        ArrayNode histogram = node.putArray("images_by_decade");
        for (int count : decades) {
            histogram.add(count);
        }
        ArrayNode rules = node.putArray("child_identities");
        for (int age = table.fromAge(); age <= table.toAge(); age++) {
            for (int filter = 1; filter <= table.mostImages(); filter++) {
                ChildRule rule = new ChildRule(age, filter);
                rules.addObject()
                        .put("child_age", age)
                        .put("child_filter", filter)
                        .put("identities", table.identities(rule))
                        .put("child_images", table.childImages(rule));
            }
        }
        return node;
    }

    private void print(FaceDataset dataset, int[] decades, ChildRuleTable table) {
        console.print("%s (%s)", dataset.name(), dataset.root());
        console.print(
                "with age          %d of %d images%s",
                dataset.agedCount(), dataset.size(), AgesText.bySource(dataset));
        if (dataset.agedCount() == 0) {
            console.print(
                    "No identity counts as a child's, so the Inter-Prototype loss stays 0: give"
                            + " --age-labels, set ages (ages set) or estimate them (ages"
                            + " estimate).");
            return;
        }
        for (int i = 0; i < decades.length; i++) {
            if (decades[i] > 0) {
                console.print("%3d to %3d        %d", i * DECADE, i * DECADE + 9, decades[i]);
            }
        }
        console.print("child identities, by child age (down) and least child images (across)");
        console.print(
                "      %s",
                IntStream.of(PRINTED)
                        .mapToObj(filter -> String.format("%7d", filter))
                        .collect(Collectors.joining()));
        for (int age = table.fromAge(); age <= table.toAge(); age++) {
            int below = age;
            console.print(
                    "< %2d  %s",
                    age,
                    IntStream.of(PRINTED)
                            .map(filter -> table.identities(new ChildRule(below, filter)))
                            .mapToObj(count -> String.format("%7d", count))
                            .collect(Collectors.joining()));
        }
    }
}
