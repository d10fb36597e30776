package dev.interproto.dataset;

import dev.interproto.common.Progress;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the folder whose folders are identities, at or near the one that was pointed at. */
final class RootSearch {
    /** Folders looked into before a level counts as no dataset; a dataset shows at once. */
    private static final int LOOKED_INTO = 200;

    /** Below the folder that was pointed at: unpacked archives often nest twice. */
    private static final int LEVELS_DOWN = 2;

    private final Progress progress;

    RootSearch(Progress progress) {
        this.progress = progress;
    }

    List<RootCandidate> candidates(Path folder) throws IOException {
        List<RootCandidate> found = new ArrayList<>(betterThan(folder));
        if (found.isEmpty() && identityFolders(folder, 1) >= 1) {
            found.add(count(folder, "The folder itself: its folders hold images."));
        }
        return List.copyOf(found);
    }

    /**
     * The dataset roots near a folder that is none itself; empty where the folder is a root, or
     * nothing near it is.
     */
    List<RootCandidate> betterThan(Path folder) throws IOException {
        boolean holdsImages = holdsImages(folder);
        int identities = identityFolders(folder, 2);
        Path parent = folder.getParent();
        // The images of one identity, beside other identities: pointed one level too low. Such an
        // identity may have one more folder of its own (LAG keeps the young images so).
        if (holdsImages && identities < 2 && parent != null && identityFoldersOf(parent) >= 2) {
            return List.of(
                    count(
                            parent,
                            "One level up: "
                                    + folder.getFileName()
                                    + " holds the images of one identity among others."));
        }
        List<RootCandidate> below = new ArrayList<>();
        // One folder of images beside whole datasets (a download with its samples) is none itself.
        if (identities < 2) {
            collectBelow(folder, LEVELS_DOWN, below);
        }
        below.sort(
                Comparator.comparingInt(RootCandidate::identities)
                        .reversed()
                        .thenComparing(c -> c.root().toString(), NaturalOrder.INSTANCE));
        return below;
    }

    private void collectBelow(Path folder, int levels, List<RootCandidate> found)
            throws IOException {
        if (levels == 0) {
            return;
        }
        for (Path child : folders(folder, LOOKED_INTO)) {
            progress.checkCancelled();
            if (identityFoldersOf(child) >= 2) {
                found.add(count(child, "Below: the folders in it hold images."));
            } else {
                collectBelow(child, levels - 1, found);
            }
        }
    }

    /** As {@link #identityFolders} up to two; a folder that may not be read has none. */
    private int identityFoldersOf(Path folder) throws IOException {
        try {
            return identityFolders(folder, 2);
        } catch (AccessDeniedException e) {
            return 0;
        }
    }

    private int identityFolders(Path folder, int enough) throws IOException {
        int count = 0;
        for (Path child : folders(folder, LOOKED_INTO)) {
            if (holdsImages(child) && ++count == enough) {
                break;
            }
        }
        return count;
    }

    private RootCandidate count(Path root, String why) throws IOException {
        int identities = 0;
        int images = 0;
        for (Path child : folders(root, Integer.MAX_VALUE)) {
            progress.checkCancelled();
            int inChild = 0;
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(child)) {
                for (Path entry : entries) {
                    inChild += ImageFormats.isImageName(name(entry)) ? 1 : 0;
                }
            } catch (AccessDeniedException e) {
                continue;
            }
            images += inChild;
            identities += inChild > 0 ? 1 : 0;
            progress.report(
                    Double.NaN, identities + " identities, " + images + " images in " + root);
        }
        return new RootCandidate(root, identities, images, why);
    }

    private static boolean holdsImages(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (ImageFormats.isImageName(name(entry)) && !Files.isDirectory(entry)) {
                    return true;
                }
            }
        } catch (AccessDeniedException e) {
            return false;
        }
        return false;
    }

    private static List<Path> folders(Path folder, int atMost) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (found.size() == atMost) {
                    break;
                }
                if (!ImageFormats.isHidden(name(entry)) && Files.isDirectory(entry)) {
                    found.add(entry);
                }
            }
        } catch (AccessDeniedException e) {
            return List.of();
        }
        found.sort(Comparator.comparing(RootSearch::name, NaturalOrder.INSTANCE));
        return found;
    }

    private static String name(Path path) {
        return Optional.ofNullable(path.getFileName()).map(Path::toString).orElse("");
    }
}
