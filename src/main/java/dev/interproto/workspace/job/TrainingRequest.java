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
 * @param init a model whose weights it starts from; when resuming, only where there is no
 *     checkpoint yet
 * @param identities file of the identities to train on, one a line; empty for all of them
 */
public record TrainingRequest(
        String run,
        TrainingConfiguration configuration,
        Path data,
        Optional<Path> ageLabels,
        List<TestSetRequest> testSets,
        boolean resume,
        Optional<Init> init,
        Optional<Path> identities) {
    public TrainingRequest {
        testSets = List.copyOf(testSets);
    }

    /** With fresh weights. */
    public TrainingRequest(
            String run,
            TrainingConfiguration configuration,
            Path data,
            Optional<Path> ageLabels,
            List<TestSetRequest> testSets,
            boolean resume) {
        this(run, configuration, data, ageLabels, testSets, resume, Optional.empty());
    }

    /** On all identities. */
    public TrainingRequest(
            String run,
            TrainingConfiguration configuration,
            Path data,
            Optional<Path> ageLabels,
            List<TestSetRequest> testSets,
            boolean resume,
            Optional<Init> init) {
        this(run, configuration, data, ageLabels, testSets, resume, init, Optional.empty());
    }

    /**
     * A model to start from, by name, so that a request outlives the model.
     *
     * @param name of a model of the shelf, or a run
     * @param checkpoint of the run; empty for a model of the shelf
     */
    public record Init(String name, Optional<String> checkpoint) {

        /** A model of the shelf. */
        public static Init ofModel(String name) {
            return new Init(name, Optional.empty());
        }

        /** A run's checkpoint: {@code last} or a file name. */
        public static Init ofRun(String name, String checkpoint) {
            return new Init(name, Optional.of(checkpoint));
        }

        private static Init of(RunRecord.StartingPoint point) {
            return point.model()
                    .map(Init::ofModel)
                    .orElseGet(
                            () -> ofRun(point.run().orElse(""), point.checkpoint().orElse("last")));
        }
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
                true,
                record.startedFrom().map(Init::of),
                record.data().identityList().map(Path::of));
    }

    /** The same with another configuration. */
    public TrainingRequest with(TrainingConfiguration other) {
        return new TrainingRequest(run, other, data, ageLabels, testSets, resume, init, identities);
    }
}
