package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.projection.TsneBenchmark;
import dev.interproto.training.ProcessMemory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interproto benchmark tsne}: a map by its stages. */
@Command(
        name = "tsne",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measure how long a map by t-SNE takes, stage by stage, and how good it is: 1,000"
                        + " iterations at a perplexity of 30 over made-up prototypes.")
final class BenchmarkTsneCommand implements Callable<Integer> {
    private static final double MEGABYTE = 1 << 20;

    private final Console console;

    @Option(
            names = "--points",
            paramLabel = "N",
            defaultValue = "5000",
            description = "on the map (default: ${DEFAULT-VALUE})")
    private int points;

    @Option(
            names = "--dimension",
            paramLabel = "N",
            defaultValue = "512",
            description = "of the prototypes (default: ${DEFAULT-VALUE})")
    private int dimension;

    @Mixin private NeighboursOption neighbours = new NeighboursOption();

    @Mixin private JsonOption json;

    BenchmarkTsneCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TsneBenchmark result =
                TsneBenchmark.run(points, dimension, neighbours.search(), console.progress());
        long peak = ProcessMemory.peak();
        json.print(
                console,
                () ->
                        ((ObjectNode) Json.mapper().valueToTree(result))
                                .put("peak_memory_bytes", peak),
                () -> {
                    print(result);
                    console.print("memory         %.0f MiB at most", peak / MEGABYTE);
                });
        return 0;
    }

    private void print(TsneBenchmark r) {
        console.print(
                "%d points of %d dimensions, %d thread%s",
                r.points(), r.dimension(), r.threads(), r.threads() == 1 ? "" : "s");
        console.print("time           %.2f s", r.seconds());
        console.print("  neighbours   %.2f s", r.neighbourSeconds());
        console.print("  affinities   %.2f s", r.affinitySeconds());
        console.print("  start        %.2f s", r.startSeconds());
        console.print("  iterations   %.2f s", r.optimiserSeconds());
        console.print("KL divergence  %.4f", r.klDivergence());
        r.trustworthiness()
                .ifPresent(
                        trust ->
                                console.print(
                                        "trustworthy    %.4f at %d neighbours of %d points",
                                        trust.value(), trust.neighbours(), trust.points()));
        r.neighbourRecall().ifPresent(recall -> console.print("neighbours     %s", recall));
    }
}
