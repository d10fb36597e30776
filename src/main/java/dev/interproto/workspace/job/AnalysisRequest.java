package dev.interproto.workspace.job;

import dev.interproto.workspace.ModelHome;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is analysed.
 *
 * @param model a run, or a model of the shelf
 * @param checkpoint of a run: {@code last}, {@code best-<test set>} or a file name in its
 *     checkpoints
 * @param data dataset; a run's own training set without one
 * @param ageLabels age-label file of {@code data}; without one, ages are looked for in file names
 * @param childAge an image below it is a child's; as the run was trained, else the paper's 13
 * @param childFilter child images that make a child identity; as the run was trained, else the
 *     paper's 10
 * @param identities at most as many child identities, and as many others, are compared
 * @param images at most as many images of each group are measured
 * @param seed of the samples
 * @param device {@code auto}, {@code cpu} or {@code cuda}
 * @param precision {@code auto}, {@code float32} or {@code bfloat16}
 * @param out folder that also gets everything
 */
public record AnalysisRequest(
        ModelHome model,
        String checkpoint,
        Optional<Path> data,
        Optional<Path> ageLabels,
        OptionalInt childAge,
        OptionalInt childFilter,
        int identities,
        int images,
        long seed,
        String device,
        String precision,
        Optional<Path> out) {}
