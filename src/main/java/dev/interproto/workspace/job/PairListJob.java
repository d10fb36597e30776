package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.pairs.BuiltPairs;
import dev.interproto.dataset.pairs.IdentityNames;
import dev.interproto.dataset.pairs.PairBuilder;
import dev.interproto.dataset.pairs.PairListWriter;
import dev.interproto.dataset.pairs.PairRule;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.TestSetRequest;
import dev.interproto.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Builds a test set of pairs from a dataset, writes it, and adds it to the test sets that the
 * workspace knows of the dataset, so that training and verification offer it.
 *
 * @param rule which pairs
 * @param seed of what is drawn
 * @param identities file of the identities whose pairs are built, one a line; empty for all
 * @param file the list; its recipe is written beside it
 */
public record PairListJob(PairRule rule, long seed, Optional<Path> identities, Path file) {

    /**
     * Builds and writes.
     *
     * @throws dev.interproto.common.UserFacingException where no pairs follow the rule, or the list
     *     cannot be written
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public PairListWriter.Written run(Workspace workspace, FaceDataset dataset, Progress progress) {
        FaceDataset chosen =
                identities.map(IdentityNames::read).map(n -> n.only(dataset)).orElse(dataset);
        BuiltPairs pairs = PairBuilder.build(chosen, rule, seed, progress.part(0, 0.7));
        PairListWriter.Written written =
                PairListWriter.write(file, pairs, identities, progress.part(0.7, 1));
        remember(
                workspace,
                dataset.root(),
                new TestSetRequest(absolute(file), absolute(dataset.root())));
        return written;
    }

    /** Adds a test set to a dataset that the workspace knows; others stay unknown. */
    public static void remember(Workspace workspace, Path root, TestSetRequest testSet) {
        change(
                workspace,
                root,
                known -> {
                    List<TestSetRequest> all = new ArrayList<>(known);
                    all.remove(testSet);
                    all.add(testSet);
                    return all;
                });
    }

    /** Takes a test set off those of a dataset; its file stays. */
    public static void forget(Workspace workspace, Path root, TestSetRequest testSet) {
        change(
                workspace,
                root,
                known -> known.stream().filter(other -> !other.equals(testSet)).toList());
    }

    private static void change(
            Workspace workspace, Path root, UnaryOperator<List<TestSetRequest>> change) {
        for (KnownDataset known : workspace.datasets().list()) {
            List<TestSetRequest> now = change.apply(known.testSets());
            if (absolute(known.root()).equals(absolute(root)) && !now.equals(known.testSets())) {
                workspace
                        .datasets()
                        .add(new KnownDataset(known.name(), known.root(), known.ageLabels(), now));
            }
        }
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
