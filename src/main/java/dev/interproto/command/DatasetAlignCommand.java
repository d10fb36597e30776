package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.dataset.AlignedImage;
import dev.interproto.dataset.AlignmentOutcome;
import dev.interproto.dataset.AlignmentReport;
import dev.interproto.dataset.FolderAlignment;
import dev.interproto.dataset.LandmarkSource;
import dev.interproto.face.HaarFaceDetector;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interproto dataset align}: photographs to faces of 112×112. */
@Command(
        name = "align",
        mixinStandardHelpOptions = true,
        description = "Align every photograph of a folder to a face of 112 x 112.")
final class DatasetAlignCommand implements Callable<Integer> {
    private static final int LISTED = 20;

    private final Console console;

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

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    DatasetAlignCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        AlignmentReport report =
                new FolderAlignment(input, output, landmarks, HaarFaceDetector::new)
                        .run(console.progress());
        if (json) {
            ObjectNode node = Json.mapper().createObjectNode();
            node.put("images", report.images().size());
            report.counts()
                    .forEach(
                            (outcome, count) ->
                                    node.put(outcome.name().toLowerCase(Locale.ROOT), count));
            node.put("out", report.output().toString());
            console.printJson(node);
        } else {
            print(report);
        }
        boolean any = report.images().stream().anyMatch(image -> image.outcome().hasFace());
        return any ? 0 : 1;
    }

    private void print(AlignmentReport report) {
        report.counts()
                .forEach(
                        (outcome, count) -> {
                            if (count > 0) {
                                console.print("%-14s %d", words(outcome), count);
                            }
                        });
        List<AlignedImage> without =
                report.images().stream().filter(image -> !image.outcome().hasFace()).toList();
        for (AlignedImage image : without.subList(0, Math.min(LISTED, without.size()))) {
            console.note(words(image.outcome()) + ": " + image.image() + " " + image.detail());
        }
        if (without.size() > LISTED) {
            console.note("… and " + (without.size() - LISTED) + " more");
        }
        console.print("All of them in %s", report.output().resolve(AlignmentReport.FILE_NAME));
    }

    private static String words(AlignmentOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
