package dev.interproto.workspace.job;

import dev.interproto.dataset.FaceDataset;
import dev.interproto.dataset.PairList;
import java.util.List;

/**
 * What a look at a training's data gave before the start.
 *
 * @param dataset opened
 * @param testSets opened, in the order asked for
 * @param childIdentities by the configuration's rule, ascending
 * @param stepsPerEpoch batches
 * @param warnings what a person should know and can still start with, a sentence each
 */
public record TrainingCheck(
        FaceDataset dataset,
        List<PairList> testSets,
        List<Integer> childIdentities,
        int stepsPerEpoch,
        List<String> warnings) {
    public TrainingCheck {
        testSets = List.copyOf(testSets);
        childIdentities = List.copyOf(childIdentities);
        warnings = List.copyOf(warnings);
    }
}
