package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.dataset.Problem;
import dev.interproto.workspace.job.EmbeddingJob;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interproto embed}: embeddings of a folder of faces as a NumPy archive. */
@Command(
        name = "embed",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Write the embeddings of a folder's faces as a NumPy archive.")
final class EmbedCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private ModelOptions model;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            required = true,
            description = "folder of aligned faces, searched at any depth")
    private Path images;

    @Option(
            names = "--out",
            paramLabel = "FILE.npz",
            required = true,
            description = "gets embeddings (float32, one row an image) and names")
    private Path out;

    @Mixin private JsonOption json;

    EmbedCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        EmbeddingJob.Result result =
                new EmbeddingJob(
                                model.home(),
                                model.checkpoint(),
                                images,
                                out,
                                model.device(),
                                model.precision())
                        .run(console.progress());
        json.print(
                console,
                () -> asJson(result),
                () ->
                        console.print(
                                "%d embeddings of %d numbers in %s",
                                result.images(), result.dimension(), result.file()));
        for (Problem problem : result.problems()) {
            console.note("left out: " + problem.where() + ": " + problem.what());
        }
        return 0;
    }

    private static ObjectNode asJson(EmbeddingJob.Result result) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("images", result.images());
        node.put("dimension", result.dimension());
        node.put("problems", result.problems().size());
        node.put("file", result.file().toString());
        return node;
    }
}
