package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.verification.Comparison;
import dev.interproto.verification.PhotoFaces;
import dev.interproto.workspace.job.ComparisonJob;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interproto compare}: are two photographs of one person? */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Compare the faces of two photographs with the network of a run or a model.")
final class CompareCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private ModelOptions model;

    @Parameters(index = "0", paramLabel = "PHOTO1")
    private Path first;

    @Parameters(index = "1", paramLabel = "PHOTO2")
    private Path second;

    @Option(
            names = "--face1",
            paramLabel = "N",
            defaultValue = "1",
            description = "which face of PHOTO1, from the largest (default: 1)")
    private int firstFace;

    @Option(
            names = "--face2",
            paramLabel = "N",
            defaultValue = "1",
            description = "which face of PHOTO2, from the largest (default: 1)")
    private int secondFace;

    @Option(
            names = "--yunet",
            paramLabel = "FILE",
            description =
                    "find faces with YuNet: its ONNX file (default: the built-in Haar cascades,"
                            + " frontal faces)")
    private Path yunet;

    @Mixin private JsonOption json;

    CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (ComparisonJob job =
                ComparisonJob.open(
                        model.home(),
                        model.checkpoint(),
                        model.device(),
                        model.precision(),
                        Optional.ofNullable(yunet))) {
            PhotoFaces facesOfFirst = job.find(first);
            PhotoFaces facesOfSecond = job.find(second);
            Comparison result =
                    job.compare(facesOfFirst, firstFace - 1, facesOfSecond, secondFace - 1);
            json.print(
                    console,
                    () -> asJson(result, facesOfFirst, facesOfSecond),
                    () -> print(result, facesOfFirst, facesOfSecond));
            return 0;
        }
    }

    private static ObjectNode asJson(Comparison result, PhotoFaces first, PhotoFaces second) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("similarity", result.similarity());
        if (result.threshold().isPresent()) {
            node.put("threshold", result.threshold().getAsDouble());
        } else {
            node.putNull("threshold");
        }
        if (result.same().isPresent()) {
            node.put("same", result.same().get());
        } else {
            node.putNull("same");
        }
        if (result.probability().isPresent()) {
            node.put("probability", result.probability().getAsDouble());
        } else {
            node.putNull("probability");
        }
        node.put("threshold_origin", result.thresholdOrigin());
        node.put("faces1", first.faces().size());
        node.put("faces2", second.faces().size());
        return node;
    }

    private void print(Comparison result, PhotoFaces first, PhotoFaces second) {
        several(first, firstFace, "--face1");
        several(second, secondFace, "--face2");
        console.print("similarity   %.4f", result.similarity());
        if (result.threshold().isPresent()) {
            console.print(
                    "threshold    %.4f (%s)",
                    result.threshold().getAsDouble(), result.thresholdOrigin());
            console.print(
                    "verdict      %s",
                    result.same().orElse(false) ? "the same person" : "two persons");
        } else {
            console.print("verdict      none: %s", result.thresholdOrigin());
        }
        result.probability()
                .ifPresent(p -> console.print("probability  %.1f %% the same person", 100 * p));
    }

    private void several(PhotoFaces photo, int chosen, String option) {
        if (photo.faces().size() > 1) {
            console.note(
                    photo.file().getFileName()
                            + ": "
                            + photo.faces().size()
                            + " faces, number "
                            + chosen
                            + " by size taken; "
                            + option
                            + " chooses another.");
        }
    }
}
