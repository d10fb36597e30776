package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.dataset.layout.DatasetSurvey;
import dev.interproto.dataset.layout.FoundFaces;
import dev.interproto.dataset.layout.FoundTestSet;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.DatasetOpening;
import dev.interproto.workspace.job.SurveyedDatasets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interproto dataset survey}. */
@Command(
        name = "survey",
        mixinStandardHelpOptions = true,
        description =
                "List the training sets, ages and test sets in a folder or archive, and what is"
                        + " missing.")
final class DatasetSurveyCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "PATH",
            description =
                    "a folder of any layout, or a zip, tar or tar.gz file, which is unpacked into"
                            + " the workspace")
    private Path path;

    @Option(
            names = "--add",
            description = "remember what was found in the workspace, as a drop on the desktop does")
    private boolean add;

    @Mixin private WorkspaceOption workspace;

    @Mixin private JsonOption json;

    DatasetSurveyCommand(Console console) {
        this.console = console;
    }

    /** 0 where something was found, 1 where nothing. */
    @Override
    public Integer call() {
        Workspace opened = workspace.open();
        DatasetSurvey survey = new DatasetOpening(opened).survey(path, console.progress());
        List<KnownDataset> added =
                add ? SurveyedDatasets.of(survey, opened.datasets().list()) : List.of();
        added.forEach(opened.datasets()::add);
        json.print(console, () -> asJson(survey, added), () -> print(survey, added));
        return survey.isEmpty() ? 1 : 0;
    }

    private void print(DatasetSurvey survey, List<KnownDataset> added) {
        console.print("%s", survey.folder());
        for (FoundFaces faces : survey.faces()) {
            console.print(
                    "%s  %s  (%s)",
                    faces.isTrainingSet() ? "training" : "images  ",
                    faces.name(),
                    faces.kind().label());
            console.print("          %s", faces.root());
            if (faces.images() > 0) {
                console.print(
                        "          %s%d images, %d identities; %s",
                        faces.estimated() ? "about " : "",
                        faces.images(),
                        faces.identities(),
                        faces.ages());
            }
            faces.missing().forEach(this::printMissing);
        }
        for (FoundTestSet set : survey.testSets()) {
            console.print(
                    "test set  %s%s",
                    set.name(),
                    set.complete().isPresent() ? "  " + set.complete().getAsInt() + " pairs" : "");
            console.print("          %s", set.pairs());
            set.missing().forEach(this::printMissing);
        }
        if (survey.isEmpty()) {
            console.print("No faces were found.");
        }
        if (!survey.missing().isEmpty()) {
            console.print("missing");
            survey.missing().forEach(this::printMissing);
        }
        if (add) {
            console.print(
                    "Added to the workspace: %s",
                    added.isEmpty()
                            ? "nothing"
                            : String.join(", ", added.stream().map(KnownDataset::name).toList()));
        }
    }

    private void printMissing(String sentence) {
        console.print("        - %s", sentence);
    }

    private static ObjectNode asJson(DatasetSurvey survey, List<KnownDataset> added) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("folder", survey.folder().toString());
        ArrayNode sets = node.putArray("faces");
        for (FoundFaces faces : survey.faces()) {
            ObjectNode set = sets.addObject();
            set.put("name", faces.name());
            set.put("root", faces.root().toString());
            set.put("layout", faces.kind().name().toLowerCase(Locale.ROOT));
            set.put("for_tests", faces.forTests());
            set.put("identities", faces.identities());
            set.put("images", faces.images());
            set.put("estimated", faces.estimated());
            faces.ageLabels().ifPresent(file -> set.put("age_labels", file.toString()));
            set.put("ages", faces.ages());
            faces.missing().forEach(set.putArray("missing")::add);
        }
        ArrayNode tests = node.putArray("test_sets");
        for (FoundTestSet test : survey.testSets()) {
            ObjectNode set = tests.addObject();
            set.put("name", test.name());
            set.put("pairs", test.pairs().toString());
            set.put("images", test.images().toString());
            test.complete().ifPresent(pairs -> set.put("complete_pairs", pairs));
            test.missing().forEach(set.putArray("missing")::add);
        }
        survey.archives().forEach(file -> node.withArray("archives").add(file.toString()));
        survey.missing().forEach(node.putArray("missing")::add);
        added.forEach(dataset -> node.withArray("added").add(dataset.name()));
        return node;
    }
}
