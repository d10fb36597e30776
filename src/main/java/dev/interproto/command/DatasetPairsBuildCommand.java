package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.pairs.PairListWriter;
import dev.interproto.dataset.pairs.PairRecipe;
import dev.interproto.dataset.pairs.PairRule;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.DatasetOpening;
import dev.interproto.workspace.job.PairListJob;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interproto dataset pairs build}. */
@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Build a list of verification pairs from a dataset.",
            "child-adult: every pair of a child's image and an image of the same identity that is"
                    + " years older, and as many pairs of two identities with the same ages.",
            "random: pairs of any two images, in folds that share no identity."
        })
final class DatasetPairsBuildCommand implements Callable<Integer> {
    private final Console console;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the dataset")
    private Path data;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "the list; its recipe is written beside it, as .json")
    private Path out;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "child-adult",
            description = "child-adult or random (default: ${DEFAULT-VALUE})")
    private String kind;

    @Option(
            names = "--gap",
            paramLabel = "YEARS",
            description = "child-adult: at least so many years between the two (default: 20)")
    private Integer gap;

    @Option(
            names = "--child-age",
            paramLabel = "AGE",
            description = "child-adult: below it an image is a child's (default: 13)")
    private Integer childAge;

    @Option(
            names = "--per-identity",
            paramLabel = "N",
            description =
                    "genuine pairs of one identity at most (default: all for child-adult, 5 for"
                            + " random)")
    private Integer perIdentity;

    @Option(
            names = "--folds",
            paramLabel = "N",
            description = "random: folds without a common identity (default: 10)")
    private Integer folds;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1234",
            description = "of what is drawn (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--identities",
            paramLabel = "FILE",
            description = "pairs of these identities only: a name a line (see: dataset split)")
    private Path identities;

    @Option(names = "--age-labels", paramLabel = "FILE", description = "MTLFace list or CSV")
    private Path ageLabels;

    @Mixin private WorkspaceOption workspace;

    @Mixin private JsonOption json;

    DatasetPairsBuildCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        PairRule rule = rule();
        Workspace opened = workspace.open();
        FaceDataset dataset =
                new DatasetOpening(opened)
                        .open(
                                data,
                                Optional.ofNullable(ageLabels),
                                console.progress().part(0, 0.6));
        PairListWriter.Written written =
                new PairListJob(rule, seed, Optional.ofNullable(identities), out)
                        .run(opened, dataset, console.progress().part(0.6, 1));
        written.warnings().forEach(console::note);
        json.print(console, () -> asJson(written), () -> print(written));
        return 0;
    }

    private PairRule rule() {
        switch (kind.toLowerCase(Locale.ROOT)) {
            case "child-adult" -> {
                refuse(folds != null, "--folds is for --kind random.");
                return new PairRule.ChildAdult(
                        childAge == null ? PairRule.ChildAdult.CHILD_AGE : childAge,
                        gap == null ? PairRule.ChildAdult.GAP : gap,
                        perIdentity == null ? OptionalInt.empty() : OptionalInt.of(perIdentity));
            }
            case "random" -> {
                refuse(
                        gap != null || childAge != null,
                        "--gap and --child-age are for --kind child-adult.");
                return new PairRule.AtRandom(
                        perIdentity == null ? PairRule.AtRandom.PER_IDENTITY : perIdentity,
                        folds == null ? PairRule.AtRandom.FOLDS : folds);
            }
            default ->
                    throw new CommandLine.ParameterException(
                            spec.commandLine(),
                            "There is no kind '" + kind + "': name child-adult or random.");
        }
    }

    private void refuse(boolean wrong, String why) {
        if (wrong) {
            throw new CommandLine.ParameterException(spec.commandLine(), why);
        }
    }

    private static ObjectNode asJson(PairListWriter.Written written) {
        ObjectNode node = Json.mapper().valueToTree(written.recipe());
        node.put("list", written.list().toAbsolutePath().normalize().toString());
        var warnings = node.putArray("warnings");
        written.warnings().forEach(warnings::add);
        return node;
    }

    private void print(PairListWriter.Written written) {
        PairRecipe recipe = written.recipe();
        console.print("genuine pairs   %d", recipe.genuine());
        console.print("impostor pairs  %d", recipe.impostor());
        if (!recipe.foldSizes().isEmpty()) {
            console.print("folds           %d", recipe.foldSizes().size());
        }
        console.print("seed            %d", recipe.seed());
        console.print("list            %s", written.list());
        console.print("recipe          %s", PairRecipe.fileOf(written.list()));
    }
}
