package dev.interproto.workspace.job;

import dev.interproto.verification.IdentificationImages;
import dev.interproto.workspace.ModelHome;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An identification as a person asks for it.
 *
 * @param model a run, or a model of the shelf
 * @param checkpoint of a run: {@code last}, {@code best-<test set>} or a file name in the run's
 *     checkpoints
 * @param data a dataset with people both as children and as adults
 * @param ageLabels its ages; without it the file names are looked at
 * @param distractors a dataset of further people, none of whom is in the first
 * @param rule who is a child, and the gap
 * @param device {@code auto}, {@code cpu} or {@code cuda}
 * @param precision {@code auto}, {@code float32} or {@code bfloat16}
 * @param flip whether each image's mirror image is embedded too (flip test-time augmentation)
 * @param out a further folder that gets all files
 */
public record IdentificationRequest(
        ModelHome model,
        String checkpoint,
        Path data,
        Optional<Path> ageLabels,
        Optional<Path> distractors,
        IdentificationImages.Rule rule,
        String device,
        String precision,
        boolean flip,
        Optional<Path> out) {}
