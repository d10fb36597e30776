package dev.interproto.workspace.job;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeOverlay;
import dev.interproto.dataset.Exclusions;
import dev.interproto.dataset.FaceDataset;
import dev.interproto.workspace.KnownDataset;
import dev.interproto.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was set by hand on a dataset that has since been moved. It is kept under the dataset's path,
 * so that the moved dataset would begin without it.
 *
 * @param before the dataset as the workspace remembers it; its folder is gone
 * @param root where it lies now
 * @param ages images whose ages were set or estimated
 * @param leftOut images that were left out
 */
public record MovedDataset(KnownDataset before, Path root, int ages, int leftOut) {

    /**
     * Looks whether a dataset is a remembered one that was moved: that one's folder had the same
     * name and is gone, every image of which something was set is in this dataset too, and nothing
     * was set on this one yet. Reads small files only.
     *
     * @param now opened, with nothing left out
     */
    public static Optional<MovedDataset> find(
            DatasetOpening opening, FaceDataset now, Progress progress) {
        if (isKept(opening, now.root())) {
            return Optional.empty();
        }
        return opening.workspace().datasets().list().stream()
                .filter(known -> !Files.exists(known.root()))
                .filter(known -> sameName(known.root(), now.root()))
                .filter(known -> isKept(opening, known.root()))
                .flatMap(known -> fitting(opening, known, now, progress).stream())
                .findFirst();
    }

    private static boolean sameName(Path one, Path other) {
        return Objects.equals(one.getFileName(), other.getFileName());
    }

    private static boolean isKept(DatasetOpening opening, Path root) {
        return Files.exists(opening.workspace().ages(root).file())
                || Files.exists(opening.exclusionsFile(root));
    }

    private static Optional<MovedDataset> fitting(
            DatasetOpening opening, KnownDataset known, FaceDataset now, Progress progress) {
        Path excluded = opening.exclusionsFile(known.root());
        Exclusions exclusions = Exclusions.read(excluded);
        AgeOverlay ages =
                AgeOverlay.read(opening.workspace().ages(known.root()).file(), now, progress);
        boolean all =
                ages.elsewhere() == 0
                        && exclusions.apply(now, excluded).size() == now.size() - exclusions.size();
        return all && ages.size() + exclusions.size() > 0
                ? Optional.of(new MovedDataset(known, now.root(), ages.size(), exclusions.size()))
                : Optional.empty();
    }

    /**
     * Takes over what was set, and forgets the dataset at its old place. It counts when the dataset
     * is opened next.
     *
     * @throws UserFacingException where it cannot be copied
     */
    public void takeOver(DatasetOpening opening) {
        Workspace workspace = opening.workspace();
        Path from = workspace.datasetHome(before.root());
        Path to = workspace.datasetHome(root);
        try {
            Files.createDirectories(to);
            for (Path file : files(opening)) {
                if (Files.exists(file)) {
                    Files.copy(
                            file,
                            to.resolve(from.relativize(file)),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UserFacingException(
                    "What was set on " + before.root() + " cannot be copied to " + to + ".",
                    "The dataset stays as it was opened.",
                    "Check the rights of the workspace and the space on its disk.",
                    e);
        }
        workspace.datasets().remove(before.root());
    }

    private List<Path> files(DatasetOpening opening) {
        Path ages = opening.workspace().ages(before.root()).file();
        return List.of(
                ages,
                ages.resolveSibling("ages-before.csv"),
                opening.exclusionsFile(before.root()));
    }
}
