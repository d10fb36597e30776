package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.projection.TsneOptions;
import dev.interproto.workspace.job.PrototypeMapJob;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interproto tsne}: a map of a run's prototypes, or of vectors of one's own. */
@Command(
        name = "tsne",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Lay out prototypes, or other vectors, on a plane by t-SNE.")
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
    private Optional<String> checkpoint;

    @Option(
            names = "--out",
            paramLabel = "FILE.csv",
            required = true,
            description = "gets name, x, y, child")
    private Path out;

    @Option(names = "--image", paramLabel = "FILE.png", description = "picture, PNG or SVG")
    private Path image;

    @Option(
            names = "--perplexity",
            defaultValue = "30",
            description = "effective number of neighbours (default: ${DEFAULT-VALUE})")
    private double perplexity;

    @Option(
            names = "--iterations",
            defaultValue = "1000",
            description = "of the optimiser (default: ${DEFAULT-VALUE})")
    private int iterations;

    @Option(
            names = "--seed",
            defaultValue = "0",
            description = "of everything random (default: ${DEFAULT-VALUE})")
    private long seed;

    @Mixin private WorkspaceOption workspace;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    TsneCommand(Console console) {
        this.console = console;
    }

    /** One of the two. */
    static final class Source {
        @Option(names = "--run", paramLabel = "NAME", description = "a run's prototypes")
        private String run;

        @Option(
                names = "--vectors",
                paramLabel = "FILE.csv",
                description = "one vector a line, numbers only, header allowed")
        private Path vectors;
    }

    @Override
    public Integer call() {
        if (!(perplexity >= 1 && perplexity < 1e6) || iterations < 0) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--perplexity must be 1 or more and --iterations 0 or more");
        }
        if (checkpoint.isPresent() && source.run == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--checkpoint is for --run: vectors have none");
        }
        TsneOptions options =
                TsneOptions.defaults()
                        .withPerplexity(perplexity)
                        .withIterations(iterations)
                        .withSeed(seed);
        PrototypeMapJob job =
                source.run != null
                        ? PrototypeMapJob.ofRun(
                                workspace.open().run(source.run),
                                checkpoint.orElse("last"),
                                options)
                        : PrototypeMapJob.ofVectors(source.vectors, options);
        PrototypeMapJob.Result result =
                job.run(Optional.of(out), Optional.ofNullable(image), console.progress());
        if (json) {
            ObjectNode node = Json.mapper().createObjectNode();
            node.put("points", result.points());
            node.put("seconds", result.seconds());
            node.put("kl_divergence", result.klDivergence());
            node.put("iterations", result.iterations());
            node.put("perplexity", result.perplexity());
            node.put("seed", seed);
            node.put("out", out.toString());
            console.printJson(node);
        } else {
            console.print(
                    "%d points in %.1f s, KL divergence %.4f (perplexity %s, %d iterations, seed"
                            + " %d), written to %s",
                    result.points(),
                    result.seconds(),
                    result.klDivergence(),
                    result.perplexity(),
                    result.iterations(),
                    seed,
                    out);
        }
        return 0;
    }
}
