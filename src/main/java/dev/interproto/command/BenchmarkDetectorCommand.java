package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.dataset.alignment.DetectorAccuracy;
import dev.interproto.face.FaceDetectors;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interproto benchmark detector}: a face detector against hand-placed points. */
@Command(
        name = "detector",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measure a face detector against hand-placed points: how many faces it finds, how"
                        + " far its landmarks are off as a share of the distance between the eyes,"
                        + " and how long it takes.")
final class BenchmarkDetectorCommand implements Callable<Integer> {
    private final Console console;

    @Spec private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "photographs with 68-point .pts files, such as FG-NET's")
    private Path data;

    @Mixin private DetectorOptions detector = new DetectorOptions();

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "that search at the same time (default: ${DEFAULT-VALUE})")
    private int threads;

    @Mixin private JsonOption json;

    BenchmarkDetectorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (threads < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--threads is a number of 1 or more.");
        }
        DetectorAccuracy.Result result;
        try (FaceDetectors detectors = detector.open()) {
            result =
                    new DetectorAccuracy(data, detectors, detector.selection(), threads)
                            .run(console.progress());
        }
        json.print(
                console,
                () ->
                        ((ObjectNode) Json.mapper().valueToTree(result))
                                .put("detection_rate", result.detectionRate()),
                () -> print(result));
        return 0;
    }

    private void print(DetectorAccuracy.Result r) {
        console.print(
                "%s on %d photographs%s",
                r.detector(),
                r.photographs(),
                r.leftOut() > 0 ? " (" + r.leftOut() + " left out, no usable points)" : "");
        console.print("faces found    %d (%.2f %%)", r.found(), 100 * r.detectionRate());
        console.print("chosen right   %d", r.chosenRight());
        console.print("other boxes    %d", r.otherBoxes());
        console.print("with landmarks %d", r.withLandmarks());
        console.print("error, eyes    %.2f %% of the eye distance", 100 * r.eyeError());
        console.print(
                "error, 5 points %.2f %% of the eye distance (median %.2f %%)",
                100 * r.fivePointError(), 100 * r.fivePointMedian());
        console.print(
                "time           %.1f ms a photograph and thread (%d thread%s)",
                r.milliseconds(), r.threads(), r.threads() == 1 ? "" : "s");
    }
}
