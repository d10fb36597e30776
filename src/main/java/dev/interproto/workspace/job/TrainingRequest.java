package dev.interproto.workspace.job;

import dev.interproto.training.TrainingConfiguration;
import dev.interproto.workspace.RunFolder;
import dev.interproto.workspace.RunRecord;
import dev.interproto.workspace.TestSetRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A training as a person asks for it.
 *
 * @param run the run's name; a new one, or the one to go on with
 * @param configuration what decides the result; when resuming, only epochs, milestones, device and
 *     precision may differ from the run's own
 * @param data folder of identity folders
 * @param ageLabels age-label file; without one, ages are looked for in the file names
 * @param testSets evaluated after each epoch
 * @param resume go on from the run's last checkpoint
 */
public record TrainingRequest(
        String run,
        TrainingConfiguration configuration,
        Path data,
        Optional<Path> ageLabels,
        List<TestSetRequest> testSets,
        boolean resume) {
    public TrainingRequest {
        testSets = List.copyOf(testSets);
    }

    /**
     * Goes on with a run as it was set up.
     *
     * @throws dev.interproto.common.UserFacingException when its record cannot be read
     */
    public static TrainingRequest resuming(RunFolder run) {
        RunRecord record = run.record();
        String ages = record.data().ageLabels();
        return new TrainingRequest(
                run.name(),
                record.configuration(),
                Path.of(record.data().root()),
                ages.isEmpty() ? Optional.empty() : Optional.of(Path.of(ages)),
                record.testSets().stream()
                        .map(set -> new TestSetRequest(Path.of(set.pairs()), Path.of(set.images())))
                        .toList(),
                true);
    }

    /** The same with another configuration. */
    public TrainingRequest with(TrainingConfiguration other) {
        return new TrainingRequest(run, other, data, ageLabels, testSets, resume);
    }
}
