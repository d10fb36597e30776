package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeLabels;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.MissingReason;
import dev.interproto.dataset.PairList;
import dev.interproto.dataset.Problem;
import dev.interproto.dataset.pairs.PairSurvey;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.job.DatasetOpening;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interproto dataset pairs show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Count the pairs of a list by kind, age and gap, and those that are missing.")
final class DatasetPairsShowCommand implements Callable<Integer> {
    private static final int LISTED = 20;

    /** Years that share a line of the table. */
    private static final int STEP = 10;

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "the pair list")
    private Path list;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            required = true,
            description = "the images of the list, or the dataset that holds them")
    private Path images;

    @Option(
            names = "--child-age",
            paramLabel = "AGE",
            defaultValue = "13",
            description = "an image below this age is a child's (default: ${DEFAULT-VALUE})")
    private int childAge;

    @Option(names = "--age-labels", paramLabel = "FILE", description = "MTLFace list or CSV")
    private Path ageLabels;

    @Mixin private WorkspaceOption workspace;

    @Mixin private JsonOption json;

    DatasetPairsShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        PairList read =
                DatasetOpening.open(
                        new TestSetRequest(list, images), console.progress().part(0, 0.3));
        AgeLabels ages =
                ageLabels == null
                        ? AgeLabels.none()
                        : AgeLabels.fromFile(ageLabels, console.progress().part(0.3, 0.4));
        PairSurvey survey =
                PairSurvey.of(read, dataset(), ages, childAge, console.progress().part(0.8, 1));
        json.print(console, () -> asJson(survey), () -> print(survey));
        return 0;
    }

    /** The images need not be a dataset: then names of folders and files tell what they can. */
    private Optional<FaceDataset> dataset() {
        try {
            return Optional.of(
                    new DatasetOpening(workspace.open())
                            .open(
                                    images,
                                    Optional.ofNullable(ageLabels),
                                    console.progress().part(0.4, 0.8)));
        } catch (UserFacingException e) {
            return Optional.empty();
        }
    }

    private ObjectNode asJson(PairSurvey survey) {
        PairList read = survey.list();
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("name", read.name());
        node.put("pairs", read.pairs().size());
        node.put("genuine", survey.genuine());
        node.put("impostor", read.pairs().size() - survey.genuine());
        node.put("folds", read.folds());
        node.put("images", survey.images());
        node.put("identities", survey.identities());
        ObjectNode kinds = node.putObject("kinds");
        survey.kinds()
                .forEach((kind, count) -> kinds.put(kind.name().toLowerCase(Locale.ROOT), count));
        counts(node.putObject("genuine_by_gap"), survey.byGap(true));
        counts(node.putObject("impostor_by_gap"), survey.byGap(false));
        counts(node.putObject("genuine_by_younger_age"), survey.byYounger(true));
        counts(node.putObject("impostor_by_younger_age"), survey.byYounger(false));
        ObjectNode missing = node.putObject("missing");
        missing.put("pairs", read.missing().size());
        MissingReason.count(read.missing())
                .forEach(
                        (reason, count) ->
                                missing.put(reason.name().toLowerCase(Locale.ROOT), count));
        ArrayNode listed = node.putArray("missing_list");
        for (Problem problem : read.missing()) {
            listed.addObject().put("where", problem.where()).put("what", problem.what());
        }
        return node;
    }

    private static void counts(ObjectNode node, int[] byYear) {
        for (int year = 0; year < byYear.length; year++) {
            if (byYear[year] > 0) {
                node.put(Integer.toString(year), byYear[year]);
            }
        }
    }

    private void print(PairSurvey survey) {
        PairList read = survey.list();
        console.print("%s (%s)", read.name(), list);
        console.print("genuine pairs   %d", survey.genuine());
        console.print("impostor pairs  %d", read.pairs().size() - survey.genuine());
        console.print("folds           %d", read.folds());
        console.print("images          %d", survey.images());
        console.print("identities      %d", survey.identities());
        console.print("kinds           %s", words(survey.kinds()));
        table("gap", survey.byGap(true), survey.byGap(false));
        table("younger", survey.byYounger(true), survey.byYounger(false));
        List<Problem> missing = read.missing();
        console.print("missing         %d", missing.size());
        MissingReason.count(missing)
                .forEach((reason, count) -> console.print("  %d: %s", count, reason.words()));
        for (Problem problem : missing.subList(0, Math.min(LISTED, missing.size()))) {
            console.print("  %s: %s", problem.where(), problem.what());
        }
        if (missing.size() > LISTED) {
            console.print("  … and %d more (--json lists all)", missing.size() - LISTED);
        }
    }

    private static String words(Map<PairSurvey.Kind, Long> kinds) {
        return kinds.entrySet().stream()
                .map(
                        entry ->
                                entry.getValue()
                                        + " "
                                        + switch (entry.getKey()) {
                                            case CHILD_CHILD -> "child-child";
                                            case CHILD_ADULT -> "child-adult";
                                            case ADULT_ADULT -> "adult-adult";
                                            case UNKNOWN -> "without ages";
                                        })
                .collect(Collectors.joining(", "));
    }

    private void table(String what, int[] genuine, int[] impostor) {
        if (IntStream.concat(IntStream.of(genuine), IntStream.of(impostor)).sum() == 0) {
            return;
        }
        console.print("by %-12s genuine  impostor", what);
        for (int from = 0; from < genuine.length; from += STEP) {
            int to = Math.min(from + STEP, genuine.length);
            int same = IntStream.range(from, to).map(i -> genuine[i]).sum();
            int other = IntStream.range(from, to).map(i -> impostor[i]).sum();
            if (same + other > 0) {
                console.print("  %3d to %-3d    %7d %9d", from, to - 1, same, other);
            }
        }
    }
}
