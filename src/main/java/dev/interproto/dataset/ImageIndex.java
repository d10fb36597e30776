package dev.interproto.dataset;

import dev.interproto.common.Progress;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All images below a folder, findable by the paths that other people's lists give them: one walk of
 * the folder, then no look at the disk for any of the paths.
 *
 * <p>A listed path fits an image when one of the two paths ends with all of the other; letter case
 * and image ending may differ, since aligned copies are often written as PNG. The longest agreement
 * wins. Failing that, the folder and file name decide, and last the file name alone, if it is the
 * only one of its kind both in the folder and in the list. What remains ambiguous counts as missing
 * rather than being guessed.
 */
final class ImageIndex implements ListedImageIndex {
    /** Files reported between two looks at the cancel flag. */
    private static final int REPORT_EVERY = 1000;

    /** Stands for "folders of this name in several places"; no path, as it holds a NUL. */
    private static final String MANY = "\0";

    /** Above the number of parts of any path. */
    private static final int WHOLE = 1000;

    private final Path root;
    private final Map<String, List<String>> pathsByStem = new HashMap<>();
    private final Map<String, List<String>> pathsByFolderAndStem = new HashMap<>();

    /** From the name of a folder that holds images to its path, or {@link #MANY}. */
    private final Map<String, String> folders = new HashMap<>();

    private int size;

    private ImageIndex(Path root) {
        this.root = root;
    }

    static ImageIndex of(Path root, Progress progress) throws IOException {
        ImageIndex index = new ImageIndex(root);
        index.addAll(root, "", progress);
        return index;
    }

    /**
     * What ends like an image is not looked at: 200,000 files cost a listing, not as many stats.
     */
    private void addAll(Path folder, String prefix, Progress progress) throws IOException {
        progress.checkCancelled();
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (ImageFormats.isUndecodable(name)) {
                    continue;
                }
                if (ImageFormats.isImageName(name)) {
                    add(prefix + name, progress);
                } else if (!ImageFormats.isHidden(name) && isFolderBelow(entry, folder)) {
                    folders.add(entry);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            if (folder.equals(root)) {
                throw e;
            }
            // What cannot be read cannot be found: its pairs are listed as missing.
        }
        for (Path child : folders) {
            addAll(child, prefix + child.getFileName() + "/", progress);
        }
    }

    /** A folder, but not a link to one that is being walked already. */
    private static boolean isFolderBelow(Path entry, Path folder) throws IOException {
        return Files.isDirectory(entry)
                && !(Files.isSymbolicLink(entry)
                        && folder.toRealPath().startsWith(entry.toRealPath()));
    }

    private void add(String relative, Progress progress) {
        String stem = key(stemOf(relative));
        String parent = key(folderOf(relative));
        pathsByStem.computeIfAbsent(stem, k -> new ArrayList<>(1)).add(relative);
        pathsByFolderAndStem
                .computeIfAbsent(parent + "/" + stem, k -> new ArrayList<>(1))
                .add(relative);
        folders.merge(parent, foldersOf(relative), (old, now) -> old.equals(now) ? old : MANY);
        if (++size % REPORT_EVERY == 0) {
            progress.checkCancelled();
            progress.report(Double.NaN, size + " images found in " + root);
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Match find(String listed, boolean nameIsUnique) {
        String wanted = slashed(listed);
        String parent = key(folderOf(wanted));
        String stem = key(stemOf(wanted));
        List<String> near = pathsByFolderAndStem.getOrDefault(parent + "/" + stem, List.of());
        if (!near.isEmpty()) {
            int longest = near.stream().mapToInt(path -> agreement(path, wanted)).max().orElse(0);
            // An agreement in the folder's name alone, such as "y", may be another person's image:
            // then the folder or the file name must be the only one of its kind.
            if (longest > 2 || nameIsUnique || !MANY.equals(folders.get(parent))) {
                return only(
                        near.stream().filter(path -> agreement(path, wanted) == longest).toList(),
                        wanted);
            }
        }
        List<String> sameName = pathsByStem.getOrDefault(stem, List.of());
        if (sameName.isEmpty()) {
            return new Match.Missing(MissingReason.ABSENT.words());
        }
        // A name such as 0001.jpg may be another person's: the list must not use it twice, nor may
        // the person's own folder be there. In a flat folder the name is all there is.
        boolean flat = sameName.stream().noneMatch(path -> path.contains("/"));
        if (!flat && (!nameIsUnique || folders.containsKey(parent))) {
            return new Match.Missing(MissingReason.ELSEWHERE.words() + ", " + sameName.get(0));
        }
        return only(sameName, wanted);
    }

    /** The best of some paths by ending and letter case, if they all lie in one folder. */
    private Match only(List<String> paths, String wanted) {
        String folder = foldersOf(paths.get(0));
        for (String path : paths) {
            if (!foldersOf(path).equals(folder)) {
                return new Match.Missing(
                        MissingReason.AMBIGUOUS.words() + ": " + paths.get(0) + " and " + path);
            }
        }
        Comparator<String> better =
                Comparator.<String, Boolean>comparing(path -> nameOf(path).equals(nameOf(wanted)))
                        .thenComparing(path -> endingOf(path).equalsIgnoreCase(endingOf(wanted)))
                        // So that the answer does not depend on the order of the walk.
                        .thenComparing(NaturalOrder.INSTANCE.reversed());
        return new Match.Found(
                ImageLocation.of(root.resolve(paths.stream().max(better).orElseThrow())));
    }

    /**
     * How many parts two paths share at their ends, the file name counted as one; all of them where
     * one path holds the other, and then more than any that share some only.
     */
    private static int agreement(String path, String wanted) {
        String[] a = key(path).split("/");
        String[] b = key(wanted).split("/");
        int shortest = Math.min(a.length, b.length);
        int shared = 1;
        while (shared < shortest && a[a.length - 1 - shared].equals(b[b.length - 1 - shared])) {
            shared++;
        }
        return shared == shortest ? WHOLE + shared : shared;
    }

    @Override
    public boolean holdsFiles() {
        return true;
    }

    @Override
    public Optional<String> example() {
        return pathsByStem.values().stream().map(paths -> paths.get(0)).min(NaturalOrder.INSTANCE);
    }

    private static String slashed(String path) {
        String slashed = path.replace('\\', '/');
        return slashed.startsWith("./") ? slashed.substring(2) : slashed;
    }

    /** Letter case and the two Unicode spellings of an accent (macOS splits them) do not matter. */
    private static String key(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return Normalizer.isNormalized(lower, Normalizer.Form.NFC)
                ? lower
                : Normalizer.normalize(lower, Normalizer.Form.NFC);
    }

    static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String stemOf(String path) {
        return ImageFormats.stem(nameOf(path));
    }

    private static String endingOf(String path) {
        return nameOf(path).substring(stemOf(path).length());
    }

    /** The path without the file name. */
    private static String foldersOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** The name of the folder that holds the file. */
    private static String folderOf(String path) {
        return nameOf(foldersOf(path));
    }
}
