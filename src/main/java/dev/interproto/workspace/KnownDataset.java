package dev.interproto.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A dataset folder that the workspace remembers.
 *
 * @param name shown to the person; unique in the workspace
 * @param root the folder of identity folders
 * @param ageLabels the age-label file, where there is one
 * @param testSets pair lists that belong to it
 */
public record KnownDataset(
        String name, Path root, Optional<Path> ageLabels, List<TestSetRequest> testSets) {
    public KnownDataset {
        testSets = testSets == null ? List.of() : List.copyOf(testSets);
        ageLabels = ageLabels == null ? Optional.empty() : ageLabels;
    }

    /** Without test sets. */
    public KnownDataset(String name, Path root, Optional<Path> ageLabels) {
        this(name, root, ageLabels, List.of());
    }
}
