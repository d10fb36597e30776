package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.verification.analysis.Analysis;
import dev.interproto.verification.analysis.AnalysisOptions;
import dev.interproto.workspace.StoredAnalysis;
import dev.interproto.workspace.job.AnalysisJob;
import dev.interproto.workspace.job.AnalysisRequest;
import dev.interproto.workspace.job.DatasetOpening;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interproto analyse}: what the authors look at beside accuracy. */
@Command(
        name = "analyse",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compare child and adult identities as a network sees them: similarity of prototypes"
                    + " and of identity means, angles of images to prototypes, by age.",
            "Identities and images are sampled by seed; every mean stands with its count."
        })
final class AnalyseCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private ModelOptions model;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "dataset to look at (default: what the run was trained on)")
    private Path data;

    @Option(
            names = "--age-labels",
            paramLabel = "FILE",
            description = "its ages: MTLFace list or CSV (default: from the file names)")
    private Path ageLabels;

    @Option(
            names = "--child-age",
            description = "an image below this age is a child's (default: the run's, else 13)")
    private Integer childAge;

    @Option(
            names = "--child-filter",
            description = "child images that make a child identity (default: the run's, else 10)")
    private Integer childFilter;

    @Option(
            names = "--identities",
            paramLabel = "N",
            defaultValue = "" + AnalysisOptions.IDENTITIES,
            description =
                    "child identities, and as many others, that are compared; all where there are"
                            + " fewer (default: ${DEFAULT-VALUE})")
    private int identities;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "" + AnalysisOptions.IMAGES,
            description =
                    "child images, adult images and images of each age whose angles are measured;"
                            + " all where there are fewer (default: ${DEFAULT-VALUE})")
    private int images;

    @Option(
            names = "--seed",
            defaultValue = "0",
            description = "of the samples (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "folder that also gets figures (PNG, SVG) and tables (CSV); they are kept in"
                            + " analyses/ of the run or model in any case")
    private Path out;

    @Mixin private JsonOption json;

    AnalyseCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        StoredAnalysis stored =
                new AnalysisJob(
                                new DatasetOpening(model.workspace()),
                                new AnalysisRequest(
                                        model.home(),
                                        model.checkpoint(),
                                        Optional.ofNullable(data),
                                        Optional.ofNullable(ageLabels),
                                        given(childAge),
                                        given(childFilter),
                                        identities,
                                        images,
                                        seed,
                                        model.device(),
                                        model.precision(),
                                        Optional.ofNullable(out)))
                        .run(console.progress());
        json.print(console, () -> asJson(stored), () -> print(stored));
        return 0;
    }

    private static OptionalInt given(Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static ObjectNode asJson(StoredAnalysis stored) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.set("origin", Json.mapper().valueToTree(stored.origin()));
        node.set("analysis", Json.mapper().valueToTree(stored.analysis()));
        node.put("folder", stored.folder().toString());
        return node;
    }

    private void print(StoredAnalysis stored) {
        Analysis analysis = stored.analysis();
        console.print(
                "%s%s",
                stored.origin().model(),
                stored.origin().data().map(root -> " on " + root).orElse(""));
        console.print(
                "children          below %d years; child identities have %d such images",
                analysis.options().rule().childAge(), analysis.options().rule().childFilter());
        for (Analysis.Measure line : analysis.measures()) {
            console.print(
                    "%-20s %-23s %9s ± %-8s %8d %s (%s)",
                    line.of(),
                    line.to(),
                    number(line.mean(), line.unit()),
                    number(line.std(), line.unit()),
                    line.count(),
                    line.unit().equals("cosine") ? "pairs" : "images",
                    line.sample());
        }
        analysis.notes().forEach(console::note);
        console.note("Written to " + stored.folder() + ".");
    }

    private static String number(OptionalDouble value, String unit) {
        if (value.isEmpty()) {
            return "none";
        }
        return unit.equals("cosine")
                ? String.format(Locale.ROOT, "%.4f", value.getAsDouble())
                : String.format(Locale.ROOT, "%.2f°", value.getAsDouble());
    }
}
