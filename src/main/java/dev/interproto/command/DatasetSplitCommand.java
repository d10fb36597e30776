package dev.interproto.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interproto.common.Json;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.pairs.IdentityNames;
import dev.interproto.dataset.pairs.IdentitySplit;
import dev.interproto.workspace.job.DatasetOpening;
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

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

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
        FaceDataset dataset =
                new DatasetOpening(workspace.open())
                        .open(data, Optional.empty(), console.progress());
        IdentitySplit split = split(dataset);
        Path train = out.resolve("train.txt");
        Path tested = out.resolve("test.txt");
        split.train().write(train);
        split.test().write(tested);
        FaceDataset rest = split.train().only(dataset);
        if (json) {
            ObjectNode node = Json.mapper().createObjectNode();
            put(node.putObject("train"), split.train(), rest.size(), train);
            put(node.putObject("test"), split.test(), dataset.size() - rest.size(), tested);
            console.printJson(node);
        } else {
            print("train", split.train(), rest.size(), train);
            print("test", split.test(), dataset.size() - rest.size(), tested);
        }
        return 0;
    }

    private IdentitySplit split(FaceDataset dataset) {
        if (test.share != null) {
            return IdentitySplit.byShare(dataset, test.share, seed);
        }
        if (test.identities == null) {
            return IdentitySplit.byRanges(dataset, test.ranges);
        }
        IdentityNames names = IdentityNames.read(test.identities);
        List<String> unknown = names.notIn(dataset);
        if (!unknown.isEmpty()) {
            console.note(
                    unknown.size()
                            + " names of "
                            + test.identities
                            + " are no identities of the dataset, such as "
                            + unknown.get(0)
                            + ".");
        }
        return IdentitySplit.byNames(dataset, names);
    }

    private static void put(ObjectNode node, IdentityNames names, int images, Path file) {
        node.put("identities", names.names().size());
        node.put("images", images);
        node.put("file", file.toAbsolutePath().normalize().toString());
    }

    private void print(String part, IdentityNames names, int images, Path file) {
        console.print(
                "%-6s %d identities, %d images  %s", part, names.names().size(), images, file);
    }
}
