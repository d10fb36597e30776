package dev.interproto.workspace.sweep;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.verification.PairedDraws;
import dev.interproto.verification.ScoredNetwork;
import dev.interproto.verification.VerificationOptions;
import dev.interproto.workspace.StoredEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bootstrap draws behind a comparison table's intervals. They take seconds, so a table asks for
 * what there is, and is made again when {@link #makeWanted} has made the rest. Thread-safe.
 */
public final class SweepDraws {
    private final Map<String, Made> made = new ConcurrentHashMap<>();
    private final Map<String, List<BestEvaluations.Found>> wanted = new ConcurrentHashMap<>();

    private record Made(List<BestEvaluations.Found> of, Optional<PairedDraws> draws) {}

    /**
     * @param found evaluations of one test set, numbered in this order in the draws
     * @return empty where they are not made yet, and where the evaluations share no pairs of both
     *     kinds
     */
    Optional<PairedDraws> get(String testSet, List<BestEvaluations.Found> found) {
        Made known = made.get(testSet);
        if (known != null && known.of().equals(found)) {
            return known.draws();
        }
        if (!found.isEmpty()) {
            wanted.put(testSet, List.copyOf(found));
        }
        return Optional.empty();
    }

    /** Whether a table asked for draws that are not made. */
    public boolean hasWanted() {
        return !wanted.isEmpty();
    }

    /**
     * Makes what was asked for.
     *
     * @throws UserFacingException where a table of pairs cannot be read; it is not asked for again
     *     then
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public void makeWanted(Progress progress) {
        for (String testSet : List.copyOf(wanted.keySet())) {
            List<BestEvaluations.Found> found = wanted.remove(testSet);
            made.put(testSet, new Made(found, Optional.empty()));
            made.put(testSet, new Made(found, draws(found, progress)));
        }
    }

    private static Optional<PairedDraws> draws(
            List<BestEvaluations.Found> found, Progress progress) {
        List<ScoredNetwork> networks = new ArrayList<>();
        boolean folds = true;
        for (BestEvaluations.Found one : found) {
            StoredEvaluation stored =
                    StoredEvaluation.read(one.folder()).orElseThrow(() -> damaged(one));
            folds &= !stored.report().listFolds();
            networks.add(stored.network());
        }
        return PairedDraws.of(networks, folds, VerificationOptions.DEFAULT, progress);
    }

    private static UserFacingException damaged(BestEvaluations.Found found) {
        return new UserFacingException(
                "The evaluation in " + found.folder() + " is damaged.",
                "The table has no intervals of its test set without it.",
                "Remove the folder and evaluate the sweep again.");
    }
}
