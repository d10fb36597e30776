package dev.interproto.workspace.job;

import dev.interproto.common.UserFacingException;
import dev.interproto.training.Checkpoint;
import dev.interproto.training.CheckpointStore;
import dev.interproto.workspace.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which checkpoint of a run is meant. */
final class RunModel {
    static final String LAST = "last";
    static final String BEST = "best";

    private RunModel() {}

    /**
     * Finds and opens a checkpoint.
     *
     * @param which {@code last}, {@code best} or a file in the run's checkpoints, such as {@code
     *     best-<test set>}, with or without its ending
     * @param testSet whose best is meant
     * @throws UserFacingException where there is none
     */
    static Checkpoint open(RunFolder run, String which, Optional<String> testSet) {
        CheckpointStore store = new CheckpointStore(run.checkpoints());
        Optional<Path> file =
                switch (which) {
                    case LAST -> store.last();
                    case BEST -> testSet.flatMap(store::best);
                    default ->
                            Optional.of(run.checkpoints().resolve(fileName(which)))
                                    .filter(Files::isRegularFile);
                };
        return Checkpoint.open(file.orElseThrow(() -> missing(run, which, testSet)));
    }

    private static String fileName(String which) {
        return which.endsWith(".npz") ? which : which + ".npz";
    }

    private static UserFacingException missing(
            RunFolder run, String which, Optional<String> testSet) {
        if (which.equals(BEST) && testSet.isEmpty()) {
            return new UserFacingException(
                    "\"" + BEST + "\" does not say on which test set.",
                    "The run \""
                            + run.name()
                            + "\" keeps a best checkpoint for each test set evaluated while"
                            + " training: "
                            + (run.record().best().isEmpty()
                                    ? "none."
                                    : String.join(", ", run.record().best().keySet()) + "."),
                    "Name it, as in best-NAME, or use the last checkpoint.");
        }
        if (which.equals(BEST)) {
            return new UserFacingException(
                    "The run \""
                            + run.name()
                            + "\" has no best checkpoint"
                            + testSet.map(set -> " of " + set).orElseThrow()
                            + ".",
                    "A best checkpoint is kept for the test sets evaluated while training only.",
                    "Use the last checkpoint, or train with this test set.");
        }
        return new UserFacingException(
                "The run \"" + run.name() + "\" has no checkpoint \"" + which + "\".",
                "There are no weights to work with: a checkpoint is written at each epoch's end and"
                        + " when training stops.",
                "Train the run for at least an epoch, or choose another run.");
    }
}
