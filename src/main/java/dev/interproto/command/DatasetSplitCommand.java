package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.DatasetOpening;
import dev.interproto.workspace.job.IdentitySplitJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interproto dataset split}. */
@Command(
        name = "split",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Split a dataset's identities into those to train on and those to test with.",
            "Writes train.txt and test.txt, a name a line, for train --identities and dataset pairs"
                    + " build --identities."
        })
final class DatasetSplitCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "the dataset")
    private Path data;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Test test;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "folder for train.txt and test.txt")
    private Path out;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1234",
            description = "of the identities drawn (default: ${DEFAULT-VALUE})")
    private long seed;

    @Mixin private WorkspaceOption workspace;

    @Mixin private JsonOption json;

    DatasetSplitCommand(Console console) {
        this.console = console;
    }

    /** Which identities are tested. */
    static final class Test {
        @Option(
                names = "--test-share",
                paramLabel = "SHARE",
                description = "draw this share of the identities, such as 0.2")
        private Double share;

        @Option(
                names = "--test-identities",
                paramLabel = "FILE",
                description = "the identities of a file, a name a line")
        private Path identities;

        @Option(
                names = "--test-range",
                paramLabel = "FROM-TO",
                arity = "1..*",
                description = "from one name to another, such as 021-041")
        private List<String> ranges;
    }

    @Override
    public Integer call() {
        Workspace home = workspace.open();
        FaceDataset dataset =
                new DatasetOpening(home).open(data, Optional.empty(), console.progress());
        IdentitySplitJob.Written written =
                new IdentitySplitJob(wanted(), Optional.of(out)).run(home, dataset);
        written.warnings().forEach(console::note);
        json.print(
                console,
                () -> {
                    ObjectNode node = Json.mapper().createObjectNode();
                    put(node.putObject("train"), written.train());
                    put(node.putObject("test"), written.test());
                    return node;
                },
                () -> {
                    print("train", written.train());
                    print("test", written.test());
                });
        return 0;
    }

    private IdentitySplitJob.Test wanted() {
        if (test.share != null) {
            return new IdentitySplitJob.Test.Share(test.share, seed);
        }
        return test.identities == null
                ? new IdentitySplitJob.Test.Ranges(test.ranges)
                : new IdentitySplitJob.Test.Listed(test.identities);
    }

    private static void put(ObjectNode node, IdentitySplitJob.Part part) {
        node.put("identities", part.identities());
        node.put("images", part.images());
        node.put("file", part.file().toAbsolutePath().normalize().toString());
    }

    private void print(String name, IdentitySplitJob.Part part) {
        console.print(
                "%-6s %d identities, %d images  %s",
                name, part.identities(), part.images(), part.file());
    }
}
