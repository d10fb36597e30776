package dev.interproto.desktop.verification;

import dev.interproto.common.Progress;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.TestSetRequest;

/** Scores a pair list with a run's network and keeps the result in the run's folder. */
@FunctionalInterface
interface Evaluator {

    /**
     * @param checkpoint file name in the run's checkpoints
     * @throws dev.interproto.common.UserFacingException where something is missing or damaged
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    StoredEvaluation evaluate(
            String run, String checkpoint, TestSetRequest testSet, Progress progress);
}
