package dev.interproto.workspace.sweep;

import dev.interproto.common.UserFacingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Brings a plan's paths into the form in which they survive the workspace being copied elsewhere:
 * relative to it where they lie below it, else absolute.
 */
record SweepPaths(Path workspace, Path beside) {

    /**
     * @throws UserFacingException for a path where nothing lies
     */
    SweepPlan settled(SweepPlan plan) {
        return plan.withDatasets(plan.datasets().stream().map(this::settled).toList());
    }

    private SweepPlan.Dataset settled(SweepPlan.Dataset dataset) {
        return new SweepPlan.Dataset(
                dataset.name(),
                settled(dataset.folder()),
                dataset.ageLabels().map(this::settled),
                dataset.testSets().stream()
                        .map(
                                set ->
                                        new SweepPlan.TestSet(
                                                settled(set.pairs()),
                                                set.images().map(this::settled)))
                        .toList());
    }

    private String settled(String text) {
        Path inside = workspace.resolve(text).normalize();
        Path found =
                Files.exists(inside) ? inside : beside.toAbsolutePath().resolve(text).normalize();
        if (text.isBlank() || !Files.exists(found)) {
            throw new UserFacingException(
                    text.isBlank() ? "A path of the sweep is empty." : found + " is not there.",
                    "The sweep could not train on it or be tested with it.",
                    "Give paths that are absolute, or relative to the workspace or the sweep's"
                            + " file.");
        }
        // With slashes, so that a workspace may move between systems.
        return found.startsWith(workspace)
                ? workspace.relativize(found).toString().replace('\\', '/')
                : found.toString();
    }
}
