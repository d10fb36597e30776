package dev.interproto.workspace.job;

import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.pairs.IdentityNames;
import dev.interproto.dataset.pairs.IdentitySplit;
import dev.interproto.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Splits a dataset's identities into those to train on and those to test with, and writes {@code
 * train.txt} and {@code test.txt}, a name a line.
 *
 * @param test which identities are tested
 * @param folder of the two files; empty: one of the workspace, beside what it keeps of the dataset
 */
public record IdentitySplitJob(Test test, Optional<Path> folder) {
    private static final String TRAIN = "train.txt";
    private static final String TESTED = "test.txt";

    /** Which identities are tested. */
    public sealed interface Test {
        /** A share drawn, 0 to 1, both excluded. */
        record Share(double share, long seed) implements Test {}

        /** From one name to another, such as {@code 021-041}. */
        record Ranges(List<String> ranges) implements Test {
            public Ranges {
                ranges = List.copyOf(ranges);
            }
        }

        /** Those of a file, a name a line. */
        record Listed(Path file) implements Test {}
    }

    /** One of the two files, and how much of the dataset it names. */
    public record Part(Path file, int identities, int images) {}

    /** What was written, and what a person should know about it. */
    public record Written(Part train, Part test, List<String> warnings) {}

    /**
     * Splits and writes. Lists of another split are never written over, as trainings and test sets
     * may have been made with them.
     *
     * @throws UserFacingException where the dataset cannot be split that way, or the folder holds
     *     another split or cannot be written
     */
    public Written run(Workspace workspace, FaceDataset dataset) {
        IdentitySplit split = split(dataset);
        Path to = folder.orElseGet(() -> own(workspace.datasetHome(dataset.root()), split));
        if (!isFreeFor(split, to)) {
            throw new UserFacingException(
                    "The folder " + to + " holds the lists of another split.",
                    "Trainings and test sets may have been made with them.",
                    "Choose another folder, or delete train.txt and test.txt there.");
        }
        Path train = to.resolve(TRAIN);
        Path tested = to.resolve(TESTED);
        split.train().write(train);
        split.test().write(tested);
        int trained = split.train().only(dataset).size();
        return new Written(
                new Part(train, split.train().names().size(), trained),
                new Part(tested, split.test().names().size(), dataset.size() - trained),
                warnings(dataset));
    }

    private IdentitySplit split(FaceDataset dataset) {
        if (test instanceof Test.Share drawn) {
            return IdentitySplit.byShare(dataset, drawn.share(), drawn.seed());
        }
        if (test instanceof Test.Ranges given) {
            return IdentitySplit.byRanges(dataset, given.ranges());
        }
        return IdentitySplit.byNames(dataset, IdentityNames.read(((Test.Listed) test).file()));
    }

    private List<String> warnings(FaceDataset dataset) {
        if (!(test instanceof Test.Listed listed)) {
            return List.of();
        }
        List<String> unknown = IdentityNames.read(listed.file()).notIn(dataset);
        return unknown.isEmpty()
                ? List.of()
                : List.of(
                        unknown.size()
                                + " names of "
                                + listed.file()
                                + " are no identities of the dataset, such as "
                                + unknown.get(0)
                                + ".");
    }

    /** {@code split}, or {@code split-2} and so on where that is another. */
    private static Path own(Path home, IdentitySplit split) {
        return IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> home.resolve(n == 1 ? "split" : "split-" + n))
                .filter(to -> isFreeFor(split, to))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFreeFor(IdentitySplit split, Path to) {
        return isFreeFor(split.train(), to.resolve(TRAIN))
                && isFreeFor(split.test(), to.resolve(TESTED));
    }

    private static boolean isFreeFor(IdentityNames names, Path file) {
        return Files.notExists(file) || names.isWrittenTo(file);
    }
}
