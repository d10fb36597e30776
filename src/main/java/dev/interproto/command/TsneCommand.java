package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.projection.MapSeries;
import dev.interproto.projection.Trustworthiness;
import dev.interproto.projection.TsneOptions;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.StoredMapSeries;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.DatasetOpening;
import dev.interproto.workspace.job.PrototypeMapJob;
import dev.interproto.workspace.job.ThroughTrainingJob;
import dev.interproto.workspace.report.MapFigure;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code interproto tsne}: a map of a model's prototypes or identities, or of vectors of one's own.
 */
@Command(
        name = "tsne",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Lay out prototypes, means of identities, or other vectors, on a plane by t-SNE.")
final class TsneCommand implements Callable<Integer> {
    private final Console console;

    @Spec private CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Source source;

    @Option(
            names = "--checkpoint",
            paramLabel = "NAME",
            description =
                    "of the run: last, best-<test set> (picked on that very set) or a file name"
                            + " (default: last)")
    private String checkpoint;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "map the mean embedding of each identity of this folder instead of the"
                            + " prototypes")
    private Path data;

    @Option(
            names = "--age-labels",
            paramLabel = "FILE",
            description = "ages of --data: MTLFace list or CSV (default: from the file names)")
    private Path ageLabels;

    @Option(
            names = "--through-training",
            description =
                    "map the prototypes that the run kept of each epoch, each map from where the"
                            + " last one ended; --out is a folder that gets maps.csv, figures.csv,"
                            + " a picture an epoch and a moving one")
    private boolean throughTraining;

    @Option(
            names = "--out",
            paramLabel = "FILE.csv",
            required = true,
            description = "gets name, x, y, child (with --through-training: a folder)")
    private Path out;

    @Option(names = "--image", paramLabel = "FILE.png", description = "picture, PNG or SVG")
    private Path image;

    @Mixin private LayoutOptions layout = new LayoutOptions();

    @Option(
            names = "--start",
            paramLabel = "KIND",
            defaultValue = "pca",
            description =
                    "where the points start: pca, spectral (the neighbours' graph) or random"
                            + " (default: ${DEFAULT-VALUE})")
    private TsneOptions.Initialisation start;

    @Mixin private NeighboursOption neighbours = new NeighboursOption();

    @Mixin private WorkspaceOption workspace;

    @Mixin private ArithmeticOptions arithmetic = new ArithmeticOptions();

    @Mixin private JsonOption json;

    TsneCommand(Console console) {
        this.console = console;
    }

    /** A run, a model, or a table of vectors. */
    static final class Source extends ModelOptions.Which {
        @Option(
                names = "--vectors",
                paramLabel = "FILE.csv",
                description = "one vector a line, numbers only, header allowed")
        private Path vectors;
    }

    @Override
    public Integer call() {
        TsneOptions options =
                layout.options().withInitialisation(start).withNeighbours(neighbours.search());
        String which = source.checkpoint(checkpoint, spec);
        if (data != null && !source.isGiven()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--data is for --run and --model: vectors stay as they are");
        }
        if (throughTraining) {
            return throughTraining(options);
        }
        PrototypeMapJob.Result result =
                job(which, options)
                        .run(Optional.of(out), Optional.ofNullable(image), console.progress());
        json.print(console, () -> asJson(result), () -> print(result));
        return 0;
    }

    private static String text(Trustworthiness trust) {
        return String.format(
                Locale.ROOT,
                ", trustworthiness %.4f at %d neighbours of %d points",
                trust.value(),
                trust.neighbours(),
                trust.points());
    }

    private int throughTraining(TsneOptions options) {
        if (checkpoint != null || data != null || image != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--through-training takes all epochs and draws its own pictures: leave out"
                            + " --checkpoint, --data and --image");
        }
        if (!source.isGiven() || !(source.home(workspace.open()) instanceof RunFolder run)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--through-training is for --run");
        }
        StoredMapSeries stored =
                new ThroughTrainingJob(run, options).run(console.progress(), growing -> {});
        ThroughTrainingJob.export(run, stored, out);
        json.print(
                console,
                () ->
                        ((ObjectNode) Json.mapper().valueToTree(stored.facts()))
                                .put("out", out.toString()),
                () -> print(stored));
        return 0;
    }

    private ObjectNode asJson(PrototypeMapJob.Result result) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("points", result.points());
        node.put("seconds", result.seconds());
        node.put("kl_divergence", result.klDivergence());
        result.trustworthiness()
                .ifPresent(trust -> node.set("trustworthiness", Json.mapper().valueToTree(trust)));
        result.neighbourRecall()
                .ifPresent(
                        recall -> node.set("neighbour_recall", Json.mapper().valueToTree(recall)));
        node.put("iterations", result.iterations());
        node.put("perplexity", result.perplexity());
        node.put("seed", layout.seed());
        node.put("out", out.toString());
        return node;
    }

    private void print(PrototypeMapJob.Result result) {
        console.print(
                "%d points in %.1f s, KL divergence %.4f%s%s (perplexity %s, %d iterations, seed"
                        + " %d), written to %s",
                result.points(),
                result.seconds(),
                result.klDivergence(),
                result.trustworthiness().map(TsneCommand::text).orElse(""),
                result.neighbourRecall()
                        .map(recall -> ", neighbours approximate: " + recall)
                        .orElse(""),
                result.perplexity(),
                result.iterations(),
                layout.seed(),
                out);
    }

    private void print(StoredMapSeries stored) {
        MapSeries series = stored.series();
        for (MapSeries.Frame frame : series.frames()) {
            console.print(
                    "epoch %d: %s, KL divergence %.4f%s",
                    frame.epoch(),
                    MapFigure.numbers(frame.quality()),
                    frame.klDivergence(),
                    frame.trustworthiness().map(TsneCommand::text).orElse(""));
        }
        console.print(
                "%d of %d identities (%d of %d child) over %d epochs in %.1f s, written to %s",
                series.identities().size(),
                stored.facts().ofIdentities(),
                series.at(0).childCount(),
                stored.facts().ofChildren(),
                series.frames().size(),
                stored.facts().seconds(),
                out);
    }

    private PrototypeMapJob job(String which, TsneOptions options) {
        if (!source.isGiven()) {
            return PrototypeMapJob.ofVectors(source.vectors, options);
        }
        Workspace opened = workspace.open();
        ModelHome home = source.home(opened);
        return data == null
                ? PrototypeMapJob.of(home, which, options)
                : PrototypeMapJob.ofIdentities(
                        new DatasetOpening(opened),
                        home,
                        which,
                        data,
                        Optional.ofNullable(ageLabels),
                        arithmetic.device(),
                        arithmetic.precision(),
                        options);
    }
}
