package dev.interproto.dataset;

import dev.interproto.common.Progress;
import dev.interproto.common.UserFacingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Opens a dataset laid out as {@code <root>/<identity>/<image>} (jpg, jpeg, png, bmp, webp in any
 * letter case; any folder names).
 *
 * <p>Identities and images are numbered in natural order of their names. Empty files and files that
 * are no images by their first bytes are left out and listed as problems; images that are damaged
 * further in show when they are decoded, and the loader lists them then.
 */
public final class FaceFolder {
    private FaceFolder() {}

    /**
     * Reads the names, sizes and first bytes of all images.
     *
     * @param root the folder that holds one folder an identity
     * @param ages where the ages come from
     * @param progress told the number of images found; cancelling stops the scan
     * @throws UserFacingException where the folder cannot be read, holds no faces, or the dataset
     *     evidently lies one level higher or lower (the message names where)
     */
    public static FaceDataset open(Path root, AgeLabels ages, Progress progress) {
        return open(root, ages, FolderMemory.NONE, progress);
    }

    /**
     * As above, listing only what the memory of an earlier time does not know.
     *
     * @param memory of the same folder
     */
    public static FaceDataset open(
            Path root, AgeLabels ages, FolderMemory memory, Progress progress) {
        Path folder = root.toAbsolutePath().normalize();
        requireReadableFolder(folder);
        try {
            RootSearch search = new RootSearch(progress);
            List<RootCandidate> elsewhere = search.betterThan(folder);
            if (!elsewhere.isEmpty()) {
                throw wrongLevel(folder, elsewhere);
            }
            FaceDataset dataset = new FolderScan(folder, ages, memory, progress).run();
            if (dataset.size() == 0) {
                throw nothingFound(folder, dataset.problems());
            }
            return dataset;
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(folder, e);
        }
    }

    /**
     * The folders at, one level above, and up to two levels below {@code folder} that are laid out
     * as a dataset; best first. One entry: that is the root. Several: the person chooses. None: no
     * dataset here.
     *
     * @throws UserFacingException where the folder cannot be read
     */
    public static List<RootCandidate> candidates(Path folder) {
        return candidates(folder, Progress.NONE);
    }

    /** As above, cancellable. */
    public static List<RootCandidate> candidates(Path folder, Progress progress) {
        Path absolute = folder.toAbsolutePath().normalize();
        requireReadableFolder(absolute);
        try {
            return new RootSearch(progress).candidates(absolute);
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(absolute, e);
        }
    }

    private static void requireReadableFolder(Path folder) {
        if (!Files.exists(folder)) {
            throw new UserFacingException(
                    "The folder " + folder + " does not exist.",
                    "There is nothing to read.",
                    "Check the path, and that its drive is connected.");
        }
        if (!Files.isDirectory(folder)) {
            throw new UserFacingException(
                    folder + " is a file, not a folder.",
                    "A dataset is a folder with one folder of images for each identity.",
                    "Choose the folder that holds the identities' folders.");
        }
    }

    private static UserFacingException unreadable(Path folder, Exception cause) {
        return new UserFacingException(
                "The folder " + folder + " cannot be read (" + cause.getMessage() + ").",
                "The dataset cannot be opened.",
                "Check that you may read the folder and all folders in it.",
                cause);
    }

    private static UserFacingException wrongLevel(Path folder, List<RootCandidate> elsewhere) {
        String named =
                elsewhere.stream()
                        .limit(10)
                        .map(FaceFolder::line)
                        .collect(Collectors.joining("; "));
        return new UserFacingException(
                folder + " is not the folder that holds the identities' folders.",
                elsewhere.size() == 1
                        ? "The dataset seems to lie in " + named + "."
                        : "There are " + elsewhere.size() + " datasets near it: " + named + ".",
                elsewhere.size() == 1
                        ? "Choose " + elsewhere.get(0).root() + " instead."
                        : "Choose one of them.");
    }

    private static String line(RootCandidate candidate) {
        return candidate.root()
                + " ("
                + candidate.identities()
                + " identities, "
                + candidate.images()
                + " images)";
    }

    private static UserFacingException nothingFound(Path folder, List<Problem> problems)
            throws IOException {
        List<String> names = new ArrayList<>();
        int images = 0;
        try (var entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                images += ImageFormats.isImageName(name) ? 1 : 0;
                names.add(name);
            }
        }
        names.sort(NaturalOrder.INSTANCE);
        String layout =
                "A dataset is a folder with one folder of images for each identity, such as"
                        + " faces/Ada/1.jpg (jpg, jpeg, png, bmp or webp).";
        if (names.isEmpty()) {
            return new UserFacingException(
                    "The folder " + folder + " is empty.",
                    layout,
                    "Choose the folder that holds the identities' folders.");
        }
        List<Problem> faults =
                problems.stream().filter(p -> !p.where().equals(folder.toString())).toList();
        if (!faults.isEmpty()) {
            Problem first = faults.get(0);
            return new UserFacingException(
                    "None of the images in " + folder + " can be used.",
                    "The first: " + first.where() + ": " + first.what(),
                    "Check that the files were copied completely, or choose another folder.");
        }
        if (images > 0) {
            return new UserFacingException(
                    images + " images lie directly in the folder " + folder + ".",
                    "Nothing says whom they show. " + layout,
                    "Move the images of each identity into a folder of its own.");
        }
        return new UserFacingException(
                "The folder " + folder + " holds no images of identities.",
                "It holds "
                        + String.join(", ", names.subList(0, Math.min(5, names.size())))
                        + (names.size() > 5 ? " …. " : ". ")
                        + layout,
                "Choose the folder that holds the identities' folders.");
    }
}
