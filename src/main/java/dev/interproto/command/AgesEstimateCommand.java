package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.face.Preprocessing;
import dev.interproto.verification.AgeOutput;
import dev.interproto.workspace.job.AgeEstimation;
import dev.interproto.workspace.job.AgeEstimationJob;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interproto dataset ages estimate}. */
@Command(
        name = "estimate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Estimate ages from the faces with an ONNX model of your choice. Its output is 1"
                        + " number (years), 3 (InsightFace's genderage: two of the sex, age/100) or"
                        + " one for each age from 0 on (such as DEX's 101). Estimates are marked as"
                        + " such, and taken away by: ages undo --estimates.")
final class AgesEstimateCommand implements Callable<Integer> {
    private static final int LISTED = 20;

    private final Console console;

    @Spec private CommandSpec spec;

    @Mixin private AgesDataset dataset;

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "ONNX file")
    private Path model;

    @Option(names = "--only-missing", description = "images without an age only (the default)")
    private boolean onlyMissing;

    @Option(names = "--all", description = "replace known ages by estimates, too")
    private boolean all;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "of a single number: years (the default) or hundredths (0.27 for 27)")
    private Unit unit;

    @Option(names = "--colours", paramLabel = "ORDER", description = "rgb or bgr (rgb)")
    private Preprocessing.ColourOrder colours;

    @Option(
            names = "--mean",
            paramLabel = "M",
            description = "subtracted from the pixels, 0 to 255 (127.5; genderage 0)")
    private Double mean;

    @Option(
            names = "--scale",
            paramLabel = "S",
            description = "multiplied afterwards (0.00784; genderage 1)")
    private Double scale;

    @Mixin private JsonOption json;

    /** What a single number means. */
    enum Unit {
        YEARS,
        HUNDREDTHS
    }

    AgesEstimateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (all && onlyMissing) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--all and --only-missing exclude each other.");
        }
        AgeEstimation asked = new AgeEstimation(model, preprocessing(), unit(), all);
        FaceDataset opened = dataset.open(console.progress().part(0, 0.1));
        AgeEstimationJob.Result result =
                new AgeEstimationJob(dataset.ages(opened), opened, asked)
                        .run(console.progress().part(0.1, 1));
        json.print(console, () -> asJson(result), () -> print(result));
        return result.estimated() > 0 && !result.cancelled() ? 0 : 1;
    }

    private static ObjectNode asJson(AgeEstimationJob.Result result) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("estimated", result.estimated());
        node.put("without_age", result.without());
        node.put("unreadable", result.problems().size());
        node.put("cancelled", result.cancelled());
        return node;
    }

    private void print(AgeEstimationJob.Result result) {
        console.print(
                "%d ages estimated%s", result.estimated(), result.cancelled() ? " so far" : "");
        if (result.without() > 0) {
            console.note("The model gave no age for " + result.without() + " images.");
        }
        result.problems().stream()
                .limit(LISTED)
                .forEach(problem -> console.note(problem.where() + ": " + problem.what()));
        console.print(
                "with age          %d%s",
                result.dataset().agedCount(), AgesText.bySource(result.dataset()));
    }

    private Optional<AgeOutput> unit() {
        return Optional.ofNullable(unit)
                .map(u -> u == Unit.YEARS ? AgeOutput.YEARS : AgeOutput.HUNDREDTHS);
    }

    private Optional<Preprocessing> preprocessing() {
        if (colours == null && mean == null && scale == null) {
            return Optional.empty();
        }
        Preprocessing standard = Preprocessing.STANDARD;
        try {
            return Optional.of(
                    new Preprocessing(
                            colours == null ? standard.colours() : colours,
                            mean == null ? standard.mean() : mean,
                            scale == null ? standard.scale() : scale,
                            standard.size()));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "This is no preprocessing: " + e.getMessage(), e);
        }
    }
}
