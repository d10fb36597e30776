package dev.interproto.desktop.verification;

import dev.interproto.common.Progress;
import dev.interproto.workspace.StoredEvaluation;
import dev.interproto.workspace.job.EvaluationRequest;

/** Scores a pair list with the network of a run or model and keeps the result in its folder. */
@FunctionalInterface
interface Evaluator {

    /**
     * @throws dev.interproto.common.UserFacingException where something is missing or damaged
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    StoredEvaluation evaluate(EvaluationRequest request, Progress progress);
}
