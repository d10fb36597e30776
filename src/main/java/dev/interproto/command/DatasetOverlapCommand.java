package dev.interproto.command;

import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.duplicate.Overlap;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.job.DatasetOpening;
import dev.interproto.workspace.job.OverlapCheck;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interproto dataset overlap}. */
@Command(
        name = "overlap",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Find images of a test set that are in a training set, also as near or mirrored copies,"
                    + " and identities of one name.",
            "The test set is a pair list (--pairs and --images) or a second dataset. Both are read"
                    + " once; the checksums are kept."
        })
final class DatasetOverlapCommand implements Callable<Integer> {
    private static final int LISTED = 20;

    private final Console console;

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "TRAIN", description = "the training set")
    private Path training;

    @Parameters(
            index = "1",
            paramLabel = "TEST",
            arity = "0..1",
            description = "a dataset to test on")
    private Path test;

    @Option(names = "--pairs", paramLabel = "FILE", description = "pair list")
    private Path pairs;

    @Option(names = "--images", paramLabel = "DIR", description = "folder of its images")
    private Path images;

    @Mixin private WorkspaceOption workspace;

    @Mixin private JsonOption json;

    DatasetOverlapCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean list = pairs != null && images != null;
        if (list == (test != null) || (pairs == null) != (images == null)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Name a second dataset, or --pairs and --images.");
        }
        DatasetOpening opening = new DatasetOpening(workspace.open());
        FaceDataset trained = opening.open(training, Optional.empty(), console.progress());
        OverlapCheck check = new OverlapCheck(opening, OverlapCheck.Depth.FULL);
        Overlap overlap =
                list
                        ? check.between(
                                trained,
                                DatasetOpening.open(
                                        new TestSetRequest(pairs, images), console.progress()),
                                console.progress())
                        : check.between(
                                trained,
                                opening.open(test, Optional.empty(), console.progress()),
                                console.progress());
        json.print(console, () -> overlap, () -> print(overlap));
        return 0;
    }

    private void print(Overlap overlap) {
        console.print("test images        %d", overlap.testImages());
        console.print(
                "in the training    %d (%d byte for byte, %d near or mirrored copies)",
                overlap.exact() + overlap.near(), overlap.exact(), overlap.near());
        console.print("shared identities  %d (by name)", overlap.sharedIdentities());
        overlap.examples().stream()
                .limit(LISTED)
                .forEach(
                        example ->
                                console.print(
                                        "  %-8s %s = %s",
                                        example.kind().name().toLowerCase(Locale.ROOT),
                                        example.test(),
                                        example.training()));
        overlap.sentences().forEach(console::note);
    }
}
