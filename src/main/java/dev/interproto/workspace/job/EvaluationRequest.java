package dev.interproto.workspace.job;

import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.TestSetRequest;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An evaluation as a person asks for it.
 *
 * @param model a run, or a model of the shelf
 * @param checkpoint of a run: {@code last}, {@code best} (on this very test set, so it flatters) or
 *     a file name in the run's checkpoints
 * @param testSet on what
 * @param out a further folder that gets the report and the pair table
 * @param device {@code auto}, {@code cpu} or {@code cuda}
 * @param precision {@code auto}, {@code float32} or {@code bfloat16}
 */
public record EvaluationRequest(
        ModelHome model,
        String checkpoint,
        TestSetRequest testSet,
        Optional<Path> out,
        String device,
        String precision) {

    /** The last checkpoint on whatever device there is. */
    public static EvaluationRequest of(ModelHome model, TestSetRequest testSet) {
        return new EvaluationRequest(model, "last", testSet, Optional.empty(), "auto", "auto");
    }
}
