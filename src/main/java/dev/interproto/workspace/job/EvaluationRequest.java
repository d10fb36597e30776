package dev.interproto.workspace.job;

import dev.interproto.workspace.ModelHome;
import dev.interproto.workspace.TestSetRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

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
 * @param flip whether each image's mirror image is embedded too (flip test-time augmentation)
 * @param randomWeights seed of fresh weights that the model's backbone gets in place of its own, as
 *     a baseline; empty for its own
 * @param ageLabels ages of the images; without it the file names are looked at
 */
public record EvaluationRequest(
        ModelHome model,
        String checkpoint,
        TestSetRequest testSet,
        Optional<Path> out,
        String device,
        String precision,
        boolean flip,
        OptionalLong randomWeights,
        Optional<Path> ageLabels) {

    /** The checkpoint that did best on the test set: it was picked there, so it flatters. */
    public static final String BEST = RunModel.BEST;

    /** The first of the paper's. */
    public static final long RANDOM_SEED = 4885;

    /** The last checkpoint on whatever device there is. */
    public static EvaluationRequest of(ModelHome model, TestSetRequest testSet) {
        return of(model, "last", testSet);
    }

    /** A checkpoint on whatever device there is. */
    public static EvaluationRequest of(ModelHome model, String checkpoint, TestSetRequest testSet) {
        return new EvaluationRequest(
                model,
                checkpoint,
                testSet,
                Optional.empty(),
                "auto",
                "auto",
                false,
                OptionalLong.empty(),
                Optional.empty());
    }

    /** The same with the mirror images. */
    public EvaluationRequest withFlip(boolean wanted) {
        return new EvaluationRequest(
                model,
                checkpoint,
                testSet,
                out,
                device,
                precision,
                wanted,
                randomWeights,
                ageLabels);
    }

    /** The same with fresh weights of {@link #RANDOM_SEED} in place of the model's. */
    public EvaluationRequest withRandomWeights() {
        return new EvaluationRequest(
                model,
                checkpoint,
                testSet,
                out,
                device,
                precision,
                flip,
                OptionalLong.of(RANDOM_SEED),
                ageLabels);
    }
}
