package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.dataset.alignment.AlignedImage;
import dev.interproto.dataset.alignment.AlignmentOptions;
import dev.interproto.dataset.alignment.AlignmentOutcome;
import dev.interproto.dataset.alignment.AlignmentReport;
import dev.interproto.dataset.alignment.FolderAlignment;
import dev.interproto.dataset.alignment.LandmarkSource;
import dev.interproto.face.FaceDetectors;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interproto dataset align}: photographs to faces of 112×112. */
@Command(
        name = "align",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Align every photograph of a folder to a face of 112 x 112.",
            "A stopped alignment goes on where it was when the command is given again. What became"
                    + " of each photograph stands in alignment.csv in the output folder."
        })
final class DatasetAlignCommand implements Callable<Integer> {
    private static final int LISTED = 20;

    private final Console console;

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "photographs, at any depth")
    private Path input;

    @Parameters(index = "1", paramLabel = "OUT", description = "folder for the faces")
    private Path output;

    @Option(
            names = "--landmarks",
            paramLabel = "SOURCE",
            defaultValue = "DETECT",
            description =
                    "pts: 68-point files beside the photographs; detect: a face detector (default:"
                            + " detect)")
    private LandmarkSource landmarks;

    @Mixin private DetectorOptions detector = new DetectorOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "png",
            description = "png or jpg (default: ${DEFAULT-VALUE})")
    private String format;

    @Option(
            names = "--quality",
            paramLabel = "Q",
            defaultValue = "" + AlignmentOptions.FaceFormat.USUAL_QUALITY,
            description = "of jpg, 1 to 100 (default: ${DEFAULT-VALUE})")
    private int quality;

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            defaultValue = "KEEP",
            description = "keep: folders as in DIR; flat: all faces in OUT itself (default: keep)")
    private AlignmentOptions.Layout layout;

    @Option(
            names = "--without-face",
            paramLabel = "WHAT",
            defaultValue = "SKIP",
            description =
                    "where no face can be taken: skip, or middle, the largest square of the"
                            + " photograph's middle (default: skip)")
    private AlignmentOptions.WithoutFace withoutFace;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "photographs at the same time (default: one a core)")
    private Integer threads;

    @Option(
            names = "--anew",
            description =
                    "delete the faces that an earlier alignment wrote into OUT, and begin anew")
    private boolean anew;

    @Option(names = "--list", description = "print every photograph without a face")
    private boolean list;

    @Mixin private JsonOption json;

    DatasetAlignCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        AlignmentOptions options = options();
        AlignmentReport report;
        try (FaceDetectors detectors = detector.open()) {
            FolderAlignment alignment = new FolderAlignment(input, output, options, detectors);
            if (anew) {
                alignment.deleteEarlier();
            }
            report = alignment.run(console.progress());
        }
        json.print(console, () -> asJson(report), () -> print(report));
        return report.faces() > 0 ? 0 : 1;
    }

    private AlignmentOptions options() {
        if (!List.of("png", "jpg").contains(format.toLowerCase(Locale.ROOT))) {
            throw wrong("--format is png or jpg.");
        }
        if (quality < 1 || quality > 100) {
            throw wrong("--quality is a number of 1 to 100.");
        }
        if (threads != null && threads < 1) {
            throw wrong("--threads is a number of 1 or more.");
        }
        return new AlignmentOptions(
                landmarks,
                detector.selection(),
                format.equalsIgnoreCase("png")
                        ? AlignmentOptions.FaceFormat.PNG
                        : AlignmentOptions.FaceFormat.jpeg(quality),
                layout,
                withoutFace,
                threads == null ? Runtime.getRuntime().availableProcessors() : threads);
    }

    private CommandLine.ParameterException wrong(String what) {
        return new CommandLine.ParameterException(spec.commandLine(), what);
    }

    private static ObjectNode asJson(AlignmentReport report) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("images", report.images());
        report.counts()
                .forEach(
                        (outcome, count) ->
                                node.put(outcome.name().toLowerCase(Locale.ROOT), count));
        node.put("kept", report.kept());
        node.put("out", report.output().toString());
        node.put("table", report.output().resolve(AlignmentReport.FILE_NAME).toString());
        return node;
    }

    private void print(AlignmentReport report) {
        report.counts()
                .forEach(
                        (outcome, count) -> {
                            if (count > 0) {
                                console.print("%-14s %d", words(outcome), count);
                            }
                        });
        if (report.kept() > 0) {
            console.print("%-14s %d", "done before", report.kept());
        }
        long without = report.images() - report.faces();
        try (Stream<AlignedImage> rows = report.rows()) {
            rows.filter(image -> !image.outcome().hasFace())
                    .limit(list ? Long.MAX_VALUE : LISTED)
                    .forEach(
                            image ->
                                    console.note(
                                            words(image.outcome())
                                                    + ": "
                                                    + image.image()
                                                    + " "
                                                    + image.detail()));
        }
        if (!list && without > LISTED) {
            console.note("… and " + (without - LISTED) + " more (--list prints all)");
        }
        console.print("All of them in %s", report.output().resolve(AlignmentReport.FILE_NAME));
    }

    private static String words(AlignmentOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
