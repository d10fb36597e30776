package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.verification.ModelComparison;
import dev.interproto.verification.VerificationOptions;
import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.StoredEvaluation;
import java.util.stream.Collectors;

/**
 * Compares two evaluations on disk, pair by pair.
 *
 * @param first evaluation
 * @param second evaluation, whose figures less the first's are the differences
 */
public record EvaluationComparison(StoredEvaluation first, StoredEvaluation second) {

    /**
     * The evaluations of two runs or models on a test set.
     *
     * @throws UserFacingException where one has none
     */
    public static EvaluationComparison of(ModelHome first, ModelHome second, String testSet) {
        return new EvaluationComparison(evaluation(first, testSet), evaluation(second, testSet));
    }

    private static StoredEvaluation evaluation(ModelHome home, String testSet) {
        return home.evaluation(testSet)
                .orElseThrow(
                        () ->
                                new UserFacingException(
                                        home.name() + " has not been evaluated on " + testSet + ".",
                                        "It has been evaluated on: "
                                                + home.evaluations().stream()
                                                        .map(stored -> stored.report().testSet())
                                                        .collect(Collectors.joining(", "))
                                                + ".",
                                        "Evaluate it first (interproto evaluate)."));
    }

    /**
     * Compares.
     *
     * @throws UserFacingException where the two share no pairs, or a table cannot be read
     * @throws dev.interproto.common.CancelledException when cancelled
     */
    public ModelComparison run(Progress progress) {
        return ModelComparison.of(
                first.report().testSet(),
                first.network(),
                second.network(),
                !first.report().listFolds() && !second.report().listFolds(),
                VerificationOptions.DEFAULT,
                progress);
    }
}
