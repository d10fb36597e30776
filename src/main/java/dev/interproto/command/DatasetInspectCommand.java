package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.DatasetSummary;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.Problem;
import dev.interproto.dataset.index.DatasetIndex;
import dev.interproto.workspace.job.DatasetOpening;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interproto dataset inspect}. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Count images, identities, child identities and problems of a dataset.")
final class DatasetInspectCommand implements Callable<Integer> {
    private static final int LISTED = 20;

    private final Console console;

    @Parameters(
            paramLabel = "DIR",
            description = "folder with one folder an identity, or a .rec file or its folder")
    private Path folder;

    @Option(names = "--age-labels", paramLabel = "FILE", description = "MTLFace list or CSV")
    private Path ageLabels;

    @Option(
            names = "--child-age",
            defaultValue = "13",
            description = "an image below this age is a child's (default: ${DEFAULT-VALUE})")
    private int childAge;

    @Option(
            names = "--child-filter",
            defaultValue = "10",
            description = "child images that make a child identity (default: ${DEFAULT-VALUE})")
    private int childFilter;

    @Option(
            names = "--check-files",
            description =
                    "look at every file of a folder that was opened before; without it only folders"
                            + " whose modification time changed are listed again, which does not"
                            + " show images overwritten in place")
    private boolean checkFiles;

    @Mixin private WorkspaceOption workspace;

    @Mixin private JsonOption json;

    DatasetInspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        FaceDataset dataset =
                new DatasetOpening(workspace.openToLookAt())
                        .open(
                                folder,
                                Optional.ofNullable(ageLabels),
                                checkFiles ? DatasetIndex.Check.FILES : DatasetIndex.Check.FOLDERS,
                                console.progress());
        DatasetSummary summary = new DatasetSummary(dataset);
        int children = new ChildRule(childAge, childFilter).childIdentities(dataset).length;
        json.print(console, () -> asJson(summary, children), () -> print(summary, children));
        return 0;
    }

    private ObjectNode asJson(DatasetSummary summary, int children) {
        DatasetSummary.Spread spread = summary.imagesPerIdentitySpread();
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("name", summary.dataset().name());
        node.put("root", summary.dataset().root().toString());
        node.put("images", summary.images());
        node.put("identities", summary.identities());
        node.put("images_with_age", summary.agedImages());
        ObjectNode sources = node.putObject("ages_by_source");
        summary.dataset()
                .ageCounts()
                .forEach((source, count) -> sources.put(AgesText.key(source), count));
        node.put("child_identities", children);
        node.put("child_age", childAge);
        node.put("child_filter", childFilter);
        node.put("left_out", summary.dataset().leftOut());
        node.put("problems", summary.problems().size());
        ObjectNode perIdentity = node.putObject("images_per_identity");
        perIdentity.put("fewest", spread.fewest());
        perIdentity.put("median", spread.median());
        perIdentity.put("mean", spread.mean());
        perIdentity.put("most", spread.most());
        ArrayNode listed = node.putArray("problem_list");
        for (Problem problem : summary.problems()) {
            listed.addObject().put("where", problem.where()).put("what", problem.what());
        }
        return node;
    }

    private void print(DatasetSummary summary, int children) {
        DatasetSummary.Spread spread = summary.imagesPerIdentitySpread();
        console.print("%s (%s)", summary.dataset().name(), summary.dataset().root());
        console.print("images            %d", summary.images());
        console.print("identities        %d", summary.identities());
        console.print(
                "images each       %d to %d, median %d, mean %.1f",
                spread.fewest(), spread.most(), spread.median(), spread.mean());
        console.print(
                "with age          %d%s",
                summary.agedImages(), AgesText.bySource(summary.dataset()));
        console.print(
                "child identities  %d (at least %d images of an age below %d)",
                children, childFilter, childAge);
        if (summary.dataset().leftOut() > 0) {
            console.print(
                    "left out          %d (%s)",
                    summary.dataset().leftOut(),
                    new DatasetOpening(workspace.open()).exclusionsFile(summary.dataset().root()));
        }
        List<Problem> problems = summary.problems();
        console.print("problems          %d", problems.size());
        for (Problem problem : problems.subList(0, Math.min(LISTED, problems.size()))) {
            console.print("  %s: %s", problem.where(), problem.what());
        }
        if (problems.size() > LISTED) {
            console.print("  … and %d more (--json lists all)", problems.size() - LISTED);
        }
    }
}
