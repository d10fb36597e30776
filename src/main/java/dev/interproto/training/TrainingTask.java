package dev.interproto.training;

import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.PairList;
import java.util.List;
import java.util.Optional;

/**
 * What a trainer is to do.
 *
 * @param dataset the training set
 * @param configuration what decides the result
 * @param testSets evaluated after each epoch; may be empty
 * @param checkpoints where the run's state is kept
 * @param resume go on from the last checkpoint where there is one; else start anew
 * @param init weights to start from; empty for fresh ones. Not looked at when going on from a
 *     checkpoint
 */
public record TrainingTask(
        FaceDataset dataset,
        TrainingConfiguration configuration,
        List<PairList> testSets,
        CheckpointStore checkpoints,
        boolean resume,
        Optional<SavedWeights> init) {
    public TrainingTask {
        testSets = List.copyOf(testSets);
    }

    /** With fresh weights. */
    public TrainingTask(
            FaceDataset dataset,
            TrainingConfiguration configuration,
            List<PairList> testSets,
            CheckpointStore checkpoints,
            boolean resume) {
        this(dataset, configuration, testSets, checkpoints, resume, Optional.empty());
    }
}
