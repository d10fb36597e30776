package dev.interproto.desktop.verification;

import dev.interproto.common.Progress;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.TestSetRequest;

/** Scores a pair list with the network of a run or model and keeps the result in its folder. */
@FunctionalInterface
interface Evaluator {

    /**
     * @param flip whether mirror images are embedded too
     * @param checkpoint file name in the run's checkpoints, or the model's file
     * @throws dev.interproto.common.UserFacingException where something is missing or damaged
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    StoredEvaluation evaluate(
            ModelHome model,
            String checkpoint,
            TestSetRequest testSet,
            boolean flip,
            Progress progress);
}
