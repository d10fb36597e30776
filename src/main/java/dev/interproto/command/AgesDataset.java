package dev.interproto.command;

import dev.interproto.common.Progress;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.workspace.DatasetAges;
import dev.interproto.workspace.Workspace;
import dev.interproto.workspace.job.DatasetOpening;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The dataset whose ages a command changes. */
final class AgesDataset {
    @Parameters(index = "0", paramLabel = "DIR", description = "the dataset")
    private Path data;

    @Option(
            names = "--age-labels",
            paramLabel = "FILE",
            description = "age labels of the dataset (default: those it is known with)")
    private Path ageLabels;

    @Mixin private WorkspaceOption workspace;

    FaceDataset open(Progress progress) {
        return open(workspace.open(), data, Optional.ofNullable(ageLabels), progress);
    }

    /** With the age labels that the workspace knows for it, where none are given. */
    static FaceDataset open(
            Workspace workspace, Path data, Optional<Path> ageLabels, Progress progress) {
        Path root = data.toAbsolutePath().normalize();
        Optional<Path> labels =
                ageLabels.or(
                        () ->
                                workspace.datasets().list().stream()
                                        .filter(known -> known.root().equals(root))
                                        .findFirst()
                                        .flatMap(known -> known.ageLabels()));
        return new DatasetOpening(workspace).open(data, labels, progress);
    }

    /** What was changed of the ages of the dataset opened. */
    DatasetAges ages(FaceDataset opened) {
        return workspace.open().ages(opened.root());
    }
}
