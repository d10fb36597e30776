package dev.interproto.dataset.layout;

import dev.interproto.common.Progress;
import dev.interproto.dataset.ImageFormats;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A set of faces that was found, to be counted and asked whether it holds an image that a list
 * names. Names are compared as lists do: integers by value, letters without case, no endings.
 */
final class FacesIndex {
    /** Identities counted one by one; above it a part of them stands for all. */
    private static final int COUNTED = 2_000;

    private static final int SAMPLED = 300;

    private final Path root;
    private final FacesKind kind;
    private final Map<String, Path> folders = new HashMap<>();
    private final Map<Path, Set<String>> stems = new HashMap<>();
    private int identities;
    private long images;
    private boolean estimated;

    private FacesIndex(Path root, FacesKind kind) {
        this.root = root;
        this.kind = kind;
    }

    static FacesIndex of(Path root, FolderLook look, Progress progress) throws IOException {
        if (look.layout() instanceof FolderLook.Layout.Flat flat) {
            FacesIndex index = new FacesIndex(root, FacesKind.of(flat.naming()));
            index.countFlat(flat.naming());
            return index;
        }
        FacesIndex index =
                new FacesIndex(
                        root,
                        look.layout() instanceof FolderLook.Layout.Lag
                                ? FacesKind.LAG
                                : FacesKind.IDENTITY_FOLDERS);
        index.countFolders(look.folders(), progress);
        return index;
    }

    Path root() {
        return root;
    }

    String name() {
        return root.getFileName() == null ? root.toString() : root.getFileName().toString();
    }

    FacesKind kind() {
        return kind;
    }

    int identities() {
        return identities;
    }

    long images() {
        return images;
    }

    boolean estimated() {
        return estimated;
    }

    private void countFlat(FlatNaming naming) throws IOException {
        Set<String> persons = new HashSet<>();
        Set<String> known = new HashSet<>();
        for (String name : imageNames(root)) {
            known.add(key(ImageFormats.stem(name)));
            naming.key(name).ifPresent(persons::add);
            images++;
        }
        stems.put(root, known);
        identities = naming.namesPersons() ? persons.size() : 0;
    }

    private void countFolders(List<Path> found, Progress progress) throws IOException {
        found.forEach(folder -> folders.put(key(folder.getFileName().toString()), folder));
        estimated = found.size() > COUNTED;
        int counted = estimated ? SAMPLED : found.size();
        int holding = 0;
        long inCounted = 0;
        for (int i = 0; i < counted; i++) {
            progress.checkCancelled();
            Path folder = found.get((int) ((long) i * found.size() / counted));
            int inFolder = imageNames(folder).size() + young(folder);
            inCounted += inFolder;
            holding += inFolder > 0 ? 1 : 0;
        }
        double scale = (double) found.size() / Math.max(1, counted);
        images = Math.round(inCounted * scale);
        identities = (int) Math.round(holding * scale);
    }

    private int young(Path folder) throws IOException {
        Path young = folder.resolve(FolderLook.YOUNG);
        return kind == FacesKind.LAG && Files.isDirectory(young) ? imageNames(young).size() : 0;
    }

    /** The share of some listed paths whose images are here. */
    double share(List<String> listed) throws IOException {
        if (listed.isEmpty()) {
            return 0;
        }
        int here = 0;
        for (String path : listed) {
            here += holds(path) ? 1 : 0;
        }
        return (double) here / listed.size();
    }

    private boolean holds(String listed) throws IOException {
        String[] parts = listed.replace('\\', '/').split("/");
        String stem = key(ImageFormats.stem(parts[parts.length - 1]));
        if (folders.isEmpty()) {
            return stemsOf(root).contains(stem);
        }
        if (parts.length < 2) {
            return false;
        }
        boolean young =
                kind == FacesKind.LAG
                        && parts.length > 2
                        && key(parts[parts.length - 2]).equals(FolderLook.YOUNG);
        Path folder = folders.get(key(parts[parts.length - (young ? 3 : 2)]));
        return folder != null
                && stemsOf(young ? folder.resolve(FolderLook.YOUNG) : folder).contains(stem);
    }

    private Set<String> stemsOf(Path folder) throws IOException {
        Set<String> known = stems.get(folder);
        if (known == null) {
            known = new HashSet<>();
            for (String name : imageNames(folder)) {
                known.add(key(ImageFormats.stem(name)));
            }
            stems.put(folder, known);
        }
        return known;
    }

    private static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        int zeros = 0;
        for (int i = 0; i < lower.length(); i++) {
            if (lower.charAt(i) < '0' || lower.charAt(i) > '9') {
                return lower;
            }
            zeros += zeros == i && lower.charAt(i) == '0' ? 1 : 0;
        }
        return zeros == lower.length() ? "0" : lower.substring(zeros);
    }

    private static List<String> imageNames(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (ImageFormats.isImageName(name)) {
                    names.add(name);
                }
            }
        } catch (java.nio.file.AccessDeniedException | java.nio.file.NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }
}
