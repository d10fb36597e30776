package dev.interproto.training;

import dev.interproto.common.Progress;
import dev.interproto.dataset.ChildRule;
import dev.interproto.dataset.DatasetFingerprint;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.Sampling;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a training takes from its dataset beside the images.
 *
 * @param identities names, in the order of the prototypes
 * @param children which of them are child identities, ascending
 * @param ages fingerprint of every image's age, where the training depends on single ages; else
 *     empty
 */
record LearntFrom(List<String> identities, int[] children, String ages) {

    static LearntFrom of(FaceDataset dataset, TrainingConfiguration configuration) {
        return new LearntFrom(
                IntStream.range(0, dataset.identityCount())
                        .mapToObj(dataset::identityName)
                        .toList(),
                new ChildRule(configuration.childAge(), configuration.childFilter())
                        .childIdentities(dataset),
                needsAges(configuration) ? DatasetFingerprint.ofAges(dataset, Progress.NONE) : "");
    }

    /** A head may learn from them, and a sampling may tell images of children by them. */
    private static boolean needsAges(TrainingConfiguration configuration) {
        return configuration.head().learnsFromAges()
                || configuration.refinements().sampling().kind() == Sampling.Kind.CHILD_SHARE;
    }
}
