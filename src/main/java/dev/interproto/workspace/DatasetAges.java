package dev.interproto.workspace;

import dev.interproto.common.AtomicFiles;
import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import dev.interproto.dataset.AgeChanges;
import dev.interproto.dataset.AgeOverlay;
import dev.interproto.dataset.AgeSource;
import dev.interproto.dataset.FaceDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The ages of one dataset that were set or estimated in this workspace: {@code ages.csv} in its
 * {@link Workspace#datasetHome}, and {@code ages-before.csv}, what it was before the last edit.
 * Every change reads the file anew, so that the desktop and a command may take turns.
 */
public final class DatasetAges {
    private final Path file;
    private final Path before;

    DatasetAges(Path home) {
        this.file = home.resolve("ages.csv");
        this.before = home.resolve("ages-before.csv");
    }

    /** Where they lie. */
    public Path file() {
        return file;
    }

    /**
     * A dataset just opened, with these ages laid over its own.
     *
     * @throws UserFacingException where they cannot be read
     */
    public FaceDataset laidOver(FaceDataset opened, Progress progress) {
        if (!Files.exists(file)) {
            return opened;
        }
        AgeOverlay overlay = AgeOverlay.read(file, opened, progress);
        FaceDataset aged = opened.withOpenedAges().withAges(overlay);
        return overlay.problems().isEmpty() ? aged : aged.withProblems(overlay.problems());
    }

    /**
     * Sets or takes away ages.
     *
     * @return the dataset with the new ages
     * @throws UserFacingException where they cannot be read or written; then nothing changed
     */
    public FaceDataset set(FaceDataset dataset, AgeChanges changes, Progress progress) {
        return edit(dataset, progress, overlay -> overlay.putAll(changes));
    }

    /** As {@link #set}, without another step back: one more part of the work begun by a set. */
    public FaceDataset setFurther(FaceDataset dataset, AgeChanges changes, Progress progress) {
        AgeOverlay overlay = AgeOverlay.read(file, dataset, progress);
        overlay.putAll(changes);
        overlay.write(file);
        return dataset.withOpenedAges().withAges(overlay);
    }

    /** Takes all estimates away, so that the images have their own ages again, or none. */
    public FaceDataset removeEstimates(FaceDataset dataset, Progress progress) {
        return edit(dataset, progress, overlay -> overlay.removeAll(AgeSource.ESTIMATED));
    }

    private FaceDataset edit(FaceDataset dataset, Progress progress, Consumer<AgeOverlay> change) {
        AgeOverlay overlay = AgeOverlay.read(file, dataset, progress);
        change.accept(overlay);
        rememberBefore();
        overlay.write(file);
        return dataset.withOpenedAges().withAges(overlay);
    }

    private void rememberBefore() {
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file)) {
                Files.copy(file, before, StandardCopyOption.REPLACE_EXISTING);
            } else {
                AgeOverlay.writeEmpty(before);
            }
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private UserFacingException cannotWrite(IOException e) {
        return new UserFacingException(
                "The ages in " + file + " cannot be written (" + Workspace.reason(e) + ").",
                "Nothing was changed.",
                "Check the rights of the workspace and the space on its disk.",
                e);
    }

    /** Whether the last edit can be taken back. */
    public boolean canUndo() {
        return Files.exists(before);
    }

    /**
     * Takes the last edit back; once more brings it again.
     *
     * @throws UserFacingException where there is none
     */
    public FaceDataset undo(FaceDataset dataset, Progress progress) {
        if (!canUndo()) {
            throw new UserFacingException(
                    "No age of this dataset was edited.",
                    "There is nothing to take back.",
                    "Set ages first.");
        }
        Path between = file.resolveSibling("ages-between.csv");
        try {
            Files.copy(file, between, StandardCopyOption.REPLACE_EXISTING);
            Files.move(before, file, StandardCopyOption.REPLACE_EXISTING);
            Files.move(between, before, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
        return laidOver(dataset.withOpenedAges(), progress);
    }

    /**
     * What an import did.
     *
     * @param dataset with the new ages
     * @param images that the file sets or takes the age of
     * @param elsewhere lines of images that the dataset does not hold; kept all the same
     * @param wrong lines that could not be understood
     * @param replaced images whose edited or estimated age was another before
     */
    public record Import(FaceDataset dataset, int images, int elsewhere, int wrong, int replaced) {}

    /**
     * Takes in what somebody else exported; where both speak of an image, the file wins.
     *
     * @param whole the file replaces all that was set here before, instead of adding to it
     * @throws UserFacingException where the file is no export, or none of its images is here
     */
    public Import take(FaceDataset dataset, Path source, boolean whole, Progress progress) {
        requireFile(source);
        AgeOverlay theirs = AgeOverlay.read(source, dataset, progress);
        if (theirs.size() == 0) {
            throw new UserFacingException(
                    "None of the images in " + source + " is in " + dataset.name() + ".",
                    theirs.elsewhere()
                            + " lines name other images, "
                            + theirs.problems().size()
                            + " cannot be understood.",
                    "Choose the export of this very dataset.");
        }
        AgeOverlay ours = AgeOverlay.read(file, dataset, progress);
        int replaced = 0;
        for (int sample = 0; sample < dataset.size(); sample++) {
            Optional<AgeChanges.Change> mine = ours.change(sample);
            Optional<AgeChanges.Change> other = theirs.change(sample);
            replaced += mine.isPresent() && other.isPresent() && !mine.equals(other) ? 1 : 0;
        }
        AgeOverlay result = theirs;
        if (!whole) {
            ours.putAll(theirs);
            result = ours;
        }
        rememberBefore();
        result.write(file);
        return new Import(
                dataset.withOpenedAges().withAges(result),
                theirs.size(),
                theirs.elsewhere(),
                theirs.problems().size(),
                replaced);
    }

    private static void requireFile(Path source) {
        if (!Files.isRegularFile(source)) {
            throw new UserFacingException(
                    "The file " + source + " does not exist.",
                    "No age was changed.",
                    "Check the path.");
        }
    }

    /**
     * Writes a copy for somebody else.
     *
     * @throws UserFacingException where no age was set, or it cannot be written
     */
    public void export(Path target) {
        if (!Files.exists(file)) {
            throw new UserFacingException(
                    "No age of this dataset was set or estimated here.",
                    "There is nothing to hand on: ages from labels and file names lie with the"
                            + " dataset.",
                    "Set or estimate ages first.");
        }
        try {
            AtomicFiles.write(target, out -> Files.copy(file, out));
        } catch (IOException e) {
            throw new UserFacingException(
                    "The ages cannot be written to " + target + " (" + Workspace.reason(e) + ").",
                    "Nothing was exported.",
                    "Choose another place, or make room there.",
                    e);
        }
    }
}
