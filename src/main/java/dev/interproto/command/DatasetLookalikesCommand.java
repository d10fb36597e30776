package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.workspace.job.DatasetOpening;
import dev.interproto.workspace.job.Lookalikes;
import dev.interproto.workspace.job.LookalikesJob;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interproto dataset lookalikes}. */
@Command(
        name = "lookalikes",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Find identities that a network takes for the same person, and images that it would"
                    + " file under another identity.",
            "All images are embedded. What is listed is to be looked at: children and siblings look"
                    + " alike, too."
        })
final class DatasetLookalikesCommand implements Callable<Integer> {
    private static final int LISTED = 20;

    private final Console console;

    @Parameters(paramLabel = "DIR", description = "the dataset")
    private Path folder;

    @Mixin private ModelOptions model;

    @Option(
            names = "--threshold",
            paramLabel = "COSINE",
            description =
                    "similarity of two identities' mean embeddings from which they are listed"
                            + " (default: that of an image and its own identity, the median)")
    private Double threshold;

    @Option(names = "--out", paramLabel = "FILE.csv", description = "gets one line a pair")
    private Path out;

    @Mixin private JsonOption json;

    DatasetLookalikesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        FaceDataset dataset =
                new DatasetOpening(model.workspace())
                        .open(folder, Optional.empty(), console.progress());
        Lookalikes found =
                new LookalikesJob(
                                model.home(), model.checkpoint(), model.device(), model.precision())
                        .run(
                                dataset,
                                threshold == null
                                        ? OptionalDouble.empty()
                                        : OptionalDouble.of(threshold),
                                console.progress());
        if (out != null) {
            CsvOutput.write(out, Lookalikes.csv(dataset, found.pairs()));
        }
        json.print(console, () -> asJson(dataset, found), () -> print(dataset, found));
        return 0;
    }

    private static ObjectNode asJson(FaceDataset dataset, Lookalikes found) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("root", dataset.root().toString());
        node.put("identities", found.compared());
        node.put("threshold", found.threshold());
        if (!Double.isNaN(found.typical())) {
            node.put("typical_own_similarity", found.typical());
        }
        node.put("pairs", found.pairCount());
        ArrayNode pairs = node.putArray("pair_list");
        for (Lookalikes.Pair pair : found.pairs()) {
            pairs.addObject()
                    .put("identity", dataset.identityName(pair.first()))
                    .put("looks_like", dataset.identityName(pair.second()))
                    .put("cosine", pair.cosine());
        }
        ArrayNode misplaced = node.putArray("misplaced_images");
        for (Lookalikes.Misplaced image : found.misplaced()) {
            misplaced
                    .addObject()
                    .put("path", dataset.images().relativeName(image.sample()))
                    .put("own_similarity", image.own())
                    .put("looks_like", dataset.identityName(image.other()))
                    .put("similarity", image.otherCosine());
        }
        return node;
    }

    private void print(FaceDataset dataset, Lookalikes found) {
        console.print("identities        %d compared", found.compared());
        console.print(
                "own similarity    %.4f (median of an image and its identity's others)",
                found.typical());
        console.print(
                "same person?      %d pairs of identities at %.4f or above",
                found.pairCount(), found.threshold());
        found.pairs().stream()
                .limit(LISTED)
                .forEach(
                        pair ->
                                console.print(
                                        "  %.4f  %s = %s",
                                        pair.cosine(),
                                        dataset.identityName(pair.first()),
                                        dataset.identityName(pair.second())));
        console.print(
                "misplaced?        %d images nearer to another identity", found.misplaced().size());
        found.misplaced().stream()
                .limit(LISTED)
                .forEach(
                        image ->
                                console.print(
                                        "  %s  %.4f with its own, %.4f with %s",
                                        dataset.images().relativeName(image.sample()),
                                        image.own(),
                                        image.otherCosine(),
                                        dataset.identityName(image.other())));
    }
}
